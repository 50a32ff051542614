"""What a matching run decides: pairs with reasons, people left over with what would help, and how good it is."""

from dataclasses import dataclass

from matching.domain.hard_rules import Rule


@dataclass(frozen=True, slots=True)
class Pair:
    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[str, ...]
    reasons_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The fewest rules that would have to give way, and how many mentors that would bring within reach.

    Suggestions name what to add, such as slot:12; no change ever lifts a block or the organisation rule.
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
class Assignment:
    """The objective is the sum over pairs of 0.5 + score; no assignment that keeps the hard rules can exceed the bound."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    objective: float
    bound: float
    rounds: int

    @property
    def share_of_bound(self) -> float:
        return min(1.0, self.objective / self.bound) if self.bound > 0 else 1.0

    @property
    def bound_gap(self) -> float:
        return 1.0 - self.share_of_bound
