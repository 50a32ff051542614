"""What a run may be asked for beyond rules and weights. Everything is off unless asked for."""

from dataclasses import dataclass, field

from matching.domain.people import MOST_MONTHS
from matching.domain.targets import Targets

# A pair is worth 0.5 + score, so a bonus beyond this would let one wish decide everything.
LARGEST_BONUS = 0.5


class OptionsRefused(Exception):
    """The options cannot be used; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingOptions:
    """Bonuses count when pairs are chosen and never show in a pair's score.

    `waiting_priority` is what a whole year of waiting adds to placing somebody, less time in proportion and more time no
    more; `continuity` what a pair gains when the mentor is the mentee's former one; `minimum_score` the lowest score a pair
    may have; `months_needed` how long a mentor has to stay. `site_pools` asks for a comparison, what the same people would get
    if each region kept to itself.
    """

    waiting_priority: float = 0.0
    continuity: float = 0.0
    minimum_score: float = 0.0
    months_needed: int = 0
    site_pools: bool = False
    targets: Targets = field(default_factory=Targets)

    def __post_init__(self) -> None:
        _check("waiting_priority", self.waiting_priority, LARGEST_BONUS)
        _check("continuity", self.continuity, LARGEST_BONUS)
        _check("minimum_score", self.minimum_score, 1.0)
        _check("months_needed", self.months_needed, MOST_MONTHS)


def _check(name: str, given: float, most: float) -> None:
    # the comparison is false for NaN as well
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= most:
        raise OptionsRefused(f"The option {name} is {str(given)[:40]}; give a number from 0 to {most:g}.")
