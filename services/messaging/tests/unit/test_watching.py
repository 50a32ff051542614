"""Open streams that begin while others are being served: each gets its whole feed once, in order."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

import pytest

from messaging.app.ports import ReadableEntry
from messaging.domain.conversation import Entry
from messaging.domain.message import Message
from messaging.entrypoints.watching import Watching
from messaging.testing import MONDAY


def an_entry(feed_seq: int) -> ReadableEntry:
    return ReadableEntry(Entry("c1", feed_seq, f"m{feed_seq}", feed_seq, "mentee", MONDAY), f"text {feed_seq}", MONDAY)


class SlowReading:
    """A feed of ten entries. The next question of a held kind waits until it may be answered."""

    def __init__(self) -> None:
        self._held = ""
        self._answered = asyncio.Event()
        self.asked = asyncio.Event()

    def hold(self, question: str) -> None:
        self._held = question

    def answer(self) -> None:
        self._answered.set()

    async def _slowly(self, question: str) -> None:
        if question == self._held:
            self._held = ""
            self.asked.set()
            await self._answered.wait()

    async def memberships(self, person_ids: Iterable[str]) -> dict[str, set[str]]:
        people = set(person_ids)
        await self._slowly("memberships")
        return {person_id: {"c1"} for person_id in people}

    async def entries_after(self, cursors: Mapping[str, int], limit: int) -> list[ReadableEntry]:
        wanted = dict(cursors)
        await self._slowly("entries")
        return [an_entry(number) for number in range(1, 11) if "c1" in wanted and number > wanted["c1"]]

    async def opened(self, releases: Sequence[tuple[Message, Entry]]) -> list[ReadableEntry]:
        return []

    async def feed_ends(self, conversation_ids: Iterable[str]) -> dict[str, int]:
        return {"c1": 10}


@pytest.fixture
def reading() -> SlowReading:
    return SlowReading()


async def read(watching: Watching, person_id: str, after: int, count: int) -> list[int]:
    """The places in the feed of the next `count` entries on a stream of one's own."""
    numbers: list[int] = []
    async for entries in watching.stream([person_id], {"c1": after}):
        numbers += [entry.entry.feed_seq for entry in entries]
        if len(numbers) >= count:
            break
    return numbers


async def turns(count: int = 20) -> None:
    """Lets everything go on that can."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_a_stream_that_begins_further_back_while_others_are_read_for_misses_nothing(reading: SlowReading) -> None:
    watching = Watching(reading)  # type: ignore[arg-type]
    ahead = asyncio.create_task(read(watching, "mentor", 8, 2))
    await turns()
    reading.hold("entries")
    handing_on = asyncio.create_task(watching._hand_on())
    await reading.asked.wait()
    behind = asyncio.create_task(read(watching, "mentee", 0, 10))
    await turns()
    reading.answer()
    await handing_on
    await watching._hand_on()

    assert await asyncio.wait_for(ahead, 20) == [9, 10]
    assert await asyncio.wait_for(behind, 20) == list(range(1, 11))


async def test_a_stream_that_begins_while_memberships_are_asked_for_keeps_its_place(reading: SlowReading) -> None:
    watching = Watching(reading)  # type: ignore[arg-type]
    readers = [asyncio.create_task(read(watching, "mentor", 10, 1))]
    await turns()
    reading.hold("memberships")
    asking = asyncio.create_task(watching._look_for_members())
    await reading.asked.wait()
    readers.append(asyncio.create_task(read(watching, "mentee", 10, 1)))
    await turns()
    reading.answer()
    await asking

    assert [stream.cursors for stream in watching._streams] == [{"c1": 10}, {"c1": 10}]
    for task in readers:
        task.cancel()
