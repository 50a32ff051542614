"""Who would be the best mentor for one more mentee, from columns that are in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matching.app.mentor_pool import MentorPool
from matching.domain.hard_rules import Demands, Rule
from matching.domain.matching_settings import MatchingSettings
from matching.domain.people import Mentee
from matching.domain.run import LeftOver, Run
from matching.domain.score import WORTH_OF_A_PAIR

MORE_MENTORS = "More mentors who fit would help."
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Value is the pair's worth, with what a former mentee adds, less what the place is worth to others."""

    mentor_id: str
    score: float
    value: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The best first; and what the mentee could gain at most if everybody else moved as the prices allow."""

    best: list[Suggested]
    gain_at_most: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Pairs by mentor, and the prices of the newest run. Columns are made once for a pool: they take longer than an answer."""

    pairs: Mapping[str, int]
    prices: Mapping[str, float]
    _made: dict[str, tuple[MentorPool, Numbers]] = field(default_factory=dict, repr=False, compare=False)

    def loads(self, pool: MentorPool) -> Numbers:
        return self._column("pairs", self.pairs, pool)

    def costs(self, pool: MentorPool) -> Numbers:
        return self._column("prices", self.prices, pool)

    def with_pairs(self, changed: Mapping[str, int]) -> "Standing":
        """The same prices."""
        made = {"prices": self._made["prices"]} if "prices" in self._made else {}
        return Standing({**self.pairs, **changed}, self.prices, made)

    def _column(self, name: str, values: Mapping[str, float], pool: MentorPool) -> Numbers:
        made = self._made.get(name)
        if made is None or made[0] is not pool:
            column = np.fromiter((values.get(id, 0) for id in pool.person_ids), np.float64, len(pool))
            made = self._made[name] = pool, column
        return made[1]


def suggest_mentors(
    pool: MentorPool, mentee: Mentee, met: Collection[str], standing: Standing, settings: MatchingSettings, most: int
) -> Answer:
    """Hard rules are kept as far as the pool knows its people; whoever acts on it looks at them once more."""
    legal = pool.legal(mentee, settings.options.demands) & _unmet(pool, met)
    scores, costs = pool.scores(mentee, settings.weights), standing.costs(pool)
    values = WORTH_OF_A_PAIR + scores - costs + settings.options.was_mentee * pool.former_mentees
    free = legal & (pool.places > standing.loads(pool))
    rows = np.flatnonzero(free)
    order = rows[np.argsort(-values[rows], kind="stable")][:most]
    best = [Suggested(pool.person_ids[row], float(scores[row]), float(values[row])) for row in order]
    return Answer(best, float(values[legal].max(initial=0.0)))


def _unmet(pool: MentorPool, met: Collection[str]) -> npt.NDArray[np.bool_]:
    if not met:
        return np.ones(len(pool), bool)
    return np.array([id not in met for id in pool.person_ids], bool)


def why_nobody(
    pool: MentorPool, mentee_id: str, mentee: Mentee, met: Collection[str], standing: Standing, demands: Demands
) -> LeftOver:
    """Each rule in order, with how many mentors it takes away from those that the rules before it left."""
    unmet, free = _unmet(pool, met), pool.places > standing.loads(pool)
    ruled_out: list[tuple[str, int]] = []
    left, kept = np.ones(len(pool), bool), list[Rule]()
    for rule in Rule:
        kept.append(rule)
        now = pool.legal(mentee, demands, kept) & left
        if rule is Rule.BLOCKED:
            now &= unmet
        if rule is Rule.CAPACITY:
            now &= free
        if removed := int(left.sum() - now.sum()):
            ruled_out.append((rule.value, removed))
        left = now
    return LeftOver(mentee_id, tuple(ruled_out), MORE_MENTORS)


def distance(last: Run | None, answer: Answer, taken: Sequence[Suggested]) -> float:
    """The share of the proven bound that stays open when the newest run is followed by this placement, 0 to 1.

    By weak duality: at the run's prices nobody, in whatever assignment, adds more for this mentee than `gain_at_most`.
    """
    figures = last.figures if last is not None else None
    reached = figures.total_score + WORTH_OF_A_PAIR * figures.pairs if figures is not None else 0.0
    bound = reached / figures.share_of_bound if figures is not None and figures.share_of_bound else 0.0
    reached += WORTH_OF_A_PAIR + taken[0].score if taken else 0.0
    bound += max(answer.gain_at_most, 0.0)
    return max(0.0, 1 - reached / bound) if bound > 0 else 0.0
