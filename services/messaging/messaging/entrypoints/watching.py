"""Open streams: what becomes visible is read once and handed to everyone who may read it."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence

import structlog

from causeway_kit.errors import Unavailable
from messaging.app.ports import ReadableEntry, Reading
from messaging.domain.conversation import Entry
from messaging.domain.message import Message

log = structlog.get_logger()

LOOK_SECONDS = 1.0  # the truth: what another replica released is seen within this time
MEMBERSHIP_SECONDS = 3.0  # how soon an open stream learns of a conversation that began or ended for its reader
READ_AT_ONCE = 500  # entries
QUEUED = 1000  # entries that a slow reader may be behind before its stream is closed
HANDED_AT_ONCE = 100


class TooSlow(Exception):
    """The reader takes less than it is sent."""


class _Stream:
    def __init__(self, person_ids: Collection[str]) -> None:
        self.person_ids = frozenset(person_ids)
        self.cursors: dict[str, int] = {}  # by conversation
        self.queue: asyncio.Queue[ReadableEntry] = asyncio.Queue(QUEUED)
        self.overflowed = False

    def misses_one_before(self, entry: ReadableEntry) -> bool:
        cursor = self.cursors.get(entry.entry.conversation_id)
        return cursor is not None and cursor < entry.entry.feed_seq - 1

    def offer(self, entry: ReadableEntry) -> None:
        """Entries come in feed order; one that was handed on before is left out."""
        conversation_id, feed_seq = entry.entry.conversation_id, entry.entry.feed_seq
        if self.overflowed or feed_seq <= self.cursors.get(conversation_id, feed_seq):
            return
        try:
            self.queue.put_nowait(entry)
            self.cursors[conversation_id] = feed_seq
        except asyncio.QueueFull:
            self.overflowed = True  # nothing is skipped: the reader opens the stream again from its last entry

    async def some(self) -> list[ReadableEntry]:
        """At least one entry, and what else is there."""
        entries = [await self.queue.get()]
        while not self.queue.empty() and len(entries) < HANDED_AT_ONCE:
            entries.append(self.queue.get_nowait())
        return entries


class Watching:
    """Serves all streams of this process with one reader of the database."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._streams: set[_Stream] = set()
        self._by_conversation: dict[str, set[_Stream]] = defaultdict(set)
        self._fresh: list[tuple[Message, Entry]] = []  # released by this process, not yet handed on
        self._to_read: set[str] = set()  # conversations to look into: what we were not told of, or not in order
        self._woken = asyncio.Event()

    def released(self, message: Message, entry: Entry) -> None:
        """This can be read from now on."""
        if self._by_conversation.get(entry.conversation_id):
            self._fresh.append((message, entry))
            self._woken.set()

    def _look_into(self, conversation_ids: Iterable[str]) -> None:
        self._to_read.update(conversation_ids)
        self._woken.set()

    async def stream(self, person_ids: Collection[str], cursors: Mapping[str, int]) -> AsyncIterator[Sequence[ReadableEntry]]:
        """What becomes visible to any of them after the cursors, else from now on. Raises TooSlow, Unavailable."""
        stream = _Stream(person_ids)
        try:
            await self._begin(stream, cursors)
            while not (stream.overflowed and stream.queue.empty()):
                yield await stream.some()
            raise TooSlow("You are too far behind; open the stream again from your last entry.")
        finally:
            self._streams.discard(stream)
            for id in stream.cursors:
                self._by_conversation[id].discard(stream)

    async def _begin(self, stream: _Stream, cursors: Mapping[str, int]) -> None:
        mine = _of(stream, await self._reading.memberships(stream.person_ids))
        ends = await self._reading.feed_ends(id for id in mine if id not in cursors)
        self._streams.add(stream)
        for id in mine:
            self._join(stream, id, cursors[id] if id in cursors else ends.get(id, 0))
        self._look_into(id for id in mine if id in cursors)

    def _join(self, stream: _Stream, conversation_id: str, cursor: int) -> None:
        stream.cursors[conversation_id] = cursor
        self._by_conversation[conversation_id].add(stream)

    def _leave(self, stream: _Stream, conversation_id: str) -> None:
        del stream.cursors[conversation_id]
        self._by_conversation[conversation_id].discard(stream)

    async def run(self, stop: asyncio.Event) -> None:
        """Hands on what becomes visible until stop is set."""
        loop = asyncio.get_running_loop()
        look_at = members_at = loop.time()
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
            try:
                if loop.time() >= members_at:
                    members_at = loop.time() + MEMBERSHIP_SECONDS
                    await self._look_for_members()
                if loop.time() >= look_at:
                    look_at = loop.time() + LOOK_SECONDS
                    self._look_everywhere()
                await self._hand_on()
            except Unavailable as error:
                log.warning("open streams wait", why=str(error))
                await asyncio.sleep(1)

    def _look_everywhere(self) -> None:
        """The next read covers all conversations: what another replica released came without a word to this process."""
        for id in [id for id, streams in self._by_conversation.items() if not streams]:
            del self._by_conversation[id]
        self._to_read.update(self._by_conversation)

    def _lowest_cursor(self, conversation_id: str) -> int:
        streams = self._by_conversation.get(conversation_id, set())
        return min((stream.cursors[conversation_id] for stream in streams if not stream.overflowed), default=1 << 31)

    async def _look_for_members(self) -> None:
        """A conversation that began is shown from its first entry; one that is not the reader's any more falls silent."""
        streams = tuple(self._streams)  # one that begins while we ask is not in the answer
        if not streams:
            return
        memberships = await self._reading.memberships({id for stream in streams for id in stream.person_ids})
        for stream in self._streams.intersection(streams):
            mine = _of(stream, memberships)
            for id in stream.cursors.keys() - mine:
                self._leave(stream, id)
            for id in mine - stream.cursors.keys():
                self._join(stream, id, 0)

    async def _hand_on(self) -> None:
        self._woken.clear()
        fresh, self._fresh = self._fresh, []
        for entry in await self._reading.opened(fresh):
            self._offer(entry)
        await self._read_on()

    def _offer(self, entry: ReadableEntry) -> None:
        conversation_id = entry.entry.conversation_id
        for stream in tuple(self._by_conversation.get(conversation_id, ())):
            if stream.misses_one_before(entry):
                self._to_read.add(conversation_id)
            else:
                stream.offer(entry)

    def _offer_read(self, entry: ReadableEntry, read_after: int) -> None:
        """A stream that began meanwhile may want entries from before those that were read: then they are read for it."""
        conversation_id = entry.entry.conversation_id
        for stream in tuple(self._by_conversation.get(conversation_id, ())):
            if stream.cursors[conversation_id] < read_after and not stream.overflowed:
                self._look_into([conversation_id])
            else:
                stream.offer(entry)

    async def _read_on(self) -> None:
        looking, self._to_read = self._to_read, set()
        cursors = {id: self._lowest_cursor(id) for id in looking if self._by_conversation.get(id)}
        entries = await self._reading.entries_after(cursors, READ_AT_ONCE)
        for entry in entries:
            self._offer_read(entry, cursors[entry.entry.conversation_id])
        if len(entries) == READ_AT_ONCE:
            self._look_into(looking)


def _of(stream: _Stream, memberships: Mapping[str, set[str]]) -> set[str]:
    return {conversation for person_id in stream.person_ids for conversation in memberships.get(person_id, ())}
