"""A register in memory, and builders of what it holds, for tests of use cases."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from causeway.event import Event
from matching.app.ports import ProgrammeNotFound
from matching.app.profile_json import profile_json, profile_of
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import Enrolment, Profile, person_id_of
from matching.domain.matching_settings import MatchingSettings
from matching.domain.pair import Pair, PairNotFound, Ties
from matching.domain.people import Mentee, Mentor
from matching.domain.programme import Policies, Programme
from matching.domain.role import HeldRole
from matching.domain.run import Proposal, Run

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SETTLED = Policies("Aim", "Norms", "The safeguarding lead", 7, "Say goodbye")


def a_programme(**changes: Any) -> Programme:
    given = {"id": "north", "name": "North", "policies": SETTLED, "created_at": MONDAY, "open": True, "version": 1}
    return Programme(**{**given, **changes})


def a_run(**changes: Any) -> Run:
    return Run(**{"id": "r1", "programme_id": "north", "asked_at": MONDAY, **changes})


def a_roster_person(person: Mentee | Mentor, **contact: str) -> RosterPerson:
    profile = Profile(person, **contact)
    checked = isinstance(person, Mentor) and person.checked
    return RosterPerson(person.id, person.age < 18, checked, profile.time_zone, profile_json(profile))


class FakeRegister:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *programmes: Programme, now: datetime = MONDAY) -> None:
        self.now = now
        self.programmes = {one.id: one for one in programmes}
        self.people: dict[str, Enrolment] = {}
        self.profiles: dict[str, str] = {}
        self.roles: dict[str, HeldRole] = {}
        self.tied: dict[str, Ties] = {}
        self.pairs: dict[str, Pair] = {}
        self.settled: dict[str, MatchingSettings] = {}
        self.sent: list[Event] = []

    def add(self, person: Mentee | Mentor) -> str:
        """Puts somebody into the programme «north» without a word; gives their person id."""
        profile = Profile(person)
        person_id = person_id_of("north", profile.side, person.id)
        self.profiles[person_id] = profile_json(profile)
        return person_id

    def programme(self, programme_id: str) -> Programme:
        if programme_id not in self.programmes:
            raise ProgrammeNotFound("There is no such programme.")
        return self.programmes[programme_id]

    def known_programme(self, programme_id: str) -> Programme | None:
        return self.programmes.get(programme_id)

    def save_programme(self, programme: Programme, events: Sequence[Event] = ()) -> None:
        self.programmes[programme.id] = programme
        self.sent += events

    def known_person(self, person_id: str) -> Enrolment | None:
        return self.people.get(person_id)

    def fingerprint(self, person_id: str, profile: str) -> str:
        return f"{person_id}/{profile}"

    def save_person(self, enrolment: Enrolment, profile: str, events: Sequence[Event]) -> None:
        self.people[enrolment.person_id] = enrolment
        self.profiles[enrolment.person_id] = profile
        self.sent += events

    def profile(self, person_id: str) -> Profile | None:
        line = self.profiles.get(person_id)
        return profile_of(line) if line is not None else None

    def matching_settings(self, programme_id: str) -> MatchingSettings:
        return self.settled.get(programme_id, MatchingSettings(programme_id))

    def known_role(self, role_id: str) -> HeldRole | None:
        return self.roles.get(role_id)

    def save_role(self, held: HeldRole, events: Sequence[Event]) -> None:
        self.roles[held.id] = held
        self.sent += events

    def ties(self, person_id: str) -> Ties:
        return self.tied.get(person_id, Ties(person_id))

    def save_ties(self, ties: Ties) -> None:
        self.tied[ties.person_id] = ties

    def known_pair(self, pair_id: str) -> Pair | None:
        return self.pairs.get(pair_id)

    def pair(self, programme_id: str, pair_id: str) -> Pair:
        known = self.pairs.get(pair_id)
        if known is None or known.programme_id != programme_id:
            raise PairNotFound("There is no such pair in this programme.")
        return known

    def sealed_reasons(self, pair_id: str, proposal: Proposal) -> str:
        return f"s1:{proposal.mentee_id}:AAAA"

    def save_pair(self, pair: Pair, events: Sequence[Event]) -> None:
        self.pairs[pair.id] = pair
        self.sent += events
