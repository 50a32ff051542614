"""The Pairs service, the turns in a pair's life: rest, change, goodbye, another mentor, alumni."""

from datetime import timedelta

from causeway.matching.v1 import events_pb2
from causeway.matching.v1 import pairs_pb2 as pb
from causeway.matching.v1.events import PairEndReason
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import join_alumni, transfer_pair, turn_pair
from matching.app.care_ports import CareReading, CareRegister
from matching.app.screening import WritingReading
from matching.domain.cadence import GOODBYE_WITHIN
from matching.domain.ending import Farewell
from matching.entrypoints.pair_messages import REASONS, Texts, pair_of, writing_of
from matching.entrypoints.pair_rights import Seated, own_seat, seat_of, staff_seat
from matching.entrypoints.rpc_goals import moment_of
from matching.entrypoints.rpc_parts import require

REASON = {pb.ChangeReason.Value(name): reason for reason, name in REASONS.items()}
MOST_DAYS = 60


class TurnsRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[CareRegister], reading: CareReading, writings: WritingReading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._writings = writings

    async def Pause(self, request: pb.PauseRequest, caller: Caller) -> pb.PauseResponse:
        until = moment_of(request.until, "until")
        pair = (await seat_of(self._reading, caller, request.pair_id)).pair
        item = Item(turn_pair.needs(pair), lambda work: turn_pair.pause_pair(self._opens(work), pair, until))
        return pb.PauseResponse(pair=pair_of(await self._commits.submit(item)))

    async def Resume(self, request: pb.ResumeRequest, caller: Caller) -> pb.ResumeResponse:
        pair = (await seat_of(self._reading, caller, request.pair_id)).pair
        item = Item(turn_pair.needs(pair), lambda work: turn_pair.resume_pair(self._opens(work), pair))
        return pb.ResumeResponse(pair=pair_of(await self._commits.submit(item)))

    async def AskForChange(self, request: pb.AskForChangeRequest, caller: Caller) -> pb.AskForChangeResponse:
        reason = REASON.get(request.reason)
        if reason is None:
            raise invalid("reason must be one of the reasons; there is one for not saying. Nothing was changed.")
        seated = await own_seat(self._reading, caller, request.pair_id)
        item = Item(
            turn_pair.needs(seated.pair),
            lambda work: turn_pair.wish_for_change(self._opens(work), seated.pair, seated.person_id, reason),
        )
        await self._commits.submit(item)
        return pb.AskForChangeResponse()

    async def Close(self, request: pb.CloseRequest, caller: Caller) -> pb.CloseResponse:
        if not 0 <= request.goodbye_days <= MOST_DAYS:
            raise invalid(f"goodbye_days must be 1 to {MOST_DAYS}, or 0 for the usual 7. Nothing was changed.")
        goodbye = timedelta(days=request.goodbye_days) or GOODBYE_WITHIN
        pair = (await staff_seat(self._reading, caller, request.programme_id, request.pair_id)).pair
        reason = _reason(request)
        item = Item(turn_pair.needs(pair), lambda work: turn_pair.close_pair(self._opens(work), pair, reason, goodbye))
        return pb.CloseResponse(pair=pair_of(await self._commits.submit(item)))

    async def SayGoodbye(self, request: pb.SayGoodbyeRequest, caller: Caller) -> pb.SayGoodbyeResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        said = turn_pair.Goodbye(seated.pair, seated.person_id, request.rating, request.usefulness, request.feedback)
        item = Item(turn_pair.goodbye_needs(said), lambda work: turn_pair.say_goodbye(self._opens(work), said))
        await self._commits.submit(item)
        return pb.SayGoodbyeResponse(pair=pair_of((await self._reading.looked(request.pair_id)).pair))

    async def ListGoodbyes(self, request: pb.ListGoodbyesRequest, caller: Caller) -> pb.ListGoodbyesResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        farewells = await self._reading.of_pair(Farewell, request.pair_id)
        texts = await self._writings.shown([one.feedback_id for one in farewells], seated.person_id)
        return pb.ListGoodbyesResponse(goodbyes=[_goodbye(one, texts, seated) for one in farewells])

    async def Transfer(self, request: pb.TransferRequest, caller: Caller) -> pb.TransferResponse:
        require(request.mentor_id, "mentor_id")
        pair = (await staff_seat(self._reading, caller, request.programme_id, request.pair_id)).pair
        wanted = transfer_pair.Transfer(pair, request.mentor_id)
        item = Item(transfer_pair.needs(wanted), lambda work: transfer_pair.transfer_pair(self._opens(work), wanted))
        return pb.TransferResponse(pair=pair_of(await self._commits.submit(item)))

    async def JoinAlumni(self, request: pb.JoinAlumniRequest, caller: Caller) -> pb.JoinAlumniResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        pair, person_id = seated.pair, seated.person_id
        item = Item(join_alumni.needs(pair, person_id), lambda work: join_alumni.join_alumni(self._opens(work), pair, person_id))
        await self._commits.submit(item)
        return pb.JoinAlumniResponse()


def _reason(request: pb.CloseRequest) -> PairEndReason:
    names = events_pb2.PairEndReason.keys()
    name = events_pb2.PairEndReason.Name(request.reason) if request.reason in events_pb2.PairEndReason.values() else names[0]
    return PairEndReason(name)


def _goodbye(farewell: Farewell, texts: Texts, seated: Seated) -> pb.Goodbye:
    """How somebody found it is for themselves and staff; their words are also for the other."""
    own = seated.seat.is_staff or farewell.person_id == seated.person_id
    return pb.Goodbye(
        person_id=farewell.person_id,
        rating=farewell.rating if own else 0,
        usefulness=farewell.usefulness if own else 0,
        feedback=writing_of(texts, farewell.feedback_id),
        said_at=timestamp(farewell.at),
    )
