"""The card of a model: what it learned from, under which licences, and how it did on texts that it had not seen."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import Category
from moderation.learning.examined import Examined
from moderation.learning.sources import SOURCES

Floats = NDArray[np.float32]


def card_of(examined: Examined, places: NDArray[np.int64], scores: Floats, stage: str) -> dict[str, Any]:
    """`scores` of the texts at `places`; 0 is where a category holds."""
    sources = np.array([examined.examples[place].source for place in places])
    wanted = examined.wanted[places] > 0
    return {
        "data": {"written": "written for this project, CC0-1.0", **{one.name: one.licence for one in SOURCES}},
        f"{stage}_per_category": _per_category(scores, wanted, sources == "written"),
        f"{stage}_per_source": {name: _source(scores, wanted, sources == name) for name in sorted(set(sources))},
        f"{stage}_hatecheck": _hatecheck(examined, places, scores),
    }


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
    hate = list(Category).index(Category.ABUSE_HATE)
    right: dict[str, list[bool]] = {}
    for place, score in zip(places, scores[:, hate], strict=True):
        example = examined.examples[place]
        if example.source == "hatecheck":
            function = example.group.split("-")[1]
            right.setdefault(function, []).append((score >= 0) == function.endswith("_h"))
    told = {function: round(float(np.mean(each)), 3) for function, each in sorted(right.items())}
    for name, ending in (("all", ""), ("hateful", "_h"), ("non_hateful", "_nh")):
        judged = [one for function, each in right.items() if function.endswith(ending) for one in each]
        told[name] = round(float(np.mean(judged)), 3) if judged else 0.0
    return told
