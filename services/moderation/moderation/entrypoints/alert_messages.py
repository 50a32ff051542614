"""Alerts and rotas as calls carry them."""

from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp

from causeway.moderation.v1 import alerts_pb2 as pb
from causeway_kit.errors import invalid
from causeway_kit.stamps import timestamp
from moderation.domain.alert import Alert, AlertState, AskingState
from moderation.domain.rota import Hours, Member, Rota, read_hours

STATES = {
    AlertState.WAITING: pb.ALERT_STATE_WAITING,
    AlertState.ACKNOWLEDGED: pb.ALERT_STATE_ACKNOWLEDGED,
    AlertState.CLOSED: pb.ALERT_STATE_CLOSED,
}
WANTED = {number: state for state, number in STATES.items()}
ASKED = {
    AskingState.SENDING: pb.ASKING_STATE_SENDING,
    AskingState.SENT: pb.ASKING_STATE_SENT,
    AskingState.NOT_REACHED: pb.ASKING_STATE_NOT_REACHED,
}


def read_rota(programme_id: str, rota: pb.Rota) -> Rota:
    """Raises RotaNotAccepted."""
    return Rota(programme_id, tuple(_read_member(member) for member in rota.members))


def _read_member(member: pb.RotaMember) -> Member:
    hours = tuple(read_hours(list(one.days), one.begin, one.end) for one in member.hours)
    return Member(member.person_id, member.time_zone, hours)


def shown_rota(rota: Rota) -> pb.Rota:
    return pb.Rota(members=[_member(member) for member in rota.members])


def _member(member: Member) -> pb.RotaMember:
    return pb.RotaMember(person_id=member.person_id, time_zone=member.time_zone, hours=[_hours(one) for one in member.hours])


def _hours(hours: Hours) -> pb.DutyHours:
    return pb.DutyHours(days=sorted(hours.days), begin=f"{hours.begin:%H:%M}", end=f"{hours.end:%H:%M}")


def wanted_state(number: int) -> AlertState | None:
    if number and number not in WANTED:
        raise invalid("state is not one that this build knows.")
    return WANTED.get(number)  # type: ignore[call-overload, no-any-return]


def shown(alert: Alert) -> pb.Alert:
    return pb.Alert(
        alert_id=alert.id,
        programme_id=alert.programme_id,
        person_id=alert.person_id,
        conversation_id=alert.newest.conversation_id,
        message_id=alert.newest.message_id,
        writing_id=alert.newest.writing_id,
        categories=alert.categories,
        minor=alert.minor,
        signs=alert.signs,
        state=STATES[alert.state],
        opened_at=timestamp(alert.opened_at),
        newest_at=timestamp(alert.newest.at),
        trouble=alert.trouble.value,
        askings=[pb.Asking(person_id=one.person_id, at=timestamp(one.at), state=ASKED[one.state]) for one in alert.askings],
        acknowledged_by=alert.acknowledged_by,
        acknowledged_at=_moment(alert.acknowledged_at),
        closed_by=alert.closed_by,
        closed_at=_moment(alert.closed_at),
        outcome=alert.outcome.value,
    )


def _moment(moment: datetime | None) -> Timestamp | None:
    return timestamp(moment.astimezone(UTC)) if moment else None
