"""Use case: read a roster for one programme, and leave out who is too young for it. It runs in a process of its own."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from matching.app.profile_json import profile_of
from matching.app.read_people import MOST_PROBLEMS, RosterPerson, read_people
from matching.domain.people import Side
from matching.domain.roster_problem import RowProblem, quote

PEOPLE_IN_A_GROUP = 200


@dataclass(frozen=True, slots=True)
class PackedRoster:
    """The people of the good rows in groups, packed: whoever asked holds a few at a time and not 150,000 at once."""

    groups: list[bytes]
    people: int
    problems: list[RowProblem]
    left_out: int


def read_for_programme(data: bytes, side: Side, youngest: int) -> PackedRoster:
    """Youngest of 0: everybody who can be read. Never raises."""
    read = read_people(data, side)
    people = [person for person in read.people if not youngest or profile_of(person.profile).person.age >= youngest]
    kept = {person.roster_id for person in people}
    young = [_too_young(person, youngest) for person in read.people if person.roster_id not in kept]
    groups = [packed(people[place : place + PEOPLE_IN_A_GROUP]) for place in range(0, len(people), PEOPLE_IN_A_GROUP)]
    return PackedRoster(groups, len(people), [*read.problems, *young][:MOST_PROBLEMS], read.left_out + len(young))


def packed(people: Sequence[RosterPerson]) -> bytes:
    return zlib.compress(json.dumps([astuple(person) for person in people]).encode(), 1)


def unpacked(group: bytes) -> list[RosterPerson]:
    return [RosterPerson(*fields) for fields in json.loads(zlib.decompress(group))]


def _too_young(person: RosterPerson, youngest: int) -> RowProblem:
    """Without its row: it is found by its id."""
    return RowProblem(0, 0, "age", quote(person.roster_id), f"The programme is for people of {youngest} and over.")
