"""The whole judge on texts that no part of it has learned from: the fold that was kept back, by wording and not by rows.

Its first pass is taught here on the other folds, the second stage never saw this one, and each half of the fold is judged
by thresholds that the other half set.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.first_pass import LinearFirstPass, keep_first_pass
from moderation.adapters.second_stage import MiniLm, MiniLmStage
from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action, Category, Judgement
from moderation.judging import open_judge
from moderation.learning.examined import HELD_BACK, Examined, examine
from moderation.learning.examples import Example
from moderation.learning.train import Mixing, doubts_of, few_of_each, holds_of, mixing_of, teach_first
from moderation.learning.weighing import halves_of


@dataclass(frozen=True, slots=True)
class Seen:
    """`vote`: one a template, so that a template with four messages counts as much as one with two."""

    example: Example
    judgement: Judgement
    vote: float

    @property
    def held(self) -> bool:
        return self.judgement.action is not Action.ALLOW

    def held_as(self, categories: frozenset[str]) -> bool:
        return self.held and bool(categories & {one.value for one in self.judgement.categories})


@dataclass(frozen=True, slots=True)
class Figure:
    of: str
    texts: int
    share: float
    means: str


def judged_unseen(public: Path, built: Path, say: Callable[[str], None]) -> list[Seen]:
    """`built` is the folder of the second stage. Raises FileNotFoundError."""
    examined = examine(public)
    say("teaching the first pass on the other folds")
    first = teach_first(examined)
    holds = holds_of(examined, first.scores, np.arange(len(examined.folded)))
    above = first.scores - holds
    places = few_of_each(examined, np.flatnonzero(examined.folds == HELD_BACK))
    say("asking the second stage")
    model = MiniLm(built)
    second = np.stack([model.scores(examined.typed[place]) for place in places.tolist()])
    seen: list[Seen] = []
    with tempfile.TemporaryDirectory(prefix="causeway-unseen-") as folder:
        file = Path(folder) / "first.npz"
        without = first.without_held_back
        keep_first_pass(file, without.weights, without.bias, holds, doubts_of(examined, above))
        for half in halves_of([examined.examples[place].group for place in places.tolist()]):
            mixing = mixing_of(examined, places[~half], above, second[~half])
            say("judging half of the fold")
            seen += _judged(_judge(file, built, mixing, Path(folder)), examined, places[half])
    return seen


def _judge(first: Path, built: Path, mixing: Mixing, folder: Path) -> TextJudge:
    np.savez(folder / "mixing.npz", mix=mixing.mix, stance=mixing.stance, clears=mixing.clears)
    stage = MiniLmStage(built, folder / "mixing.npz")
    return open_judge(stages=(LinearFirstPass(first), stage))


def _judged(judge: TextJudge, examined: Examined, places: NDArray[np.int64]) -> Iterator[Seen]:
    examples = [examined.examples[place] for place in places.tolist()]
    sizes = Counter(example.group for example in examples)
    judgements = judge.judge_many([(example.text, None) for example in examples])
    for example, judgement in zip(examples, judgements, strict=True):
        yield Seen(example, judgement, 1 / sizes[example.group])


def figures_of(seen: Sequence[Seen]) -> list[Figure]:
    by_source: dict[str, list[Seen]] = {}
    for one in seen:
        by_source.setdefault(one.example.source, []).append(one)
    return [
        *_written(by_source.get("written", [])),
        *_hatecheck(by_source.get("hatecheck", [])),
        *_f1("davidson", by_source.get("davidson", []), frozenset({"abuse_hate", "threat_bullying"})),
        *_f1("sms_spam", by_source.get("sms_spam", []), frozenset({"spam_scam"})),
        *(_held(name, by_source.get(name, [])) for name in ("taskmaster4", "cima", "counsel_chat")),
    ]


def _written(seen: Sequence[Seen]) -> Iterator[Figure]:
    for category in Category:
        yield _held(category.value, [one for one in seen if category.value in one.example.labels])
    forbidden = [one for one in seen if one.example.labels]
    yield _held("all that should be held", forbidden)
    caught = [one for one in forbidden if one.held and one.judgement.categories]
    right = sum(one.vote for one in caught if one.judgement.categories[0].value in one.example.labels)
    yield Figure("of these for the right category", len(caught), _share(right, caught), "right")
    innocent = [one for one in seen if not one.example.labels]
    for name, hard in (("innocent", False), ("innocent, made to look like hate", True)):
        yield _held(name, [one for one in innocent if (one.example.kind == "anyone") is hard])


def _hatecheck(seen: Sequence[Seen]) -> Iterator[Figure]:
    for name, ending in (("all", ""), ("hateful", "_h"), ("not hateful", "_nh")):
        of = [one for one in seen if _function(one).endswith(ending)]
        right = sum(one.held_as(_HATE) is _function(one).endswith("_h") for one in of)
        yield Figure(f"hatecheck, {name}", len(of), right / max(1, len(of)), "right")


_HATE = frozenset({Category.ABUSE_HATE.value})


def _function(one: Seen) -> str:
    return one.example.group.split("-")[1]


def _f1(name: str, seen: Sequence[Seen], labels: frozenset[str]) -> Iterator[Figure]:
    told = [(one.held_as(labels), bool(one.example.labels & labels)) for one in seen]
    both, fired, true = (sum(each) for each in zip(*((a and b, a, b) for a, b in told), strict=True)) if told else (0, 0, 0)
    yield Figure(name, len(told), 2 * both / max(1, fired + true), "F1")
    yield Figure(f"{name}, innocent", len(told) - true, (fired - both) / max(1, len(told) - true), "held so")


def _held(name: str, of: Sequence[Seen]) -> Figure:
    return Figure(name, len(of), _share(sum(one.vote for one in of if one.held), of), "held")


def _share(votes: float, of: Sequence[Seen]) -> float:
    return votes / max(sum(one.vote for one in of), 1e-9)
