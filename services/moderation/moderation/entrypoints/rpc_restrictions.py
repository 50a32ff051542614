"""The Restrictions service: one method per rpc."""

from collections.abc import Callable
from datetime import UTC, datetime

import grpc

from causeway.moderation.v1 import restrictions_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from moderation.app import restrict
from moderation.app.restrict import Order, RestrictionReading, Staffroom
from moderation.domain.restriction import Measure, PersonNotKnown, Restriction, RestrictionRefused
from moderation.entrypoints.rpc_parts import page_size, require

MEASURES = {
    pb.MEASURE_WARNED: Measure.WARNED,
    pb.MEASURE_RESTRICTED: Measure.RESTRICTED,
    pb.MEASURE_SUSPENDED: Measure.SUSPENDED,
}
NAMES = {measure: number for number, measure in MEASURES.items()}
RESTRICTION_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    PersonNotKnown: grpc.StatusCode.NOT_FOUND,
    RestrictionRefused: grpc.StatusCode.FAILED_PRECONDITION,
}


class RestrictionsRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Staffroom], reading: RestrictionReading, clock: Clock) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._clock = clock

    async def Impose(self, request: pb.ImposeRequest, caller: Caller) -> pb.ImposeResponse:
        if request.measure not in MEASURES:
            raise invalid("measure must be MEASURE_WARNED, MEASURE_RESTRICTED or MEASURE_SUSPENDED. Nothing was changed.")
        order = await self._order(request, caller, MEASURES[request.measure], _moment(request))
        return pb.ImposeResponse(restriction=_shown(await self._commit(order, restrict.restrict)))

    async def Lift(self, request: pb.LiftRequest, caller: Caller) -> pb.LiftResponse:
        order = await self._order(request, caller, Measure.WARNED, None)
        return pb.LiftResponse(restriction=_shown(await self._commit(order, restrict.lift)))

    async def List(self, request: pb.ListRequest, caller: Caller) -> pb.ListResponse:
        size = page_size(request.page_size)
        found = await self._reading.holding(request.programme_id, self._clock.now(), size + 1, request.page_token)
        token = found[size - 1].person_id if len(found) > size else ""
        return pb.ListResponse(restrictions=[_shown(one) for one in found[:size]], next_page_token=token)

    async def _order(
        self, request: pb.ImposeRequest | pb.LiftRequest, caller: Caller, measure: Measure, until: datetime | None
    ) -> Order:
        case_id = request.case_id if isinstance(request, pb.ImposeRequest) else ""
        require(request.person_id, "person_id")
        if case_id:
            require(case_id, "case_id")
        return Order(
            programme_id=request.programme_id,
            person_id=request.person_id,
            roles=await self._reading.roles_of(request.person_id, request.programme_id),
            by=caller.person_id,
            reason=request.reason,
            measure=measure,
            until=until,
            case_id=case_id,
        )

    async def _commit(self, order: Order, act: Callable[[Staffroom, Order], Restriction]) -> Restriction:
        made: Restriction = await self._commits.submit(Item(restrict.needs(order), lambda work: act(self._opens(work), order)))
        return made


def _moment(request: pb.ImposeRequest) -> datetime | None:
    """None when no end is given."""
    if not request.HasField("until"):
        return None
    try:
        return request.until.ToDatetime(UTC)
    except ValueError:
        raise invalid("until is no date. Nothing was changed.") from None


def _shown(restriction: Restriction) -> pb.Restriction:
    return pb.Restriction(
        person_id=restriction.person_id,
        programme_id=restriction.programme_id,
        measure=NAMES[restriction.measure],
        imposed_by=restriction.by,
        at=timestamp(restriction.at),
        until=timestamp(restriction.until),
    )
