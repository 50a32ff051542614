"""What matching's use cases need from the outside."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from causeway.event import Event
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import Change, Enrolment, Profile
from matching.domain.matching_settings import MatchingSettings
from matching.domain.pair import Pair, Ties
from matching.domain.people import Side
from matching.domain.programme import Programme
from matching.domain.role import HeldRole
from matching.domain.run import Proposal

# what a use case asks to have loaded: (collection, id)
PROGRAMMES = "programmes"
PEOPLE = "people"
ROLES = "roles"
PAIRS = "pairs"
TIES = "ties"
GRANTS = "grants"
KEYS = "keys"
MATCHING_SETTINGS = "matching_settings"

P = ParamSpec("P")
R = TypeVar("R")


class ProgrammeNotFound(Exception):
    """No programme has this id."""


class WorkLost(Exception):
    """A process of its own ended without an answer."""


class Register(Protocol):
    """Programmes, people, runs and pairs of one unit of work. What is saved is stored with the rest of it, or not at all."""

    @property
    def now(self) -> datetime: ...

    def programme(self, programme_id: str) -> Programme:
        """Raises ProgrammeNotFound."""

    def known_programme(self, programme_id: str) -> Programme | None: ...

    def save_programme(self, programme: Programme, events: Sequence[Event] = ()) -> None: ...

    def known_person(self, person_id: str) -> Enrolment | None: ...

    def fingerprint(self, person_id: str, profile: str) -> str:
        """Equal profiles of one person give equal fingerprints, and nobody without the key can guess the profile."""

    def save_person(self, enrolment: Enrolment, profile: str, events: Sequence[Event]) -> None:
        """The profile is sealed under the person's key."""

    def profile(self, person_id: str) -> Profile | None:
        """None if there is nobody, or their key is gone."""

    def matching_settings(self, programme_id: str) -> MatchingSettings:
        """Those of version 0 where nobody has set anything."""

    def known_role(self, role_id: str) -> HeldRole | None: ...

    def save_role(self, held: HeldRole, events: Sequence[Event]) -> None:
        """The role works here at once, and elsewhere when its event has arrived."""

    def ties(self, person_id: str) -> Ties:
        """Somebody without pairs has empty ties."""

    def save_ties(self, ties: Ties) -> None: ...

    def known_pair(self, pair_id: str) -> Pair | None: ...

    def pair(self, programme_id: str, pair_id: str) -> Pair:
        """Raises PairNotFound, also for a pair of another programme."""

    def sealed_reasons(self, pair_id: str, proposal: Proposal) -> str: ...

    def save_pair(self, pair: Pair, events: Sequence[Event]) -> None: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a list. The roster id is empty when the person's key is gone."""

    enrolment: Enrolment
    roster_id: str


@dataclass(frozen=True, slots=True)
class Reached:
    person_id: str
    name: str
    email: str
    time_zone: str
    programme_name: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    pair: Pair
    reasons: tuple[str, ...]  # those the pair may see


class Reading(Protocol):
    """Queries of calls: each carries the programme or the caller's person id."""

    async def programme(self, programme_id: str) -> Programme:
        """Raises ProgrammeNotFound."""

    async def people(self, programme_id: str, side: Side | None, size: int, after: str) -> Sequence[Listed]: ...

    async def contacts(self, person_ids: Iterable[str]) -> Sequence[Reached]:
        """Those who are known here and whose key still exists."""

    async def compare(self, programme_id: str, side: Side, people: Sequence[RosterPerson]) -> Sequence[Change]:
        """What enrolling them would change; makes no keys."""

    async def pairs(self, programme_id: str, size: int, after: str) -> Sequence[ShownPair]: ...

    async def pairs_of(self, person_ids: Collection[str]) -> Sequence[ShownPair]:
        """Those in which one of these people is."""

    async def pair(self, programme_id: str, pair_id: str) -> ShownPair:
        """Raises PairNotFound, also for a pair of another programme."""


Say = Callable[[str], None]


class OwnProcess(Protocol):
    async def call(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Runs a function of this package outside of the event loop's process. Raises WorkLost."""

    async def heard(self, work: Callable[Concatenate[Say, P], R], hear: Say, *arguments: P.args, **named: P.kwargs) -> R:
        """As `call`, with what the work says on its way, one line at a time. Raises WorkLost."""
