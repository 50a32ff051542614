"""The Alerts service: one method per rpc."""

from collections.abc import Callable

import grpc

from causeway.moderation.v1 import alerts_pb2 as pb
from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1.events import AlertOutcome
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from moderation.app import answer_alert, set_rota
from moderation.app.alert_ports import AlertFilter, AlertReading, Desk
from moderation.app.answer_alert import Closing, Lead
from moderation.domain.alert import Alert, AlertNotFound, AlertNotYours, ClosingNotAccepted, SignsNotSeen, check_closing
from moderation.domain.rota import Rota, RotaNotAccepted
from moderation.entrypoints.alert_messages import read_rota, shown, shown_rota, wanted_state
from moderation.entrypoints.rpc_parts import LONGEST_ID, page_size, require

ALERT_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    RotaNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    ClosingNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    AlertNotFound: grpc.StatusCode.NOT_FOUND,
    AlertNotYours: grpc.StatusCode.FAILED_PRECONDITION,
    SignsNotSeen: grpc.StatusCode.FAILED_PRECONDITION,
}


class AlertsRpc:
    """Staff are known by their sign-in name, as on the rota."""

    def __init__(self, commits: GroupCommit, opens: Opens[Desk], reading: AlertReading, clock: Clock) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._clock = clock

    async def SetRota(self, request: pb.SetRotaRequest, caller: Caller) -> pb.SetRotaResponse:
        rota = read_rota(request.programme_id, request.rota)
        staff = await self._reading.staff(request.programme_id, self._clock.now())
        unheard = await self._reading.unheard(request.programme_id)
        item = Item(
            set_rota.needs(rota, unheard),
            lambda work: set_rota.set_rota(self._opens(work), rota, staff.leads, caller.subject, unheard),
        )
        kept: Rota = await self._commits.submit(item)
        return pb.SetRotaResponse(rota=shown_rota(kept), has_gaps=kept.has_gaps(self._clock.now()))

    async def GetRota(self, request: pb.GetRotaRequest, caller: Caller) -> pb.GetRotaResponse:
        rota = await self._reading.rota(request.programme_id)
        return pb.GetRotaResponse(rota=shown_rota(rota), has_gaps=rota.has_gaps(self._clock.now()))

    async def ListAlerts(self, request: pb.ListAlertsRequest, caller: Caller) -> pb.ListAlertsResponse:
        size = page_size(request.page_size)
        if len(request.person_id) > LONGEST_ID:
            raise invalid(f"person_id has at most {LONGEST_ID} characters.")
        wanted = AlertFilter(request.programme_id, wanted_state(request.state), request.person_id)
        try:
            alerts, token = await self._reading.listed(wanted, size, request.page_token)
        except ValueError:
            raise invalid("page_token is not one that this method gave. Start again without it.") from None
        return pb.ListAlertsResponse(alerts=[shown(alert) for alert in alerts], next_page_token=token)

    async def Acknowledge(self, request: pb.AcknowledgeRequest, caller: Caller) -> pb.AcknowledgeResponse:
        require(request.alert_id, "alert_id")
        lead = Lead(request.programme_id, request.alert_id, caller.subject)
        return pb.AcknowledgeResponse(alert=shown(await self._commit(lead, lambda desk: answer_alert.acknowledge(desk, lead))))

    async def Close(self, request: pb.CloseRequest, caller: Caller) -> pb.CloseResponse:
        require(request.alert_id, "alert_id")
        closing = Closing(_outcome(request.outcome), request.reason, request.signs)
        check_closing(closing.outcome, closing.reason)
        about = await self._reading.about(request.programme_id, request.alert_id)
        lead = Lead(request.programme_id, request.alert_id, caller.subject, about)
        return pb.CloseResponse(alert=shown(await self._commit(lead, lambda desk: answer_alert.close(desk, lead, closing))))

    async def _commit(self, lead: Lead, act: Callable[[Desk], Alert]) -> Alert:
        alert: Alert = await self._commits.submit(Item(answer_alert.needs(lead), lambda work: act(self._opens(work))))
        return alert


def _outcome(number: "events_pb2.AlertOutcome") -> AlertOutcome:
    try:
        return AlertOutcome(events_pb2.AlertOutcome.Name(number))
    except ValueError:
        return AlertOutcome.UNSPECIFIED
