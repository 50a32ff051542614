"""What a run may be asked for beyond rules and weights. Everything is off unless asked for."""

from dataclasses import dataclass, field

from matching.domain.hard_rules import Demands
from matching.domain.people import LAST_STAGE, MOST_MONTHS
from matching.domain.targets import Targets

# A pair is worth 0.5 + score, so a bonus beyond this would let one wish decide everything.
LARGEST_BONUS = 0.5


class OptionsRefused(Exception):
    """The options cannot be used; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingOptions:
    """Bonuses count when pairs are chosen and never show in a pair's score.

    `waiting_priority` is what a whole year of waiting adds to placing somebody, less time in proportion and more time no
    more; `continuity` what a pair gains when the mentor is the mentee's former one; `was_mentee` what it gains when its mentor
    was a mentee once; `minimum_score` the lowest score a pair may have; `months_needed` how long a mentor has to stay. A
    near-peer programme says with `min_stages_ahead` and `max_stages_ahead` how many stages a mentor has to be ahead (None:
    any), and with `same_path` that it is in the mentee's field. `site_pools` asks for a comparison, what the same people would
    get if each region kept to itself.
    """

    waiting_priority: float = 0.0
    continuity: float = 0.0
    was_mentee: float = 0.0
    minimum_score: float = 0.0
    months_needed: int = 0
    min_stages_ahead: int | None = None
    max_stages_ahead: int | None = None
    same_path: bool = False
    site_pools: bool = False
    targets: Targets = field(default_factory=Targets)

    def __post_init__(self) -> None:
        _check("waiting_priority", self.waiting_priority, LARGEST_BONUS)
        _check("continuity", self.continuity, LARGEST_BONUS)
        _check("was_mentee", self.was_mentee, LARGEST_BONUS)
        _check("minimum_score", self.minimum_score, 1.0)
        _check("months_needed", self.months_needed, MOST_MONTHS)
        _check_stages("min_stages_ahead", self.min_stages_ahead)
        _check_stages("max_stages_ahead", self.max_stages_ahead)
        if self.demands.least_ahead is not None and self.demands.most_ahead is not None:
            _check_order(self.demands.least_ahead, self.demands.most_ahead)

    @property
    def demands(self) -> Demands:
        return Demands(
            months_needed=self.months_needed,
            least_ahead=self.min_stages_ahead,
            most_ahead=self.max_stages_ahead,
            same_path=self.same_path,
        )

    @property
    def only_demands(self) -> "MatchingOptions":
        """What holds for every pair, without what a run weighs."""
        return MatchingOptions(
            months_needed=self.months_needed,
            min_stages_ahead=self.min_stages_ahead,
            max_stages_ahead=self.max_stages_ahead,
            same_path=self.same_path,
        )


def _check(name: str, given: float, most: float) -> None:
    # the comparison is false for NaN as well
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= most:
        raise OptionsRefused(f"The option {name} is {str(given)[:40]}; give a number from 0 to {most:g}.")


def _check_stages(name: str, given: int | None) -> None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= LAST_STAGE):
        raise OptionsRefused(f"The option {name} is {str(given)[:40]}; give a whole number of stages from 0 to {LAST_STAGE}.")


def _check_order(least: int, most: int) -> None:
    if least > most:
        raise OptionsRefused(
            f"A mentor cannot be at least {least} and at most {most} stages ahead; give min_stages_ahead no more than "
            "max_stages_ahead."
        )
