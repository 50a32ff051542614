"""Use case: read one side of a roster with its contact columns, ready to be enrolled."""

from dataclasses import dataclass, replace

from matching.app.profile_json import profile_json
from matching.app.read_contacts import Contact, read_contacts
from matching.app.read_roster import read_roster
from matching.app.read_table import Row, Table, read_table
from matching.domain.enrolment import Profile
from matching.domain.people import ADULT_AGE, Mentee, Mentor, Side
from matching.domain.roster_problem import RowProblem

MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class RosterPerson:
    roster_id: str
    minor: bool
    checked: bool
    time_zone: str
    profile: str  # JSON


@dataclass(frozen=True, slots=True)
class RosterRead:
    """The people of the good rows; of the problems the first 1,000, those that cost a row before the others."""

    people: list[RosterPerson]
    problems: list[RowProblem]
    left_out: int


def read_people(data: bytes, side: Side) -> RosterRead:
    """Never raises: what cannot be read at all is a problem of the header."""
    table = read_table(data)
    contacts, problems = read_contacts(table)
    reachable = Table(table.columns, [row for row in table.rows if row.number in contacts], table.problems)
    people, found = _roster(reachable, side)
    problems += found
    if people:
        problems += _others_of(table, contacts, side)
    bad = {problem.row for problem in problems if not problem.kept}
    good = [row for row in reachable.rows if row.number not in bad] if people else []
    written = len(table.rows) + sum(1 for problem in table.problems if problem.row)
    enrolled = [_person(person, row, contacts) for person, row in zip(people, good, strict=True)]
    return RosterRead(enrolled, _first(problems), written - len(enrolled))


def _others_of(table: Table, contacts: dict[int, Contact], side: Side) -> list[RowProblem]:
    """What else is wrong with rows that have a bad contact, so that all of it can be mended at once."""
    rows = [row for row in table.rows if row.number not in contacts]
    return [problem for row in rows for problem in _roster(Table(table.columns, [row]), side)[1] if not problem.kept]


def _roster(table: Table, side: Side) -> tuple[list[Mentee | Mentor], list[RowProblem]]:
    match side:
        case Side.MENTEE:
            mentees, problems = read_roster(table, side)
            return [*mentees], problems
        case Side.MENTOR:
            mentors, problems = read_roster(table, side)
            return [*mentors], problems


def _person(person: Mentee | Mentor, row: Row, contacts: dict[int, Contact]) -> RosterPerson:
    contact = contacts[row.number]
    profile = Profile(person, contact.name, contact.email, contact.time_zone)
    checked = isinstance(person, Mentor) and person.checked
    return RosterPerson(person.id, person.age < ADULT_AGE, checked, contact.time_zone, profile_json(profile))


def _first(problems: list[RowProblem]) -> list[RowProblem]:
    chosen = sorted(problems, key=lambda problem: (problem.kept, problem.line))[:MOST_PROBLEMS]
    noted = [replace(one, cure=f"{one.cure} The row was kept.") if one.kept else one for one in chosen]
    return sorted(noted, key=lambda problem: problem.line)
