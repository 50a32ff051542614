"""Who is who to a pair: its mentee, its mentor, its relationship manager, staff of its programme. Nobody else sees it."""

from dataclasses import dataclass
from enum import Enum, auto

from causeway_kit.access import Caller, denied, programme_scope
from matching.app.care_ports import CareReading, Looked
from matching.domain.care import Care
from matching.domain.pair import Pair, PairNotFound
from matching.entrypoints.rpc_parts import require

NO_PAIR = "You have no such pair."
LEADERS = ("coordinator", "administrator")
EVERYTHING = "*"


class Seat(Enum):
    MENTEE = auto()
    MENTOR = auto()
    MANAGER = auto()
    LEADER = auto()

    @property
    def is_staff(self) -> bool:
        return self in (Seat.MANAGER, Seat.LEADER)


@dataclass(frozen=True, slots=True)
class Seated:
    """A caller who may see this pair, with the person id that they have in it."""

    seat: Seat
    person_id: str
    looked: Looked

    @property
    def pair(self) -> Pair:
        return self.looked.pair


async def seat_of(reading: CareReading, caller: Caller, pair_id: str) -> Seated:
    """Raises PairNotFound, also for a pair that is none of the caller's business."""
    require(pair_id, "pair_id")
    looked = await reading.looked(pair_id)
    seats = _seats(caller, looked)
    if not seats:
        raise PairNotFound(NO_PAIR)
    seat, person_id = seats[0]
    return Seated(seat, person_id, looked)


async def own_seat(reading: CareReading, caller: Caller, pair_id: str, only: Seat | None = None) -> Seated:
    """For what the two do themselves. Raises PairNotFound."""
    require(pair_id, "pair_id")
    looked = await reading.looked(pair_id)
    for seat, person_id in _seats(caller, looked):
        if not seat.is_staff and only in (None, seat):
            return Seated(seat, person_id, looked)
    raise PairNotFound(NO_PAIR)


async def staff_seat(reading: CareReading, caller: Caller, programme_id: str, pair_id: str) -> Seated:
    """For what staff of the programme do. Raises PairNotFound."""
    require(pair_id, "pair_id")
    looked = await reading.looked(pair_id)
    for seat, person_id in _seats(caller, looked):
        if seat.is_staff and looked.pair.programme_id == programme_id:
            return Seated(seat, person_id, looked)
    raise PairNotFound(NO_PAIR)


def care_of(seated: Seated) -> Care:
    """Raises PairNotFound while the pair's start has not been heard of."""
    if seated.looked.care is None:
        raise PairNotFound("This pair has only just started. Nothing was changed; send the same again in a moment.")
    return seated.looked.care


def staff_id_within(caller: Caller, programme_id: str, asked: str) -> str:
    """Whose pairs a list shows; empty: everybody's. Relationship managers see their own only. Raises Refused."""
    held = [grant for grant in caller.grants if grant.scope in (programme_scope(programme_id), EVERYTHING)]
    if any(grant.role in LEADERS for grant in held):
        return asked
    own = next((grant.person_id for grant in held if grant.role == "relationship_manager"), "")
    if not own or asked not in ("", own):
        raise denied("A relationship manager sees only their own pairs.")
    return own


def staff_person(caller: Caller, programme_id: str) -> str:
    """The person id under which staff act in the programme."""
    scopes = (programme_scope(programme_id), EVERYTHING)
    staff = (*LEADERS, "relationship_manager")
    return next((one.person_id for one in caller.grants if one.scope in scopes and one.role in staff), caller.person_id)


def _seats(caller: Caller, looked: Looked) -> list[tuple[Seat, str]]:
    pair, seats = looked.pair, []
    scopes = (programme_scope(pair.programme_id), EVERYTHING)
    for grant in caller.grants:
        if grant.scope not in scopes:
            continue
        if grant.role == "mentee" and grant.person_id == pair.mentee_id:
            seats.append((Seat.MENTEE, grant.person_id))
        elif grant.role == "mentor" and grant.person_id == pair.mentor_id:
            seats.append((Seat.MENTOR, grant.person_id))
        elif grant.role in LEADERS:
            seats.append((Seat.LEADER, grant.person_id))
        elif grant.role == "relationship_manager" and grant.person_id == looked.manager_id:
            seats.append((Seat.MANAGER, grant.person_id))
    return seats
