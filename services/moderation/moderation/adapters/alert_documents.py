"""Signs, alerts and rotas as documents. Of an alert only its sealed reason is more than ids and states."""

from dataclasses import asdict
from datetime import time

from causeway.moderation.v1.events import AlertOutcome, Trouble
from causeway_kit.store import Document
from moderation.domain.alert import Alert, AlertState, Asking, AskingState
from moderation.domain.rota import Hours, Member, Rota
from moderation.domain.sign import Sign


def to_sign(document: Document) -> Sign:
    return Sign(
        id=document["_id"],
        programme_id=document["programme_id"],
        author_id=document["author_id"],
        categories=tuple(document["categories"]),
        minor=document["minor"],
        at=document["at"],
        telling=document["telling"],
        message_id=document["message_id"],
        conversation_id=document["conversation_id"],
        writing_id=document["writing_id"],
    )


def from_sign(sign: Sign) -> Document:
    document = asdict(sign)
    return {"_id": document.pop("id"), **document, "categories": list(sign.categories)}


def to_alert(document: Document) -> Alert:
    return Alert(
        id=document["_id"],
        newest=to_sign(document["newest"]),
        categories=tuple(document["categories"]),
        minor=document["minor"],
        signs=document["signs"],
        opened_at=document["opened_at"],
        state=AlertState(document["state"]),
        ask_at=document["ask_at"],
        askings=tuple(
            Asking(one["number"], one["person_id"], one["at"], AskingState(one["state"])) for one in document["askings"]
        ),
        trouble=Trouble(document["trouble"]),
        acknowledged_by=document["acknowledged_by"],
        acknowledged_at=document["acknowledged_at"],
        closed_by=document["closed_by"],
        closed_at=document["closed_at"],
        outcome=AlertOutcome(document["outcome"]),
        reason=document["reason"],
        version=document["version"],
    )


def from_alert(alert: Alert) -> Document:
    return {
        "_id": alert.id,
        "programme_id": alert.programme_id,
        "person_id": alert.person_id,
        "open": alert.state is not AlertState.CLOSED,
        "newest": from_sign(alert.newest),
        "categories": list(alert.categories),
        "minor": alert.minor,
        "signs": alert.signs,
        "opened_at": alert.opened_at,
        "state": alert.state.value,
        "ask_at": alert.ask_at,
        "askings": [_from_asking(one) for one in alert.askings],
        "trouble": alert.trouble.value,
        "acknowledged_by": alert.acknowledged_by,
        "acknowledged_at": alert.acknowledged_at,
        "closed_by": alert.closed_by,
        "closed_at": alert.closed_at,
        "outcome": alert.outcome.value,
        "reason": alert.reason,
        "version": alert.version,
    }


def _from_asking(one: Asking) -> Document:
    return {"number": one.number, "person_id": one.person_id, "at": one.at, "state": one.state.value}


def to_rota(document: Document) -> Rota:
    return Rota(document["_id"], tuple(_to_member(row) for row in document["members"]))


def from_rota(rota: Rota) -> Document:
    return {"_id": rota.programme_id, "members": [_from_member(member) for member in rota.members]}


def _to_member(row: Document) -> Member:
    hours = (
        Hours(frozenset(one["days"]), time.fromisoformat(one["begin"]), time.fromisoformat(one["end"])) for one in row["hours"]
    )
    return Member(row["person_id"], row["time_zone"], tuple(hours))


def _from_member(member: Member) -> Document:
    hours = [{"days": sorted(one.days), "begin": f"{one.begin:%H:%M}", "end": f"{one.end:%H:%M}"} for one in member.hours]
    return {"person_id": member.person_id, "time_zone": member.time_zone, "hours": hours}
