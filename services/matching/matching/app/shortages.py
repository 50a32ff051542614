"""Where more mentors would help most: what unmatched mentees look for, beside the places there are and what one more is worth."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.app.reason_words import language_in_words
from matching.domain.hard_rules import may_mentor_minors
from matching.domain.people import Mentee, Mentor

MOST_SHORTAGES = 20

# field, language, for minors
Kind = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Shortage:
    """`worth` is what one more place there adds to the total, on average; None where nobody offers such a place."""

    field: str
    language: str
    for_minors: bool
    unmatched: int
    places: int
    worth: float | None

    @property
    def says(self) -> str:
        field = f" in {self.field}" if self.field else ""
        minors = ", checked and willing to mentor minors" if self.for_minors else ""
        wait = "1 mentee waits" if self.unmatched == 1 else f"{self.unmatched:,} mentees wait"
        places = "1 place is" if self.places == 1 else f"{self.places:,} places are"
        worth = "" if self.worth is None else f"; one more adds {self.worth:.2f}"
        return f"Recruit mentors{field} who speak {language_in_words(self.language)}{minors}: {wait}, {places} there{worth}."


def shortages(unmatched: Iterable[Mentee], mentors: Sequence[Mentor], prices: Mapping[str, float]) -> tuple[Shortage, ...]:
    """The 20 kinds of mentors whose places the unmatched would gain most from; prices are of one more place, by mentor id."""
    wanted = Counter(kind for mentee in unmatched for kind in _looked_for(mentee))
    places: Counter[Kind] = Counter()
    worth: defaultdict[Kind, float] = defaultdict(float)
    for mentor in mentors:
        for kind in _offered(mentor):
            places[kind] += mentor.capacity
            worth[kind] += mentor.capacity * prices.get(mentor.id, 0.0)
    found = [_shortage(kind, count, places[kind], worth[kind]) for kind, count in wanted.items()]
    bound = [one for one in found if one.worth is None or one.worth > 0]
    return tuple(sorted(bound, key=_urgency)[:MOST_SHORTAGES])


def _shortage(kind: Kind, unmatched: int, places: int, worth: float) -> Shortage:
    return Shortage(*kind, unmatched, places, round(worth / places, 4) if places else None)


def _urgency(one: Shortage) -> tuple[float, str, str, bool]:
    return -one.unmatched * (1.0 if one.worth is None else one.worth), one.field, one.language, one.for_minors


def _looked_for(mentee: Mentee) -> Iterable[Kind]:
    return ((mentee.field, language, mentee.is_minor) for language in mentee.languages)


def _offered(mentor: Mentor) -> Iterable[Kind]:
    """Whoever takes minors is a place for both; one without a field wanted is a place for those who aim at none."""
    if mentor.capacity < 1:
        return ()
    minors = (False, True) if may_mentor_minors(mentor) else (False,)
    fields = {mentor.field, mentor.field2, ""}
    return ((field, language, minor) for field in fields for language in mentor.languages for minor in minors)
