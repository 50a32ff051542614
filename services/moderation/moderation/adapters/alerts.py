"""Signs, alerts and rotas in MongoDB."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from causeway.event import Event
from causeway.moderation.v1.events import Trouble
from causeway_kit import audit
from causeway_kit.access import EVERYTHING, GRANTS, programme_scope
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from moderation.adapters.alert_documents import from_alert, from_rota, from_sign, to_alert, to_rota, to_sign
from moderation.app.alert_ports import ALERTS, ROTAS, SIGNS, AlertFilter, Staff
from moderation.domain.act import Act
from moderation.domain.alert import Alert, AlertNotFound, AlertState
from moderation.domain.rota import Rota
from moderation.domain.sign import Sign

LEAD, COORDINATOR = "safeguarding_lead", "coordinator"
ALERT_INDEXES: Indexes = {
    SIGNS: [([("alert_id", 1), ("at", 1)], {"name": "waiting", "partialFilterExpression": {"alert_id": ""}})],
    ALERTS: [
        # one a person while it is not closed, whoever opens it
        ([("programme_id", 1), ("person_id", 1)], {"name": "open", "unique": True, "partialFilterExpression": {"open": True}}),
        ([("ask_at", 1)], {"partialFilterExpression": {"ask_at": {"$type": "date"}}}),
        ([("programme_id", 1), ("opened_at", -1), ("_id", -1)], {}),
    ],
    ROTAS: [],
}


def save_sign(work: UnitOfWork, sign: Sign, events: Sequence[Event]) -> None:
    """Reads nothing: a sign is stored once, beside a verdict that is given once."""
    work.save(SIGNS, {**from_sign(sign), "alert_id": ""})
    work.publish(events)


class MongoDesk:
    """What one batch notices, asks and answers; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def save_sign(self, sign: Sign, events: Sequence[Event] = ()) -> None:
        save_sign(self._work, sign, events)

    def known_sign(self, sign_id: str) -> Sign | None:
        document = self._work.get(SIGNS, sign_id)
        return to_sign(document) if document else None

    def waiting_sign(self, sign_id: str) -> Sign | None:
        document = self._work.get(SIGNS, sign_id)
        return to_sign(document) if document and not document["alert_id"] else None

    def noticed(self, sign: Sign, alert: Alert) -> None:
        self._work.save(SIGNS, {**from_sign(sign), "alert_id": alert.id})

    def known_alert(self, alert_id: str) -> Alert | None:
        document = self._work.get(ALERTS, alert_id)
        return to_alert(document) if document else None

    def alert(self, programme_id: str, alert_id: str) -> Alert:
        known = self.known_alert(alert_id)
        if known is None or known.programme_id != programme_id:
            raise AlertNotFound("There is no such alert in this programme.")
        return known

    def save_alert(self, alert: Alert, events: Sequence[Event] = ()) -> None:
        self._work.save(ALERTS, from_alert(alert))
        self._work.publish(events)

    def rota(self, programme_id: str) -> Rota:
        document = self._work.get(ROTAS, programme_id)
        return to_rota(document) if document else Rota(programme_id)

    def save_rota(self, rota: Rota) -> None:
        self._work.save(ROTAS, from_rota(rota))

    def sealed(self, alert: Alert, reason: str) -> str:
        return self._work.keyring.seal(alert.person_id, f"alerts/{alert.id}/reason", reason)

    def record(self, act: Act) -> None:
        self._work.record(audit.Act(**asdict(act)))


class MongoAlertReading:
    """What is due, and alerts as safeguarding leads read them: each query of a call carries the programme."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def waiting_signs(self, limit: int) -> list[Sign]:
        return [to_sign(row) for row in await self._store.find(SIGNS, {"alert_id": ""}, sort=[("at", 1)], limit=limit)]

    async def open_alerts(self, people: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        if not people:
            return {}
        those = [{"open": True, "programme_id": programme_id, "person_id": person_id} for programme_id, person_id in people]
        rows = await self._store.find(ALERTS, {"$or": those}, projection={"programme_id": 1, "person_id": 1})
        return {(row["programme_id"], row["person_id"]): row["_id"] for row in rows}

    async def due(self, now: datetime, limit: int) -> list[Alert]:
        rows = await self._store.find(ALERTS, due_by(now), sort=[("ask_at", 1)], limit=limit)
        return [to_alert(row) for row in rows]

    async def about(self, programme_id: str, alert_id: str) -> str:
        row = await self._store.find_one(ALERTS, {"_id": alert_id, "programme_id": programme_id}, projection={"person_id": 1})
        return str(row["person_id"]) if row else ""

    async def staff(self, programme_id: str, now: datetime) -> Staff:
        own = programme_scope(programme_id)
        wanted = {"role": {"$in": [LEAD, COORDINATOR]}, "scope": {"$in": [own, EVERYTHING]}, "active": True}
        rows = [row for row in await self._store.find(GRANTS, wanted) if row["until"] is None or now < row["until"]]
        coordinating = [row for row in rows if row["role"] == COORDINATOR]
        nearest = [row for row in coordinating if row["scope"] == own] or coordinating
        leads = frozenset(row["person_id"] for row in rows if row["role"] == LEAD)
        return Staff(leads, tuple(sorted({row["person_id"] for row in nearest})))

    async def rota(self, programme_id: str) -> Rota:
        row = await self._store.find_one(ROTAS, {"_id": programme_id})
        return to_rota(row) if row else Rota(programme_id)

    async def unheard(self, programme_id: str) -> list[str]:
        query = {"programme_id": programme_id, "open": True, "state": AlertState.WAITING.value}
        troubled = {"trouble": {"$ne": Trouble.UNSPECIFIED.value}}
        return [row["_id"] for row in await self._store.find(ALERTS, query | troubled, projection={"_id": 1})]

    async def listed(self, wanted: AlertFilter, size: int, token: str) -> tuple[list[Alert], str]:
        query: Document = {"programme_id": wanted.programme_id}
        if wanted.state is not None:
            query["state"] = wanted.state.value
        if wanted.person_id:
            query["person_id"] = wanted.person_id
        if token:
            opened_at, alert_id = _read_token(token)
            query["$or"] = [{"opened_at": {"$lt": opened_at}}, {"opened_at": opened_at, "_id": {"$lt": alert_id}}]
        rows = await self._store.find(ALERTS, query, sort=[("opened_at", -1), ("_id", -1)], limit=size + 1)
        alerts = [to_alert(row) for row in rows[:size]]
        return alerts, _token(alerts[-1]) if len(rows) > size else ""


def due_by(now: datetime) -> Document:
    """With the type in it the partial index is used; a comparison with a moment alone does not tell MongoDB enough."""
    return {"ask_at": {"$lte": now, "$type": "date"}}


def _token(alert: Alert) -> str:
    return f"{alert.opened_at.isoformat()}|{alert.id}"


def _read_token(token: str) -> tuple[datetime, str]:
    """Raises ValueError."""
    opened_at, _, alert_id = token.partition("|")
    try:
        return datetime.fromisoformat(opened_at).astimezone(UTC), alert_id
    except OverflowError as error:
        raise ValueError("a moment before or after all others") from error
