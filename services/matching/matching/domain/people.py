"""Who can be matched: mentees, mentors, and what each of them gave us to match on."""

from dataclasses import dataclass
from enum import StrEnum

ADULT_AGE = 18
YOUNGEST, OLDEST = 5, 120
SLOTS_IN_A_WEEK = 56
LAST_STAGE = 7
MOST_PLACES = 100
LONGEST_WAIT = 10_000  # days
MOST_MONTHS = 600


class Side(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"


class Gender(StrEnum):
    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides give. An empty organisation, field, identity or gender, and a low_ses of None, mean «not given».

    Slots are three-hour blocks of the UTC week, 0 to 55. Stage is a place on the path, 0 to 7.
    """

    id: str
    age: int
    organisation: str = ""
    region: str = ""
    utc_offset: float = 0.0
    languages: frozenset[str]
    slots: frozenset[int]
    field: str = ""
    field2: str = ""
    interests: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    stage: int = 0
    identity: str = ""
    gender: Gender | None = None
    low_ses: bool | None = None
    goals: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """Waiting days of None and an empty former mentor mean «not given»."""

    want_same_identity: bool = False
    gender_must: Gender | None = None
    near_peer: bool = False
    want_cross_class: bool = False
    waiting_days: int | None = None
    former_mentor_id: str = ""

    @property
    def is_minor(self) -> bool:
        return self.age < ADULT_AGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """Capacity is the number of mentees; 0 means not available now. Months left of None mean that no end is known.

    Was mentee: somebody mentored them before, here or where the roster comes from.
    """

    checked: bool = False
    capacity: int = 1
    no_minors: bool = False
    months_left: int | None = None
    was_mentee: bool = False
