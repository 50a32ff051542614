"""The one place for authorisation: reads each method's policy row from the .proto and holds the caller's roles against it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast

import grpc
import structlog
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message

from causeway.access.v1 import access_pb2
from causeway.event import Event
from causeway.options.v1 import options_pb2
from causeway_kit import bars, metrics
from causeway_kit.bars import BARS, Bar
from causeway_kit.clock import Clock
from causeway_kit.consume import BatchConsumer
from causeway_kit.errors import Refused, Unavailable
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import Need, UnitOfWork

log = structlog.get_logger()

GRANTS = "grants"
EVERYTHING = "*"
SERVICE_PREFIX = "service:"
CACHED_SUBJECTS = 20_000
CACHE_SECONDS = 60
LOOK_SECONDS = 1  # how often changed grants are looked for: an ended role bites within this time and the event's way
OVERLAP = timedelta(seconds=10)  # a change is seen when its transaction has ended, later than its time says

INDEXES: Indexes = {
    GRANTS: [([("subject", 1)], {}), ([("changed_at", 1)], {}), ([("person_id", 1)], {}), ([("scope", 1), ("role", 1)], {})],
    **bars.INDEXES,
}


@dataclass(frozen=True, slots=True)
class Grant:
    person_id: str
    role: str  # for example "mentor"
    scope: str  # "programme:<id>" or "*"
    until: datetime | None

    def covers(self, scope: str, now: datetime) -> bool:
        return self.scope in (scope, EVERYTHING) and self.holds(now)

    def holds(self, now: datetime) -> bool:
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, with the roles that hold at this moment."""

    subject: str
    service: str  # its name if a service calls as itself, else empty
    grants: tuple[Grant, ...]
    bar: Bar | None = None

    @property
    def person_id(self) -> str:
        return self.grants[0].person_id if self.grants else ""

    @property
    def person_ids(self) -> frozenset[str]:
        """Everybody who the caller is: one person for each scope that has invited them."""
        return frozenset(grant.person_id for grant in self.grants)

    def scopes(self, roles: Iterable[str]) -> set[str]:
        """Where the caller holds one of these roles: `programme:<id>` each, or `*`."""
        wanted = set(roles)
        return {grant.scope for grant in self.grants if grant.role in wanted}


@dataclass(frozen=True, slots=True)
class Policy:
    """One method's row: who may call it."""

    method: str
    roles: frozenset[str]
    scope: int
    services: frozenset[str]
    priority: int = access_pb2.PRIORITY_UNSPECIFIED
    answered: Any = field(init=False, compare=False)  # this method's metrics, looked up once and not at each call
    seconds: Any = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answered", metrics.calls.labels(self.method, "OK"))
        object.__setattr__(self, "seconds", metrics.call_seconds.labels(self.method))

    @classmethod
    def of(cls, method: MethodDescriptor) -> "Policy":
        """Raises ValueError for a method without a row, so that it cannot be served by mistake."""
        row: access_pb2.Access = method.GetOptions().Extensions[cast(Any, options_pb2.access)]
        signed_in = row.scope == access_pb2.SCOPE_SIGNED_IN
        if not row.services and not signed_in and not (row.roles and row.scope):
            raise ValueError(f"{method.full_name} has no policy row: add the option (causeway.options.v1.access)")
        roles = frozenset(role_name(access_pb2.Role.Name(role)) for role in row.roles)
        return cls(method.full_name, roles, row.scope, frozenset(row.services), row.priority)

    def admit(self, caller: Caller, request: Message) -> None:
        """Raises Refused."""
        if caller.service:
            if caller.service not in self.services:
                raise denied("This service may not call this method.")
            return
        if caller.bar and caller.bar.keeps_from(self.priority):
            raise denied(caller.bar.sentence)
        if self.scope == access_pb2.SCOPE_SIGNED_IN:
            return
        held = caller.scopes(self.roles)
        if not held:
            raise denied("You do not have a role that allows this.")
        if self.scope == access_pb2.SCOPE_ALL and EVERYTHING not in held:
            raise denied("You do not have this role for the whole system.")
        if self.scope == access_pb2.SCOPE_PROGRAMME and not held & {
            EVERYTHING,
            programme_scope(_programme_of(request)),
        }:
            raise denied("You do not have a role that allows this in this programme.")


def denied(sentence: str) -> Refused:
    return Refused(grpc.StatusCode.PERMISSION_DENIED, sentence)


def role_name(enum_name: str) -> str:
    """ROLE_MENTOR -> mentor"""
    return enum_name.removeprefix("ROLE_").lower()


def programme_scope(programme_id: str) -> str:
    return f"programme:{programme_id}"


def _programme_of(request: Message) -> str:
    """The request's programme_id, or that of its first part in a stream."""
    if "programme_id" in request.DESCRIPTOR.fields_by_name:
        return str(getattr(request, "programme_id"))  # noqa: B009 - Message itself has no such attribute
    for part, value in request.ListFields():
        if part.message_type is not None and "programme_id" in part.message_type.fields_by_name:
            return str(value.programme_id)
    return ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A subject's grants as they were read; the same caller for every call as long as nothing of it has an end."""

    read_at: float
    caller: Caller
    ending: bool

    def at(self, clock: Clock) -> Caller:
        if not self.ending:
            return self.caller
        now = clock.now()
        bar = self.caller.bar if self.caller.bar and now < self.caller.bar.until else None
        return replace(self.caller, grants=tuple(grant for grant in self.caller.grants if grant.holds(now)), bar=bar)


class Grants:
    """Who holds which role, as this service knows it from events. Read through a cache that follows changes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._cached: OrderedDict[str, _Known] = OrderedDict()
        self._looked_at: datetime | None = None

    async def caller(self, subject: str) -> Caller:
        """Raises Unavailable."""
        known = self._cached.get(subject)
        if known is None or time.monotonic() - known.read_at >= CACHE_SECONDS:
            if subject.startswith(SERVICE_PREFIX):
                return Caller(subject, subject.removeprefix(SERVICE_PREFIX), ())
            known = await self._read(subject)
        return known.at(self._clock)

    async def _read(self, subject: str) -> _Known:
        rows = await self._store.find(GRANTS, {"subject": subject, "active": True})
        grants = tuple(_to_grant(row) for row in rows)
        bar = await self._bar(grants)
        ending = bar is not None or any(grant.until is not None for grant in grants)
        known = self._cached[subject] = _Known(time.monotonic(), Caller(subject, "", grants, bar), ending)
        if len(self._cached) > CACHED_SUBJECTS:
            self._cached.popitem(last=False)
        return known

    async def _bar(self, grants: Iterable[Grant]) -> Bar | None:
        people = {grant.person_id for grant in grants}
        rows = await self._store.find(BARS, {"_id": {"$in": sorted(people)}}) if people else []
        bars = [Bar(row["suspended"], row["until"]) for row in rows if row["until"] > self._clock.now()]
        return max(bars, key=lambda bar: bar.suspended, default=None)

    async def follow(self, stop: asyncio.Event) -> None:
        """Forgets what is cached of subjects whose grants changed, within about a second."""
        while not stop.is_set():
            try:
                await self._look()
            except Unavailable:
                self._cached.clear()
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        now = await self._store.now()
        self._store.ahead = now - self._clock.now()
        since = (self._looked_at or now) - OVERLAP
        for row in await self._store.find(GRANTS, {"changed_at": {"$gte": since}}, projection={"subject": 1}):
            self._cached.pop(row["subject"], None)
        barred = {row["_id"] for row in await self._store.find(BARS, {"changed_at": {"$gte": since}}, projection={"_id": 1})}
        for subject, known in tuple(self._cached.items()) if barred else ():
            if any(grant.person_id in barred for grant in known.caller.grants):
                self._cached.pop(subject, None)
        self._looked_at = now


def _to_grant(row: Document) -> Grant:
    return Grant(row["person_id"], row["role"], row["scope"], row["until"])


class GrantRows:
    """The grants that a batch of events changes."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def put(
        self, subject: str, person_id: str, role: str, scope: str, until: datetime | None, version: int, *, active: bool
    ) -> None:
        """A version that is not newer than the stored one changes nothing."""
        id = _grant_id(subject, role, scope)
        known = self._work.get(GRANTS, id)
        if known is not None and known["version"] >= version:
            return
        row = {"_id": id, "subject": subject, "person_id": person_id, "role": role, "scope": scope, "until": until}
        self._work.save(GRANTS, {**row, "version": version, "active": active, "changed_at": self._work.stored_at})


def follow_grants(consumer: BatchConsumer, granted: type[Event], ended: type[Event]) -> None:
    """Keeps this service's grants from two event types: a role granted, a role ended."""

    @consumer.on(granted, GrantRows, needs=_grant_needs)
    def on_granted(rows: GrantRows, event: Any) -> None:
        role = role_name(event.role.value)
        rows.put(event.subject, event.person_id, role, event.scope, event.until, event.version, active=True)

    @consumer.on(ended, GrantRows, needs=_grant_needs)
    def on_ended(rows: GrantRows, event: Any) -> None:
        rows.put(event.subject, event.person_id, role_name(event.role.value), event.scope, None, event.version, active=False)


def _grant_needs(event: Any) -> Sequence[Need]:
    return [(GRANTS, _grant_id(event.subject, role_name(event.role.value), event.scope))]


def _grant_id(subject: str, role: str, scope: str) -> str:
    return f"{subject}|{role}|{scope}"
