"""Invented people in which everybody has exactly one possible partner, so that who meets whom is known beforehand."""

import csv
import io
from itertools import islice, product

from matching.domain.languages import KNOWN_LANGUAGES
from matching.domain.people import SLOTS_IN_A_WEEK

MOST_PAIRS = len(KNOWN_LANGUAGES) * SLOTS_IN_A_WEEK
MENTEE_COLUMNS = ("want_same_identity", "gender_must", "near_peer", "want_cross_class")
COLUMNS = (
    *("id", "age", "organisation", "region", "utc_offset", "languages", "slots", "field", "field2", "interests", "skills"),
    *("stage", "identity", "gender", "low_ses", "goals"),
)
MENTEE = dict.fromkeys(MENTEE_COLUMNS, "0") | {"gender_must": "", "organisation": "school"}
MENTOR = {"checked": "1", "capacity": "1", "no_minors": "0", "age": "35", "organisation": "company"}
BOTH = dict.fromkeys(COLUMNS, "") | {"utc_offset": "0", "stage": "0"}

ADULT, MINOR = 18, 17


def roster(pairs: int, mentee_age: int = ADULT) -> tuple[bytes, bytes]:
    """The files of mentees and mentors. A pair shares a language and a time of the week that no other pair shares."""
    places = list(islice(product(sorted(KNOWN_LANGUAGES), range(SLOTS_IN_A_WEEK)), pairs))
    return _side("mentee", BOTH | MENTEE | {"age": str(mentee_age)}, places), _side("mentor", BOTH | MENTOR, places)


def _side(name: str, same: dict[str, str], places: list[tuple[str, int]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(same), lineterminator="\n")
    writer.writeheader()
    for number, (language, slot) in enumerate(places, 1):
        writer.writerow(same | {"id": f"{name}-{number:05}", "languages": language, "slots": str(slot)})
    return text.getvalue().encode()
