"""The turns in a pair's life between its start and its end: rest, goodbye, another mentor."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import AlumniJoined, PairClosing, PairEndReason, PairPaused, PairResumed, PairTransferred
from matching.domain.cadence import LONGEST_GOODBYE, LONGEST_PAUSE
from matching.domain.pair import PAIRS, Pair

KINDLY = frozenset({PairEndReason.COMPLETED, PairEndReason.NO_FAULT})
LOWEST, HIGHEST = 1, 5
LONGEST_FEEDBACK = 2_000


class PairNotActive(Exception):
    """The pair has ended."""


class TurnNotAccepted(Exception):
    """The days or reasons make no sense."""


class TransferNotAccepted(Exception):
    """The other mentor cannot take the mentee."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What one of the two said at the end: how it was (1 to 5), how useful for themselves, and words for the other."""

    id: str
    pair_id: str
    person_id: str
    rating: int
    usefulness: int
    at: datetime
    feedback_id: str = ""  # the writing for the other; empty: none


@dataclass(frozen=True, slots=True)
class Alumnus:
    id: str  # the person's
    programme_id: str
    role: Role
    joined_at: datetime
    version: int = 1


def require_active(pair: Pair) -> None:
    """Raises PairNotActive."""
    if not pair.active:
        raise PairNotActive("This pair has ended. Nothing was changed.")


def pause(pair: Pair, until: datetime, now: datetime) -> tuple[Pair, list[Event]]:
    """Raises TurnNotAccepted, PairNotActive. The same day again changes nothing; another day takes its place."""
    require_active(pair)
    if not now < until <= now + LONGEST_PAUSE:
        raise TurnNotAccepted(f"until must lie ahead, at most {LONGEST_PAUSE.days} days. Nothing was changed.")
    if pair.goodbye_until is not None:
        raise TurnNotAccepted("This pair is saying goodbye and cannot rest. Nothing was changed.")
    if pair.paused_until == until:
        return pair, []
    paused = replace(pair, paused_until=until, version=pair.version + 1)
    return paused, [PairPaused(**_two(paused), until=until)]


def resume(pair: Pair) -> tuple[Pair, list[Event]]:
    """A pair that does not rest stays as it is."""
    if pair.paused_until is None or not pair.active:
        return pair, []
    resumed = replace(pair, paused_until=None, version=pair.version + 1)
    return resumed, [PairResumed(**_two(resumed))]


def close(pair: Pair, reason: PairEndReason, goodbye_until: datetime, now: datetime) -> tuple[Pair, list[Event]]:
    """Begins the goodbye. Raises TurnNotAccepted, PairNotActive. A pair that is closing stays as it is."""
    require_active(pair)
    if reason not in KINDLY:
        raise TurnNotAccepted(
            "A pair closes because it is complete, or for no fault. Nothing was changed; to end it at once use End."
        )
    if not now < goodbye_until <= now + LONGEST_GOODBYE:
        raise TurnNotAccepted(f"goodbye_days must be 1 to {LONGEST_GOODBYE.days}. Nothing was changed.")
    if pair.goodbye_until is not None:
        return pair, []
    closing = replace(pair, goodbye_until=goodbye_until, closes_for=reason, paused_until=None, version=pair.version + 1)
    return closing, [PairClosing(**_two(closing), ends_at=goodbye_until, reason=reason)]


def farewell_id(pair_id: str, person_id: str) -> str:
    return f"{pair_id}-{person_id}"


def check_farewell(rating: int, usefulness: int) -> None:
    """Raises TurnNotAccepted."""
    if not all(LOWEST <= one <= HIGHEST for one in (rating, usefulness)):
        raise TurnNotAccepted(f"rating and usefulness must be {LOWEST} to {HIGHEST}. Nothing was saved.")


def transferred_id(pair_id: str, mentor_id: str) -> str:
    return uuid.uuid5(PAIRS, f"transfer\0{pair_id}\0{mentor_id}").hex


def transferred(old: Pair, new: Pair) -> list[Event]:
    return [PairTransferred(**_two(new), from_pair_id=old.id, from_mentor_id=old.mentor_id)]


def join_alumni(person_id: str, pair: Pair, now: datetime) -> tuple[Alumnus, list[Event]]:
    role = Role.MENTEE if person_id == pair.mentee_id else Role.MENTOR
    joined = Alumnus(person_id, pair.programme_id, role, now)
    event = AlumniJoined(person_id=person_id, programme_id=pair.programme_id, role=role, version=joined.version)
    return joined, [event]


class _Two(TypedDict):
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int


def _two(pair: Pair) -> _Two:
    return {
        "pair_id": pair.id,
        "programme_id": pair.programme_id,
        "mentee_id": pair.mentee_id,
        "mentor_id": pair.mentor_id,
        "version": pair.version,
    }
