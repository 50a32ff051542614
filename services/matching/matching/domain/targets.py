"""What a programme may ask of a whole assignment beyond its worth: equal placement and mixing of backgrounds."""

from dataclasses import dataclass
from enum import StrEnum

from matching.domain.people import Person


class TargetsRefused(Exception):
    """The targets cannot be used; the message says why and what to write instead."""


class Grouping(StrEnum):
    """How people are told apart when places are to be given equally."""

    REGION = "region"
    BACKGROUND = "background"


BACKGROUNDS = {True: "low_ses", False: "not_low_ses", None: "not_given"}


def group_of(person: Person, grouping: Grouping) -> str:
    match grouping:
        case Grouping.REGION:
            return person.region
        case Grouping.BACKGROUND:
            return BACKGROUNDS[person.low_ses]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Both are off by default. Shares are from 0 to 1.

    Equal placement: the shares of the groups that get a mentor differ by at most `within`. Cross-background: this share of
    the matched mentees with low_ses gets a mentor without it. No target may cost more than `max_loss` of the optimum.
    """

    equal_placement: Grouping | None = None
    within: float = 0.01
    cross_background: float | None = None
    max_loss: float = 0.03

    def __post_init__(self) -> None:
        _check("within", self.within, 0.001)
        _check("max_loss", self.max_loss, 0.0)
        if self.cross_background is not None:
            _check("cross_background", self.cross_background, 0.0)

    def __bool__(self) -> bool:
        return self.equal_placement is not None or self.cross_background is not None


def _check(name: str, share: float, least: float) -> None:
    # the comparison is false for NaN as well
    if isinstance(share, bool) or not isinstance(share, int | float) or not least <= share <= 1:
        raise TargetsRefused(f"The target {name} is {str(share)[:40]}; give a share from {least:g} to 1.")


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """What became of one target. Cost is the share of the optimum given up for all targets together.

    `says` is one sentence, with the rule that stands in the way when the target was not reached.
    """

    name: str
    wanted: float
    reached: float
    met: bool
    cost: float
    says: str
