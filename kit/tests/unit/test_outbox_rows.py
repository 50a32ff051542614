"""Outbox rows keep a key in one shard and in order."""

from causeway.messaging.v1.events import ConversationRead
from causeway_kit import outbox


def a_read(conversation_id: str = "c1") -> ConversationRead:
    return ConversationRead(event_id="e1", conversation_id=conversation_id, programme_id="p", reader_id="maya", feed_seq=3)


def test_a_key_never_changes_its_shard() -> None:
    assert outbox.shard_of("c1") == outbox.shard_of("c1") == 33
    assert {outbox.shard_of(f"c{number}") for number in range(2000)} == set(range(outbox.SHARDS))


def test_rows_made_later_have_a_later_order() -> None:
    orders = [outbox.next_order() for _ in range(10_000)]

    assert orders == sorted(set(orders))


def test_a_row_carries_the_event_as_it_will_travel() -> None:
    row = outbox.row(a_read(), "")

    assert (row["topic"], row["key"], row["type"], row["sent"]) == ("messaging.activity.v1", "c1", "ConversationRead", False)
    assert ConversationRead.model_validate_json(row["value"]) == a_read()
