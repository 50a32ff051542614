"""A profile as one line of JSON: the form in which it is sealed, compared and handed to another process."""

import json
from dataclasses import asdict
from typing import Any

from matching.domain.enrolment import Profile
from matching.domain.people import Gender, Mentee, Mentor, Side

_SETS = ("languages", "slots", "interests", "skills")
_GENDERS = ("gender", "gender_must")
# left out when they are not given, so that a profile stored before there were such fields still equals itself
_ADDED_LATER = ("waiting_days", "former_mentor_id", "months_left", "was_mentee")


def profile_json(profile: Profile) -> str:
    """Equal profiles give equal lines."""
    given = {name: value for name, value in asdict(profile.person).items() if name not in _ADDED_LATER or _is_given(value)}
    person = {name: sorted(value) if name in _SETS else value for name, value in given.items()}
    contact = {"name": profile.name, "email": profile.email, "time_zone": profile.time_zone}
    return json.dumps({"side": profile.side, "person": person, **contact}, sort_keys=True, separators=(",", ":"))


def _is_given(value: object) -> bool:
    """A number of 0 is given."""
    return value is not None and value is not False and value != ""


def profile_of(line: str) -> Profile:
    given = json.loads(line)
    person = _person(Side(given["side"]), given["person"])
    return Profile(person, given["name"], given["email"], given["time_zone"])


def _person(side: Side, given: dict[str, Any]) -> Mentee | Mentor:
    sets = {name: frozenset(given[name]) for name in _SETS}
    genders = {name: Gender(given[name]) for name in _GENDERS if given.get(name)}
    values = {**given, **sets, **genders}
    match side:
        case Side.MENTEE:
            return Mentee(**values)
        case Side.MENTOR:
            return Mentor(**values)
