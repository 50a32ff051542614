"""What a matching run decides: pairs with reasons, people left over with what would help, and how good it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.domain.hard_rules import Rule
from matching.domain.score import Parts
from matching.domain.targets import TargetOutcome


@dataclass(frozen=True, slots=True)
class Pair:
    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[str, ...]
    reasons_shown: tuple[str, ...]
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The fewest rules that would have to give way, and how many mentors with a place that would bring within reach.

    Without rules a mentor who fits has a place, and only the lowest score of the run stands in the way. Suggestions name
    what to add or whom to ask, such as slot:12 or mentor:grace: of one kind, each helps by itself; of several kinds, all of
    them help together. No change ever lifts a block or the organisation rule.
    """

    rules: tuple[Rule, ...]
    mentors: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Removed counts the mentors each rule takes away from those that the rules before it left."""

    mentee_id: str
    removed: dict[Rule, int]
    nearest_change: Change | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a simpler way of matching gives the same people; `share_of_bound` is of the run's own proven bound."""

    name: str
    pairs: int
    unmatched: int
    mean_score: float
    share_of_bound: float


@dataclass(frozen=True, slots=True)
class Assignment:
    """The objective is the sum over pairs of 0.5 + score, and of what the options add where they were asked for; no
    assignment that keeps the hard rules can exceed the bound. Prices say by mentor id what one more place there would add;
    mentors whose place would add nothing are left out; surplus is what the best choices of all mentees leave above these
    prices. Too weak counts by mentee id the free mentors who may be theirs but
    with whom they would score less than the run asks for. The blocking share is of a sample of mentees, those who and some
    mentor would both rather have each other."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    objective: float
    bound: float
    rounds: int
    targets: tuple[TargetOutcome, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    prices: Mapping[str, float] = field(default_factory=dict)
    surplus: float = 0.0
    too_weak: Mapping[str, int] = field(default_factory=dict)
    blocking_share: float | None = None

    @property
    def share_of_bound(self) -> float:
        return min(1.0, self.objective / self.bound) if self.bound > 0 else 1.0

    @property
    def bound_gap(self) -> float:
        return 1.0 - self.share_of_bound
