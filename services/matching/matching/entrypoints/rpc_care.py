"""The Pairs service, what staff do: caseloads, concerns, check-ins."""

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import assign_manager, record_check_in, set_caseload, settle_concern
from matching.app.care_ports import CareQuery, CareReading, CareRegister, CheckInQuery
from matching.app.ports import Reading
from matching.domain.care import ConcernKind
from matching.domain.check_in import CheckIn, CheckInNotFound
from matching.domain.role import LONGEST_SUBJECT
from matching.entrypoints.pair_messages import CONCERNS, GOINGS, care_message, caseload_of, check_in_of
from matching.entrypoints.pair_rights import care_of, staff_id_within, staff_person, staff_seat
from matching.entrypoints.rpc_parts import page_size, page_start, require

KINDS = {pb.ConcernKind.Value(name): kind for kind, name in CONCERNS.items()}
GOING = {pb.Going.Value(name): going for going, name in GOINGS.items()}
NO_CHECK_IN = "There is no such check-in in this programme."
LONGEST_CHECK_IN_ID = 200


class CareRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[CareRegister], reading: CareReading, programmes: Reading, clock: Clock
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._programmes = programmes
        self._clock = clock

    async def SetCaseload(self, request: pb.SetCaseloadRequest, caller: Caller) -> pb.SetCaseloadResponse:
        require(request.staff_id, "staff_id", LONGEST_SUBJECT)
        if len(request.deputy_id) > LONGEST_SUBJECT:
            raise invalid(f"deputy_id has at most {LONGEST_SUBJECT} characters. Nothing was saved.")
        await self._programmes.programme(request.programme_id)
        wanted = set_caseload.Wanted(request.programme_id, request.staff_id, request.limit, request.trained, request.deputy_id)
        item = Item(set_caseload.needs(wanted), lambda work: set_caseload.set_caseload(self._opens(work), wanted))
        return pb.SetCaseloadResponse(caseload=caseload_of(await self._commits.submit(item)))

    async def ListCaseloads(self, request: pb.ListCaseloadsRequest, caller: Caller) -> pb.ListCaseloadsResponse:
        await self._programmes.programme(request.programme_id)
        caseloads = sorted(await self._reading.caseloads(request.programme_id), key=lambda one: (one.room, one.staff_id))
        return pb.ListCaseloadsResponse(caseloads=[caseload_of(one) for one in caseloads])

    async def ListCaseload(self, request: pb.ListCaseloadRequest, caller: Caller) -> pb.ListCaseloadResponse:
        await self._programmes.programme(request.programme_id)
        if request.concern and request.concern not in KINDS:
            raise invalid("concern is not one that there is. Leave it out for all.")
        size, start = page_size(request.page_size), page_start(request.page_token)
        query = CareQuery(
            request.programme_id,
            manager_id=staff_id_within(caller, request.programme_id, request.staff_id),
            concerned=request.concerned_only,
            concern=KINDS.get(request.concern),
            unassigned=request.unassigned_only,
            size=size + 1,
            start=start,
        )
        cares = await self._reading.cares(query)
        token = str(start + size) if len(cares) > size else ""
        return pb.ListCaseloadResponse(pairs=[care_message(one) for one in cares[:size]], next_page_token=token)

    async def AssignManager(self, request: pb.AssignManagerRequest, caller: Caller) -> pb.AssignManagerResponse:
        require(request.staff_id, "staff_id", LONGEST_SUBJECT)
        care = care_of(await staff_seat(self._reading, caller, request.programme_id, request.pair_id))
        item = Item(
            assign_manager.needs(care, request.staff_id),
            lambda work: assign_manager.assign_manager(self._opens(work), care, request.staff_id),
        )
        return pb.AssignManagerResponse(care=care_message(await self._commits.submit(item)))

    async def SettleConcern(self, request: pb.SettleConcernRequest, caller: Caller) -> pb.SettleConcernResponse:
        kind = KINDS.get(request.kind)
        if kind is None:
            raise invalid("kind must name a concern. Nothing was changed.")
        if kind is ConcernKind.NO_MANAGER:
            raise invalid("This concern goes when the pair has a relationship manager. Nothing was changed; see AssignManager.")
        care = care_of(await staff_seat(self._reading, caller, request.programme_id, request.pair_id))
        item = Item(
            settle_concern.needs(care),
            lambda work: settle_concern.settle_concern(self._opens(work), care, kind, request.about),
        )
        return pb.SettleConcernResponse(care=care_message(await self._commits.submit(item)))

    async def ListCheckIns(self, request: pb.ListCheckInsRequest, caller: Caller) -> pb.ListCheckInsResponse:
        await self._programmes.programme(request.programme_id)
        size, start = page_size(request.page_size), page_start(request.page_token)
        staff_id = staff_id_within(caller, request.programme_id, request.staff_id)
        if request.pair_id:
            await staff_seat(self._reading, caller, request.programme_id, request.pair_id)
        query = CheckInQuery(
            request.programme_id,
            manager_id=staff_id if staff_id and not request.pair_id else None,
            pair_id=request.pair_id,
            open_only=not request.all,
            late_at=self._clock.now() if request.overdue_only else None,
            size=size + 1,
            start=start,
        )
        found = await self._reading.check_ins(query)
        shown = [await self._shown(one) for one in found[:size]]
        return pb.ListCheckInsResponse(check_ins=shown, next_page_token=str(start + size) if len(found) > size else "")

    async def RecordCheckIn(self, request: pb.RecordCheckInRequest, caller: Caller) -> pb.RecordCheckInResponse:
        require(request.check_in_id, "check_in_id", LONGEST_CHECK_IN_ID)
        going = GOING.get(request.going)
        if going is None:
            raise invalid("going must say how it is going, or that nobody was reached. Nothing was saved.")
        check_in = await self._check_in(caller, request.programme_id, request.check_in_id)
        staff_id = staff_person(caller, request.programme_id)
        heard = record_check_in.Heard(check_in, staff_id, going, request.record)
        item = Item(record_check_in.needs(check_in), lambda work: record_check_in.record_check_in(self._opens(work), heard))
        return pb.RecordCheckInResponse(check_in=await self._shown(await self._commits.submit(item)))

    async def _check_in(self, caller: Caller, programme_id: str, check_in_id: str) -> CheckIn:
        """Raises CheckInNotFound. A relationship manager reaches those of their pairs and those handed to them."""
        check_in = await self._reading.one(CheckIn, check_in_id)
        if check_in is None or check_in.programme_id != programme_id:
            raise CheckInNotFound(NO_CHECK_IN)
        own = staff_id_within(caller, programme_id, "")
        if own and own != check_in.manager_id and (await self._reading.looked(check_in.pair_id)).manager_id != own:
            raise CheckInNotFound(NO_CHECK_IN)
        return check_in

    async def _shown(self, check_in: CheckIn) -> pb.CheckIn:
        record = await self._reading.record(check_in) if check_in.record else ""
        return check_in_of(check_in, record, self._clock.now())
