"""Batches of real records on a real database: repeated, shuffled, split over restarts and over two processes."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence

import pytest
from aiokafka import ConsumerRecord

from analytics.adapters.mongo import MongoBooks
from analytics.adapters.reading import MongoFigures
from analytics.app.ports import PairUnknown, ProgrammeUnknown
from analytics.app.read_pairs import read_pair, read_pairs
from analytics.app.read_programme import read_programme
from analytics.entrypoints.latecomers import Latecomers
from analytics.testing import FakeBooks, FakeFigures, a_block, a_hold, a_nudge, a_release, a_start, an_end
from causeway.access.v1.access import Role
from causeway.event import Event
from causeway_kit.errors import Unavailable
from causeway_kit.service import Service
from causeway_kit.store import Document, Store

pytestmark = pytest.mark.connected
PROGRAMME = "programme-1"
COUNTED = ("conversations", "messages", "leaves", "programmes", "nudges")


def records_of(events: Sequence[Event]) -> list[ConsumerRecord]:
    return [
        ConsumerRecord(
            topic=event.TOPIC,
            partition=0,
            offset=offset,
            timestamp=0,
            timestamp_type=0,
            key=event.key.encode(),
            value=event.to_json(),
            checksum=None,
            serialized_key_size=0,
            serialized_value_size=0,
            headers=[("type", type(event).__name__.encode()), ("event_id", event.event_id.encode())],
        )
        for offset, event in enumerate(events)
    ]


def a_programmes_history(pairs: int = 12, messages: int = 90) -> list[Event]:
    seeded = random.Random(7)
    events: list[Event] = []
    for pair in (f"pair-{number:02}" for number in range(pairs)):
        events.append(a_start(pair))
        for seq in range(1, seeded.randint(0, messages) + 1):
            role = seeded.choice((Role.MENTEE, Role.MENTOR))
            words = seeded.randint(1, 200)
            events += [a_hold(seq, pair=pair)] if seq % 9 == 0 else []
            if seq % 11 == 0:
                events.append(a_block(seq, pair=pair))
                continue
            minutes = seq * 60 + seeded.randint(0, 50)
            events.append(a_release(seq, role, minutes, pair=pair, words=words, characters=5 * words))
        events.append(a_nudge(f"nudge-of-{pair}"))
    return [*events, an_end("pair-03"), an_end("pair-04")]


async def settle(service: Service) -> None:
    """What the service does every second."""
    await Latecomers(service.open_work, MongoBooks, MongoFigures(service.store)).settle()


async def try_to_settle(service: Service) -> None:
    """Where others change the same conversation all the time, it may be left for the next second."""
    with contextlib.suppress(Unavailable):
        await settle(service)


async def stored(store: Store) -> dict[str, list[Document]]:
    rows = {name: await store.find(name, {}, sort=[("_id", 1)]) for name in COUNTED}
    return {name: [_bare(row) for row in found] for name, found in rows.items()}


def _bare(row: Document) -> Document:
    """Without what tells of the writing and not of the facts; counters that went back to 0 are as good as absent."""
    row = {name: value for name, value in row.items() if name not in ("_version", "at") and value != 0}
    if "reply_times" in row:
        row["reply_times"] = {bucket: count for bucket, count in row["reply_times"].items() if count}
    return row


async def test_the_figures_on_mongo_are_those_of_the_books_in_memory(service: Service) -> None:
    history = a_programmes_history()
    books = FakeFigures(FakeBooks().apply(history))

    await service.consumer.apply(records_of(history))

    figures = MongoFigures(service.store)
    assert await read_programme(figures, PROGRAMME) == await read_programme(books, PROGRAMME)
    assert await read_pairs(figures, PROGRAMME, "", 200) == await read_pairs(books, PROGRAMME, "", 200)


async def test_a_batch_that_comes_again_changes_nothing(service: Service) -> None:
    records = records_of(a_programmes_history())
    await service.consumer.apply(records)
    once = await stored(service.store)

    await service.consumer.apply(records)

    assert await stored(service.store) == once


async def test_events_published_anew_under_other_ids_change_nothing(service: Service) -> None:
    await service.consumer.apply(records_of(a_programmes_history()))
    once = await stored(service.store)

    await service.consumer.apply(records_of(a_programmes_history()))

    assert await stored(service.store) == once


async def test_shuffled_and_repeated_events_over_restarts_give_the_same_documents(start: Callable[[], Service]) -> None:
    history = a_programmes_history()
    seeded = random.Random(11)
    arriving = history + seeded.sample(history, len(history) // 5)
    seeded.shuffle(arriving)

    for place in range(0, len(arriving), 97):
        service = start()
        await service.consumer.apply(records_of(arriving[place : place + 97]))
        if place % 5 == 0:
            await settle(service)
    await settle(start())

    figures, books = MongoFigures(start().store), FakeFigures(FakeBooks().apply(history))
    assert await read_programme(figures, PROGRAMME) == await read_programme(books, PROGRAMME)
    assert await read_pairs(figures, PROGRAMME, "", 200) == await read_pairs(books, PROGRAMME, "", 200)


async def test_two_processes_that_take_the_same_events_at_once_count_them_once(start: Callable[[], Service]) -> None:
    history = a_programmes_history(pairs=3, messages=40)
    one, other = start(), start()

    await asyncio.gather(one.consumer.apply(records_of(history)), other.consumer.apply(records_of(history)))

    books = FakeFigures(FakeBooks().apply(history))
    assert await read_programme(MongoFigures(one.store), PROGRAMME) == await read_programme(books, PROGRAMME)


async def test_a_very_long_conversation_is_counted_piece_by_piece(service: Service) -> None:
    seqs = [*range(1, 4200), *range(95_000, 95_400)]
    random.Random(3).shuffle(seqs)
    history = [a_start(), *(a_release(seq, (Role.MENTEE, Role.MENTOR)[seq // 3 % 2], seq) for seq in seqs)]

    for place in range(0, len(history), 500):
        await service.consumer.apply(records_of(history[place : place + 500]))
        await settle(service)

    pair = await read_pair(MongoFigures(service.store), PROGRAMME, "pair-1")
    recounted = await read_pair(FakeFigures(FakeBooks().apply(history).settle()), PROGRAMME, "pair-1")
    assert (pair.conversation.tally, pair.reply_seconds_median) == (recounted.conversation.tally, recounted.reply_seconds_median)
    assert pair.conversation.tally.messages == len(seqs)


async def test_late_messages_find_their_places_while_others_arrive_and_two_processes_look_after_them(
    start: Callable[[], Service],
) -> None:
    talk = [a_release(seq, (Role.MENTEE, Role.MENTOR)[seq // 3 % 2], seq) for seq in range(1, 401)]
    late = [one for one in talk if one.seq % 7 == 0]
    await start().consumer.apply(records_of([a_start(), *(one for one in talk[:300] if one not in late)]))
    one, other = start(), start()

    await one.consumer.apply(records_of(late))
    await asyncio.gather(try_to_settle(one), try_to_settle(other), one.consumer.apply(records_of(talk[300:])))
    await settle(other)

    expected = FakeBooks().apply([a_start(), *talk])
    figures, books = MongoFigures(one.store), FakeFigures(expected)
    assert await figures.waiting(1) == []
    assert (await read_pair(figures, PROGRAMME, "pair-1")).conversation.tally == expected.conversations["pair-1"].tally
    assert await read_programme(figures, PROGRAMME) == await read_programme(books, PROGRAMME)


async def test_a_message_in_order_replaces_one_document_and_inserts_two(service: Service) -> None:
    await service.consumer.apply(records_of([a_release(seq) for seq in range(1, 11)]))
    before = await written(service.store)

    await service.consumer.apply(records_of([a_release(11)]))

    after = await written(service.store)
    changed = [id for id, version in after.items() if id in before and before[id] != version]
    assert changed == [("conversations", "pair-1")]
    assert sorted(name for name, _ in after.keys() - before.keys()) == ["inbox", "messages"]


async def written(store: Store) -> dict[tuple[str, str], int]:
    rows = {name: await store.find(name, {}) for name in ("conversations", "messages", "leaves", "inbox")}
    return {(name, row["_id"]): row["_version"] for name, found in rows.items() for row in found}


async def test_what_nobody_heard_of_is_not_found(service: Service) -> None:
    await service.consumer.apply(records_of([a_release(1, pair="silent"), a_start("theirs", "programme-2")]))
    figures = MongoFigures(service.store)

    with pytest.raises(ProgrammeUnknown):
        await read_programme(figures, "programme-9")
    with pytest.raises(PairUnknown):
        await read_pair(figures, PROGRAMME, "theirs")
