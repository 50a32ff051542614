"""The unit of work: what one batch reads and writes, stored in one transaction or not at all."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from causeway.event import Event
from causeway_kit import audit, metrics, outbox, sequences
from causeway_kit.clock import Clock
from causeway_kit.difference import difference
from causeway_kit.errors import Duplicate, Stale
from causeway_kit.ids import new_event_id
from causeway_kit.inbox import INBOX
from causeway_kit.memory import Memory
from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store, Update
from causeway_kit.tracing import trace_parent

Need = tuple[str, str]  # (collection, id); the collection "keys" asks for a person's data key
KEYS = "keys"
COMPARE_FROM = 16  # changed documents of a collection
VERSION = "_version"  # counts the writes of a document; kept out of what repositories see


@dataclass(slots=True)
class _Held:
    """One document in this unit of work: what was read, and what it is to become."""

    id: str
    read_version: int  # 0: it did not exist
    read: Document | None
    document: Document | None
    changed: bool = False
    amounts: dict[str, int | float] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.changed and self.read_version == 0

    @property
    def replaces(self) -> bool:
        return self.changed and self.read_version > 0

    @property
    def stored(self) -> Document:
        return {**(self.document or {}), VERSION: self.read_version + 1}

    def updates(self, guarded: bool) -> list[Update]:
        made: list[Update] = []
        if self.replaces:
            guard = {VERSION: self.read_version} if guarded else {}
            made.append({"q": {"_id": self.id, **guard}, "u": difference(self.read or {}, self.stored)})
        if self.amounts:
            made.append({"q": {"_id": self.id}, "u": {"$inc": self.amounts}, "upsert": True})
        return made


class UnitOfWork:
    """Loads documents by id beforehand, hands them out from memory, writes all changes at the end.

    A document that changed meanwhile in the database makes `commit` raise Stale, a new one that exists already Duplicate.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        keyring: Keyring | None = None,
        numbers: Mapping[str, sequences.Sequence] | None = None,
        memory: Memory | None = None,
        writer: outbox.Writer = outbox.UNATTENDED,
    ) -> None:
        self._store = store
        self._clock = clock
        self._keyring = keyring
        self._sequences = numbers or {}
        self._writer = writer
        self._newest: dict[Need, int] = {}  # what sequences stood at when loaded, and what this work made of it
        self._advanced: set[Need] = set()
        self._held: dict[Need, _Held] = {}
        self._events: list[dict[str, Any]] = []
        self._acts: list[audit.Act] = []
        self._after: list[Callable[[], None]] = []
        self._now: datetime | None = None
        self._memory = memory
        self.trusting = False
        """Whether something was taken from memory or presumed, and not read."""
        self.touched = 0  # grows with every change asked for

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def now(self) -> datetime:
        """One moment for the whole unit of work: what is stored and what is told of it agree to the millisecond."""
        self._now = self._now or self._clock.now()
        return self._now

    @property
    def stored_at(self) -> datetime:
        """Now, by the database's clock: for what processes with clocks of their own compare."""
        return self._clock.now() + self._store.ahead

    @property
    def keyring(self) -> Keyring:
        if self._keyring is None:
            raise LookupError("this service was built without a key ring")
        return self._keyring

    def presume_new(self, needs: Iterable[Need]) -> None:
        """Takes these documents as not there without reading them: if one is, the commit raises Duplicate."""
        for collection, id in needs:
            if (collection, id) not in self._held:
                self._held[collection, id] = _Held(id, 0, None, None)
                self.trusting = True

    def remember(self, needs: Iterable[Need]) -> None:
        """Takes what this process stored or read a moment ago from its memory: changes of others show at the commit."""
        if self._memory is None:
            return
        for collection, id in needs:
            if (collection, id) not in self._held and (known := self._memory.recall(collection, id)):
                version, document = known
                self._held[collection, id] = _Held(id, version, document, document)
                self.trusting = True

    async def load(self, needs: Iterable[Need]) -> None:
        """Reads documents and data keys by id: one query a collection, side by side. What is here already is not read again."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for need in needs:
            if need not in self._held:
                wanted[need[0]].add(need[1])
        await asyncio.gather(*(self._load_of(collection, ids) for collection, ids in wanted.items()))

    async def _load_of(self, collection: str, ids: set[str]) -> None:
        if collection == KEYS:
            await self.keyring.load(ids)
        elif collection in self._sequences:
            newest = await self._sequences[collection].load(ids)
            self._newest |= {(collection, key): number for key, number in newest.items()}
        else:
            await self._load_documents(collection, ids)

    async def _load_documents(self, collection: str, ids: set[str]) -> None:
        rows = await self._store.find(collection, {"_id": {"$in": list(ids)}})
        for row in rows:
            version = row.pop(VERSION, 0)
            self._held[collection, row["_id"]] = _Held(row["_id"], version, row, row)
            if self._memory is not None:
                self._memory.keep(collection, version, row)
        for missing in ids - {row["_id"] for row in rows}:
            self._held[collection, missing] = _Held(missing, 0, None, None)

    def get(self, collection: str, id: str) -> Document | None:
        """The document as this unit of work sees it. Raises LookupError if its id was not among the needs."""
        try:
            return self._held[collection, id].document
        except KeyError:
            raise LookupError(f"{collection} document was not loaded: add it to the needs") from None

    def newest(self, sequence: str, key: str) -> int:
        """The newest number of a dense sequence; 0 before the first. Its key must be among the needs."""
        return self._newest[sequence, key]

    def advance(self, sequence: str, key: str, number: int) -> None:
        """What is saved beside carries this number, with an id or index that makes it unique."""
        self._newest[sequence, key] = number
        self._advanced.add((sequence, key))
        self.touched += 1

    def save(self, collection: str, document: Document, without: Collection[str] = ()) -> None:
        """Stores the document. One that was loaded is replaced, guarded by its version; another one is new.

        Fields of the stored document that this build does not know stay as they are, because a newer build runs beside it.
        A field that is to go must be named in `without`.
        """
        held = self._held.setdefault((collection, document["_id"]), _Held(document["_id"], 0, None, None))
        kept = {name: value for name, value in (held.document or {}).items() if name not in without}
        held.document = {**kept, **document}
        held.changed = True
        self.touched += 1

    def increment(self, collection: str, id: str, amounts: Mapping[str, int | float]) -> None:
        """Adds to counters of a document that is only ever counted up, never saved. It need not exist or be loaded."""
        held = self._held.setdefault((collection, id), _Held(id, 0, None, None))
        for name, amount in amounts.items():
            held.amounts[name] = held.amounts.get(name, 0) + amount
        self.touched += 1

    def publish(self, events: Iterable[Event]) -> None:
        """Queues events to be stored in the same transaction; the relay sends them afterwards."""
        for event in events:
            stamped = event.stamped(new_event_id(), self.now)
            self._events.append(outbox.entry(stamped, trace_parent()))
            self.touched += 1

    def record(self, act: audit.Act) -> None:
        """Adds to the service's audit chain, in the same transaction as what the act changed."""
        self._acts.append(act)
        self.touched += 1

    def was_applied(self, mark: str) -> bool:
        """Whether an event was applied before; its mark must be among what was loaded."""
        return self.get(INBOX, mark) is not None

    def mark(self, mark: str) -> None:
        """Remembers that this event was applied, in the same transaction as its effects."""
        self.save(INBOX, {"_id": mark})

    def after_commit(self, call: Callable[[], None]) -> None:
        """Runs once the transaction is stored. Only for hints that may be lost, such as waking a reader."""
        self._after.append(call)

    async def commit(self, items: int = 1) -> None:
        """Raises Stale, Duplicate or Unavailable; then nothing was stored, or nobody can say and repeating is right."""
        if self.touched:
            began = time.perf_counter()
            parcels = list(outbox.parcels(self._events, self._writer.shard))
            tries = 0

            async def write(session: Any) -> None:
                nonlocal tries
                tries += 1
                await self._write(session, parcels)

            try:
                await self._store.transaction(write)
            except BaseException as error:
                self._forget()  # also when nobody can say whether it was stored
                if tries > 1 or not isinstance(error, Stale | Duplicate):  # a first try may have been stored
                    self._writer.doubtful()
                raise
            self._writer.stored(parcels)
            metrics.commit_seconds.observe(time.perf_counter() - began)
            metrics.commit_items.observe(items)
            self._keep_in_mind()
        for sequence, key in self._advanced:
            self._sequences[sequence].saw(key, self._newest[sequence, key])
        for call in self._after:
            call()

    def _forget(self) -> None:
        for sequence, key in self._newest:
            self._sequences[sequence].forget([key])
        if self._memory is not None:
            self._memory.forget(self._held)

    def _keep_in_mind(self) -> None:
        if self._memory is None:
            return
        for (collection, _), held in self._held.items():
            if held.changed and held.document is not None:
                self._memory.keep(collection, held.read_version + 1, held.document)

    async def _write(self, session: Any, parcels: Sequence[Document]) -> None:
        for collection, held in self._changed_by_collection().items():
            guarded = await self._check_versions(session, collection, held)
            await self._store.insert(collection, [one.stored for one in held if one.is_new], session)
            updates = [update for one in held for update in one.updates(guarded)]
            if await self._store.update(collection, updates, session) < len(updates):
                raise Stale(collection)
        await self._store.insert(outbox.OUTBOX, parcels, session, at_once=outbox.TOGETHER)
        if self._acts:
            await self._chain(session)

    async def _chain(self, session: Any) -> None:
        """Two who add the same block at once collide on its number; one of them is tried again."""
        newest = await self._store.find(audit.AUDIT, {}, session, sort=[("_id", -1)], limit=1)
        block = audit.block_after(newest[0] if newest else None, self._acts, self._clock.now())
        await self._store.insert(audit.AUDIT, [block], session)

    async def _check_versions(self, session: Any, collection: str, held: Sequence[_Held]) -> bool:
        """Many replaced documents are compared in one query of the transaction; then each can be written by its id alone.

        A version in the filter of each write takes MongoDB off its quickest path and costs twice as much (measured). The
        transaction's snapshot makes the comparison as good as the filter: a change after it is a write conflict. Gives
        whether the filters must still guard.
        """
        read = {one.id: one.read_version for one in held if one.replaces}
        if len(read) < COMPARE_FROM:
            return True
        rows = await self._store.find(collection, {"_id": {"$in": list(read)}}, session, projection={VERSION: 1})
        if {row["_id"]: row.get(VERSION, 0) for row in rows} != read:
            raise Stale(collection)
        return False

    def _changed_by_collection(self) -> dict[str, list[_Held]]:
        changed: dict[str, list[_Held]] = defaultdict(list)
        for (collection, _), held in self._held.items():
            if held.changed or held.amounts:
                changed[collection].append(held)
        return changed
