"""A programme's policy: what is done about each kind of finding, with somebody under 18 in the pair and among adults."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from moderation.domain.category import Category
from moderation.domain.ruling import ADULT_AGE, Choice, Ruling, strictest

LOWEST_SURE_HATE = 0.95
UK_HELPLINES = "Samaritans 116 123, Childline 0800 1111, Shout: text 85258"
UK_HELPLINES_LINK = "https://www.nhs.uk/mental-health/"


class AgeGroup(StrEnum):
    UNDER_18 = "under_18"  # somebody in the pair is
    ADULT = "adult"


Cell = tuple[AgeGroup, Category]
Choices = Mapping[Cell, Choice]

STANDARD_CHOICES: Choices = {
    **{(group, category): Choice.HOLD for group in AgeGroup for category in Category},
    (AgeGroup.UNDER_18, Category.PII_CONTACT): Choice.BLOCK,
}
_PASSING = frozenset({Choice.ALLOW, Choice.WARN})
_STOPPING = frozenset({Choice.HOLD, Choice.BLOCK})
_PERSON = frozenset({Choice.HOLD})


@dataclass(frozen=True, slots=True)
class Policy:
    """Version 0 is the standard one: nobody has chosen anything. Cells that are not among the choices are standard."""

    programme_id: str = ""
    version: int = 0
    choices: Choices = field(default_factory=dict)
    adults_only: bool = False  # nobody in the programme is under 18
    block_hate_when_sure: float = 0.0  # how sure, from 0.95; 0: hate is never blocked
    helplines: str = UK_HELPLINES
    helplines_link: str = UK_HELPLINES_LINK
    set_by: str = ""
    set_at: datetime | None = None
    reason: str = ""  # sealed
    _rulings: dict[AgeGroup | None, Ruling] = field(default_factory=dict, init=False, compare=False, repr=False)

    def choice(self, group: AgeGroup, category: Category) -> Choice:
        """What may not be chosen counts as hold, also when an older build has stored it."""
        chosen = self.choices.get((group, category), STANDARD_CHOICES[group, category])
        return chosen if chosen in self.choosable(group, category) else Choice.HOLD

    def choosable(self, group: AgeGroup, category: Category) -> frozenset[Choice]:
        young = group is AgeGroup.UNDER_18
        match category:
            case Category.SELF_HARM | Category.SEXUAL_GROOMING:
                return _PERSON
            case Category.THREAT_BULLYING:
                return _PERSON if young else _STOPPING
            case Category.ABUSE_HATE:
                return _STOPPING if self.block_hate_when_sure >= LOWEST_SURE_HATE else _PERSON
            case Category.PII_CONTACT | Category.OFF_PLATFORM:
                return _STOPPING | _PASSING if self.adults_only and not young else _STOPPING
            case Category.SPAM_SCAM:
                return _STOPPING if young else _STOPPING | _PASSING

    def ruling(self, group: AgeGroup | None) -> Ruling:
        """None: nobody knows, so the stricter of the two, except where everybody is an adult."""
        if group not in self._rulings:  # asked for at every message
            self._rulings[group] = self._ruling(group)
        return self._rulings[group]

    def _ruling(self, group: AgeGroup | None) -> Ruling:
        if group is None:
            return self.ruling(AgeGroup.ADULT) if self.adults_only else strictest(map(self.ruling, AgeGroup))
        choices = {category: self.choice(group, category) for category in Category}
        sure = max(self.block_hate_when_sure, LOWEST_SURE_HATE)
        return Ruling(choices, with_minor=group is AgeGroup.UNDER_18, sure_hate=sure)

    def same_as(self, other: "Policy") -> bool:
        """Leads to the same, whoever set it and when."""
        cells = all(self.choice(*cell) is other.choice(*cell) for cell in STANDARD_CHOICES)
        return cells and _plain(self) == _plain(other)


STANDARD = Policy()


def _plain(policy: Policy) -> Policy:
    return replace(policy, programme_id="", version=0, choices={}, set_by="", set_at=None, reason="")


def group_of_age(age: int | None) -> AgeGroup | None:
    if age is None:
        return None
    return AgeGroup.UNDER_18 if age < ADULT_AGE else AgeGroup.ADULT


def group_of(minor: bool) -> AgeGroup:
    return AgeGroup.UNDER_18 if minor else AgeGroup.ADULT
