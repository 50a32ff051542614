"""Parcels keep their events in order and lie in their writer's shard."""

from datetime import UTC, datetime, timedelta

import pytest

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


def test_ids_made_later_sort_later() -> None:
    ids = [new_event_id() for _ in range(10_000)]

    assert ids == sorted(set(ids))
    assert [order_of(id) for id in ids] == sorted({order_of(id) for id in ids})


def test_an_id_sorts_below_the_first_one_of_a_later_moment() -> None:
    now = datetime.now(UTC)

    assert first_id_at(now - timedelta(seconds=5)) < new_event_id() < first_id_at(now + timedelta(seconds=5))


def test_an_entry_carries_the_event_as_it_will_travel() -> None:
    entry = outbox.entry(a_read(), "")

    assert (entry["topic"], entry["key"], entry["type"]) == ("messaging.activity.v1", "c1", "ConversationRead")
    assert ConversationRead.model_validate_json(entry["value"]) == a_read()


def test_the_events_of_one_transaction_share_a_parcel_and_keep_their_order() -> None:
    entries = [outbox.entry(a_read(f"c{number}"), "") for number in range(300)]

    [parcel] = outbox.parcels(entries, 5)

    assert (parcel["sent"], parcel["shard"]) == (False, 5)
    assert [event["key"] for event in outbox.events_in([parcel])] == [f"c{number}" for number in range(300)]


def test_parcels_never_outgrow_what_a_document_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "PARCEL_BYTES", 1000)
    entries = [outbox.entry(a_read(f"c{number}"), "") for number in range(50)]

    made = list(outbox.parcels(entries, 5))

    assert len(made) > 5
    assert list(outbox.events_in(made)) == entries
    assert [parcel["order"] for parcel in made] == sorted(parcel["order"] for parcel in made)


def test_nothing_to_tell_makes_no_parcel() -> None:
    assert list(outbox.parcels([], 5)) == []


def test_a_parcel_of_an_earlier_build_counts_as_one_of_shard_0() -> None:
    assert outbox.shard_in({"events": []}) == 0
    assert outbox.in_shards([0, 3]) == {"$in": [0, 3, None]}
    assert outbox.in_shards([3]) == {"$in": [3]}
    assert outbox.outside_shards({0}) == {"$nin": [0, None]}
