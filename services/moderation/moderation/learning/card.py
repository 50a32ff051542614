"""The card of a model: what it learned from, under which licences, and how it did on texts that it had not seen."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import Category
from moderation.learning.dialects import dialects_of
from moderation.learning.examined import Examined
from moderation.learning.sources import SOURCES

Floats = NDArray[np.float32]
_HATE, _FEWEST = list(Category).index(Category.ABUSE_HATE), 20


def card_of(examined: Examined, places: NDArray[np.int64], scores: Floats, stage: str) -> dict[str, Any]:
    """`scores` of the texts at `places`; 0 is where a category holds."""
    sources = np.array([examined.examples[place].source for place in places])
    wanted = examined.wanted[places] > 0
    return {
        "data": {"written": "written for this project, CC0-1.0", **{one.name: one.licence for one in SOURCES}},
        f"{stage}_per_category": _per_category(scores, wanted, sources == "written"),
        f"{stage}_per_source": {name: _source(scores, wanted, sources == name) for name in sorted(set(sources))},
        f"{stage}_hatecheck": _hatecheck(examined, places, scores),
        f"{stage}_hatecheck_by_group": _by_group(examined, places, scores),
        f"{stage}_by_dialect": _by_dialect(examined, places, scores),
        f"{stage}_by_kind": _by_kind(examined, places, scores),
    }


def _by_group(examined: Examined, places: NDArray[np.int64], scores: Floats) -> dict[str, dict[str, float]]:
    """HateCheck by the people it speaks of: share of hate that is held, and of the rest."""
    rows: dict[str, tuple[list[bool], list[bool]]] = {}
    for place, score in zip(places.tolist(), scores, strict=True):
        example = examined.examples[place]
        if example.source == "hatecheck" and example.about:
            hateful = example.group.split("-")[1].endswith("_h")
            rows.setdefault(example.about, ([], []))[not hateful].append(bool(score[_HATE] >= 0))
    return {
        about: {"hateful_held": _share(hateful), "non_hateful_held": _share(others), "texts": len(hateful) + len(others)}
        for about, (hateful, others) in sorted(rows.items())
    }


def _by_dialect(examined: Examined, places: NDArray[np.int64], scores: Floats) -> dict[str, dict[str, float]]:
    """Innocent texts and others of the sets that tell of a way of speaking; see `dialects`."""
    rows: dict[str, tuple[list[bool], list[bool]]] = {}
    for place, score in zip(places.tolist(), scores, strict=True):
        example = examined.examples[place]
        for dialect in dialects_of(example.source, example.text):
            rows.setdefault(f"{example.source} {dialect}", ([], []))[bool(example.labels)].append(bool(score.max() >= 0))
    return {
        name: {"innocent": len(innocent), "innocent_held": _share(innocent), "others": len(rest), "others_held": _share(rest)}
        for name, (innocent, rest) in sorted(rows.items())
    }


def _by_kind(examined: Examined, places: NDArray[np.int64], scores: Floats) -> dict[str, dict[str, float]]:
    """The written examples by what they are about, those of fewer than twenty texts left out."""
    rows: dict[str, list[bool]] = {}
    for place, score in zip(places.tolist(), scores, strict=True):
        example = examined.examples[place]
        if example.source == "written":
            of = min(example.labels) if example.labels else "innocent"
            rows.setdefault(f"{of}: {example.kind}", []).append(bool(score.max() >= 0))
    return {name: {"texts": len(held), "held": _share(held)} for name, held in sorted(rows.items()) if len(held) >= _FEWEST}


def _share(held: list[bool]) -> float:
    return round(sum(held) / len(held), 3) if held else 0.0


def _per_category(scores: Floats, wanted: NDArray[np.bool_], own: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    """On the written examples: how many are held for anything, and for the right thing."""
    told: dict[str, dict[str, float]] = {}
    for number, category in enumerate(Category):
        of = own & wanted[:, number]
        held = scores[of].max(axis=1) >= 0
        right = held & np.take_along_axis(wanted[of], scores[of].argmax(axis=1)[:, None], axis=1)[:, 0]
        told[category.value] = {
            "texts": int(of.sum()),
            "held": round(float(held.mean()), 4),
            "right_of_held": round(float(right.sum() / max(1, held.sum())), 4),
        }
    innocent = own & ~wanted.any(axis=1)
    told["innocent"] = {"texts": int(innocent.sum()), "held": round(float((scores[innocent].max(axis=1) >= 0).mean()), 4)}
    return told


def _source(scores: Floats, wanted: NDArray[np.bool_], of: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    told: dict[str, dict[str, float]] = {}
    for number, category in enumerate(Category):
        positive = of & wanted[:, number]
        if not positive.any():
            continue
        fired, true = scores[of, number] >= 0, wanted[of, number]
        both = int((fired & true).sum())
        told[category.value] = {
            "texts": int(positive.sum()),
            "caught": round(both / int(true.sum()), 4),
            "others_held": round(float(fired[~true].mean()) if (~true).any() else 0.0, 4),
            "f1": round(2 * both / max(1, int(fired.sum() + true.sum())), 4),
        }
    innocent = of & ~wanted.any(axis=1)
    if innocent.any():
        held = float((scores[innocent].max(axis=1) >= 0).mean())
        told["innocent"] = {"texts": int(innocent.sum()), "held": round(held, 4)}
    return told


def _hatecheck(examined: Examined, places: NDArray[np.int64], scores: Floats) -> dict[str, float]:
    """Share judged right for each function that the set tests, by its own reading of hate."""
    right: dict[str, list[bool]] = {}
    for place, score in zip(places, scores[:, _HATE], strict=True):
        example = examined.examples[place]
        if example.source == "hatecheck":
            function = example.group.split("-")[1]
            right.setdefault(function, []).append((score >= 0) == function.endswith("_h"))
    told = {function: round(float(np.mean(each)), 3) for function, each in sorted(right.items())}
    for name, ending in (("all", ""), ("hateful", "_h"), ("non_hateful", "_nh")):
        judged = [one for function, each in right.items() if function.endswith(ending) for one in each]
        told[name] = round(float(np.mean(judged)), 3) if judged else 0.0
    return told
