"""Outbox rows keep a key in one shard and in order."""

from datetime import UTC, datetime, timedelta

from causeway.messaging.v1.events import ConversationRead
from causeway_kit import outbox
from causeway_kit.ids import first_id_at, new_event_id, order_of


def a_read(conversation_id: str = "c1") -> ConversationRead:
    return ConversationRead(
        event_id="18c0ffee00000000abcdef0123456789",
        conversation_id=conversation_id,
        programme_id="p",
        reader_id="maya",
        feed_seq=3,
    )


def test_a_key_never_changes_its_shard() -> None:
    assert outbox.shard_of("c1") == outbox.shard_of("c1") == 33
    assert {outbox.shard_of(f"c{number}") for number in range(2000)} == set(range(outbox.SHARDS))


def test_ids_made_later_sort_later() -> None:
    ids = [new_event_id() for _ in range(10_000)]

    assert ids == sorted(set(ids))
    assert [order_of(id) for id in ids] == sorted({order_of(id) for id in ids})


def test_an_id_sorts_below_the_first_one_of_a_later_moment() -> None:
    now = datetime.now(UTC)

    assert first_id_at(now - timedelta(seconds=5)) < new_event_id() < first_id_at(now + timedelta(seconds=5))


def test_a_row_carries_the_event_as_it_will_travel() -> None:
    row = outbox.row(a_read(), "")

    assert (row["topic"], row["key"], row["type"], row["sent"]) == ("messaging.activity.v1", "c1", "ConversationRead", False)
    assert ConversationRead.model_validate_json(row["value"]) == a_read()
