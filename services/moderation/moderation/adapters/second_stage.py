"""The second stage: a small language model, built at set-up from public weights and what this project taught it."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from moderation.adapters.patterns import default_cache
from moderation.adapters.wordpiece import WordPieces
from moderation.domain.judgement import Category
from moderation.domain.stance import NAMES, signs_of

TAUGHT = Path(__file__).parent.parent / "models" / "second_stage.npz"
GRAPH, WORDS = "second_stage.onnx", "tokenizer.json"
_MOST_TOKENS = 96  # of one piece of text
_CERTAIN = 1e-4
_HATE = list(Category).index(Category.ABUSE_HATE)
_REMEMBERED = 2_000  # texts; «ok thanks» comes again and again

Floats = NDArray[np.float32]


def built_folder() -> Path:
    """Where set-up leaves the model that belongs to the taught part in this working copy."""
    return default_cache().parent / "models" / sha256(TAUGHT.read_bytes()).hexdigest()[:12]


def open_second_stage(folder: Path | None = None) -> "MiniLmStage | None":
    """None when set-up has not built it: then the first pass decides alone."""
    if not TAUGHT.exists():
        return None
    folder = folder or built_folder()
    return MiniLmStage(folder) if (folder / GRAPH).exists() and (folder / WORDS).exists() else None


class MiniLm:
    """One text at a time, because whole-number arithmetic makes an answer depend on its batch, and a verdict must repeat."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Given the file's name and no arena, the session takes a third less memory than given its content.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        self._words = WordPieces(folder / WORDS, _MOST_TOKENS)
        with (folder / GRAPH).open("rb") as graph:
            self.digest = file_digest(graph, "sha256").digest()

    def scores(self, text: str) -> NDArray[np.float32]:
        numbers = np.array([self._words.numbers_of(text)], np.int64)
        [scores] = self._session.run(None, {"input_ids": numbers, "attention_mask": np.ones_like(numbers)})
        row: NDArray[np.float32] = scores[0]
        return row


class MiniLmStage:
    """The model with what was learned of when a category holds, and when an unsure pattern was wrong."""

    def __init__(self, folder: Path, taught: Path = TAUGHT) -> None:
        self._model = MiniLm(folder)
        content = taught.read_bytes()
        with np.load(BytesIO(content)) as parts:
            self._mix: NDArray[np.float32] = parts["mix"]
            self._stance: NDArray[np.float32] = parts["stance"]
            self.clears: list[float] = parts["clears"].tolist()
        self.version = sha256(self._model.digest + content).hexdigest()[:12]
        self.scores = lru_cache(maxsize=_REMEMBERED)(self._model.scores)

    def chances(self, text: str, before: Sequence[float]) -> list[float]:
        signs = np.array([signs_of(text)], np.float32)
        scores = self.scores(text)[None, :]
        [mixed] = mixed_scores(log_odds(np.array([before], np.float32)), scores, signs, self._mix, self._stance)
        chances: list[float] = (1 / (1 + np.exp(-np.clip(mixed, -30, 30)))).tolist()
        return chances


def log_odds(chances: Floats) -> Floats:
    bounded = np.clip(chances, _CERTAIN, 1 - _CERTAIN)
    odds: Floats = np.log(bounded / (1 - bounded))
    return odds


def mixed_scores(first: Floats, second: Floats, signs: Floats, mix: Floats, stance: Floats) -> Floats:
    """Scores of both stages weighed together, one row a text; 0 is where a category holds.

    `mix` has the weights of the first pass and the second stage and a constant, for each category. Where a text names a group of
    people, hate is weighed by `stance` instead: both scores, then the signs.
    """
    mixed: Floats = mix[0] * first + mix[1] * second + mix[2]
    named = signs[:, NAMES] > 0
    mixed[named, _HATE] = np.column_stack([first[named, _HATE], second[named, _HATE], signs[named]]) @ stance
    return mixed
