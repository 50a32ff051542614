"""What a programme asks of its people and when it takes place, beside the policies that it must settle to open."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matching.domain.people import ADULT_AGE, OLDEST, Side

LONGEST_TEXT = 200
MOST_MODULES = 50
MOST_DATES = 50
MOST_WEEKS = 520
MINUTES_IN_A_WEEK = 7 * 24 * 60


class Model(StrEnum):
    """Who meets whom: two people, a group, everybody, whoever can answer, or two of nearly the same age."""

    PAIR = "pair"
    GROUP = "group"
    SOCIAL = "social"
    QUESTION = "question"
    NEAR_PEER = "near_peer"


PAIRED = (Model.PAIR, Model.NEAR_PEER)
IN_WORDS = {
    Model.PAIR: "pairs",
    Model.GROUP: "groups",
    Model.SOCIAL: "social mentoring",
    Model.QUESTION: "questions and answers",
    Model.NEAR_PEER: "near-peer pairs",
}


@dataclass(frozen=True, slots=True)
class KeyDate:
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Dates:
    """None: not settled. Every date is the last day or the first day in full, in UTC."""

    enrolment_opens: date | None = None
    enrolment_closes: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    decisions: tuple[KeyDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What everybody promises before they join. 0 weeks: nothing is asked."""

    weeks: int = 0
    minutes_a_week: int = 0

    @property
    def asked(self) -> bool:
        return self.weeks > 0


@dataclass(frozen=True, slots=True)
class Gates:
    """What must be done before somebody is matched: modules finished, and sides that need a check whoever they meet."""

    mentor_modules: tuple[str, ...] = ()
    mentee_modules: tuple[str, ...] = ()
    checked_sides: frozenset[Side] = frozenset()

    def modules(self, side: Side) -> tuple[str, ...]:
        match side:
            case Side.MENTEE:
                return self.mentee_modules
            case Side.MENTOR:
                return self.mentor_modules


@dataclass(frozen=True, slots=True)
class Ages:
    """0: not settled. A programme that settles to take people under 18 asks their guardians, unless told otherwise."""

    youngest_mentee: int = 0
    youngest_mentor: int = 0
    consents_kept_elsewhere: bool = False

    def youngest(self, side: Side) -> int:
        match side:
            case Side.MENTEE:
                return self.youngest_mentee
            case Side.MENTOR:
                return self.youngest_mentor

    @property
    def guardians_are_asked(self) -> bool:
        return 0 < self.youngest_mentee < ADULT_AGE and not self.consents_kept_elsewhere


@dataclass(frozen=True, slots=True)
class Terms:
    """An empty eligibility group: everybody may see the programme and join."""

    model: Model = Model.PAIR
    dates: Dates = Dates()
    commitment: Commitment = Commitment()
    gates: Gates = Gates()
    ages: Ages = Ages()
    eligibility_group: str = ""


NOTHING_ASKED = Terms()


def out_of_range(terms: Terms) -> str:
    """The first value that nothing can mean, as a sentence; empty if there is none."""
    commitment, ages, gates = terms.commitment, terms.ages, terms.gates
    modules = (*gates.mentor_modules, *gates.mentee_modules)
    if not 0 <= commitment.weeks <= MOST_WEEKS:
        return f"commitment.weeks must be 0 to {MOST_WEEKS}."
    if not 0 <= commitment.minutes_a_week <= MINUTES_IN_A_WEEK:
        return f"commitment.minutes_a_week must be 0 to {MINUTES_IN_A_WEEK:,}."
    if not (0 <= ages.youngest_mentee <= OLDEST and 0 <= ages.youngest_mentor <= OLDEST):
        return f"A youngest age must be 0 to {OLDEST}."
    if len(modules) > MOST_MODULES or not all(0 < len(module) <= LONGEST_TEXT for module in modules):
        return f"At most {MOST_MODULES} modules can be required, each with an id of 1 to {LONGEST_TEXT} characters."
    if len(terms.eligibility_group) > LONGEST_TEXT:
        return f"The eligibility group has a name of at most {LONGEST_TEXT} characters."
    if len(terms.dates.decisions) > MOST_DATES:
        return f"At most {MOST_DATES} decision dates can be kept."
    if not all(0 < len(one.name) <= LONGEST_TEXT for one in terms.dates.decisions):
        return f"A decision date needs a name of 1 to {LONGEST_TEXT} characters."
    return ""


def contradictions(terms: Terms, cadence_days: int) -> tuple[str, ...]:
    """Why these terms cannot be kept together, each in plain words."""
    dates, weeks = terms.dates, terms.commitment.weeks
    found = []
    if dates.starts_on and dates.ends_on and dates.ends_on <= dates.starts_on:
        found.append("the programme ends before it starts")
    if dates.enrolment_opens and dates.enrolment_closes and dates.enrolment_closes < dates.enrolment_opens:
        found.append("enrolment closes before it opens")
    if dates.enrolment_opens and dates.ends_on and dates.enrolment_opens >= dates.ends_on:
        found.append("enrolment opens when the programme is over")
    length = length_days(dates)
    if length > 0 and weeks * 7 > length:
        found.append(f"the commitment of {weeks} weeks is longer than the programme of {length // 7}")
    if length > 0 and cadence_days > length:
        found.append(f"a pair would write every {cadence_days} days in a programme of {length} days")
    if terms.commitment.minutes_a_week and not weeks:
        found.append("an effort a week is asked for without saying for how many weeks")
    found += [f"the decision «{one.name}» lies outside of the programme" for one in dates.decisions if _outside(one.on, dates)]
    if terms.ages.consents_kept_elsewhere and terms.ages.youngest_mentee >= ADULT_AGE:
        found.append("consents of guardians are kept elsewhere, though nobody under 18 may join")
    return tuple(found)


def length_days(dates: Dates) -> int:
    """0 when it is not settled."""
    return (dates.ends_on - dates.starts_on).days if dates.starts_on and dates.ends_on else 0


def _outside(day: date, dates: Dates) -> bool:
    return (dates.starts_on is not None and day < dates.starts_on) or (dates.ends_on is not None and day > dates.ends_on)


def last_needed_day(terms: Terms, today: date) -> date | None:
    """Until when a mentor who begins today or at the start must be able to stay. None: nothing is settled."""
    begins = max(today, terms.dates.starts_on) if terms.dates.starts_on else today
    promised = begins + timedelta(weeks=terms.commitment.weeks) if terms.commitment.asked else None
    return min((day for day in (promised, terms.dates.ends_on) if day is not None), default=None)


def late_start(terms: Terms, today: date) -> tuple[str, ...]:
    """What is too late for a pair that begins today, each in plain words."""
    dates, weeks = terms.dates, terms.commitment.weeks
    begins = max(today, dates.starts_on) if dates.starts_on else today
    found = []
    if dates.ends_on and begins > dates.ends_on:
        return ("the programme is over",)
    if dates.ends_on and weeks and begins + timedelta(weeks=weeks) > dates.ends_on:
        left = (dates.ends_on - begins).days // 7
        found.append(f"{left} weeks are left and the commitment is {weeks}")
    if dates.decisions and weeks:
        near = [one for one in dates.decisions if begins <= one.on < begins + timedelta(weeks=weeks)]
        found += [f"«{one.name}» comes after {(one.on - begins).days // 7} of {weeks} weeks" for one in near]
    return tuple(found)
