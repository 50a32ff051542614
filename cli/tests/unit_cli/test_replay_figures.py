"""What a replay says of itself."""

from datetime import UTC, datetime
from pathlib import Path

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.figures import Figures, figures_of, spread
from causeway_cli.load.ledger import Attempt, Outcome, new_ledger
from causeway_cli.load.posting import Posted
from causeway_cli.load.sightings import Sightings
from causeway_cli.verdicts import Verdicts


def an_entry(feed_seq: int, message_id: str = "m1") -> pb.Entry:
    return pb.Entry(conversation_id="c", author_id="mentee", text="hello", message_id=message_id, feed_seq=feed_seq)


def a_post(number: int, outcome: Outcome = Outcome.OK) -> Posted:
    id = f"m{number}" if outcome is Outcome.OK else ""
    return Posted(Attempt("mentee", "mentor", "c", f"k{number}", "abc", 1.0, 1.5, outcome, id, number), due=1.0)


def figures(posted: list[Posted], read_at: dict[str, float], own: dict[str, int]) -> Figures:
    nothing_wrong = {"duplicated": 0, "early": 0, "streams_reopened": 0}
    return figures_of(posted, read_at, own, began=1.0, ledger="", **nothing_wrong)


def test_a_message_that_nobody_finds_is_lost() -> None:
    found = figures([a_post(1), a_post(2)], {"m1": 2.0}, {})

    assert (found.posted, found.acked, found.released, found.lost) == (2, 2, 1, 1)


def test_a_held_message_is_neither_lost_nor_counted_in_the_rate() -> None:
    found = figures([a_post(1), a_post(2)], {"m1": 2.0}, {"m2": pb.STATE_IN_REVIEW})

    assert (found.held, found.lost, found.rate) == (1, 0, 1.0)


def test_blocked_and_waiting_messages_are_told_apart() -> None:
    found = figures([a_post(1), a_post(2)], {}, {"m1": pb.STATE_BLOCKED, "m2": pb.STATE_HELD})

    assert (found.blocked, found.waiting, found.lost) == (1, 1, 0)


def test_a_refused_post_is_not_acknowledged() -> None:
    found = figures([a_post(1, Outcome.FAIL), a_post(2, Outcome.UNKNOWN)], {}, {})

    assert (found.posted, found.acked, found.failed, found.unknown, found.lost) == (2, 0, 1, 1, 0)


def test_times_run_from_the_moment_a_message_was_due() -> None:
    found = figures([a_post(1)], {"m1": 3.0}, {})

    assert (found.ack_ms["p50"], found.readable_ms["p50"]) == (500.0, 2000.0)


def test_the_json_has_the_agreed_names() -> None:
    agreed = {"posted", "acked", "lost", "duplicated", "early", "held", "rate", "ack_ms", "readable_ms"}

    assert agreed <= figures([], {}, {}).as_json().keys()


def test_percentiles_are_real_measurements() -> None:
    assert spread([number / 1000 for number in range(1, 101)]) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}


def see(tmp_path: Path, *entries: pb.Entry) -> Sightings:
    with new_ledger(tmp_path, datetime(2026, 11, 22, tzinfo=UTC)) as ledger:
        sightings = Sightings(ledger)
        for entry in entries:
            sightings.see("mentor", [entry])
    return sightings


def test_the_same_place_again_is_not_a_second_sighting(tmp_path: Path) -> None:
    entry = an_entry(1)

    assert see(tmp_path, entry, entry).twice == 0


def test_a_message_at_two_places_is_shown_twice(tmp_path: Path) -> None:
    first, second = (an_entry(place) for place in (1, 2))

    assert see(tmp_path, first, second).twice == 1


def test_one_post_that_became_two_messages_is_found(tmp_path: Path) -> None:
    sightings = see(tmp_path, *(an_entry(place, f"m{place}") for place in (1, 2)))
    [sent] = set(sightings.texts.values())

    assert sightings.more_than({sent: 1}) == 1
    assert sightings.more_than({sent: 2}) == 0


def test_what_was_there_before_the_start_is_not_a_sighting(tmp_path: Path) -> None:
    with new_ledger(tmp_path, datetime(2026, 11, 22, tzinfo=UTC)) as ledger:
        sightings = Sightings(ledger, {"c": 1})
        sightings.see("mentor", [an_entry(1, "old"), an_entry(2, "new")])

    assert list(sightings.read_at) == ["new"]
    assert (sightings.cursor("mentor", "c"), sightings.cursor("mentee", "c"), sightings.cursor("mentor", "d")) == (2, 1, 0)


def test_what_was_read_before_its_verdict_is_early() -> None:
    verdicts = Verdicts(allowed_at={"m1": 10.0}, judged=frozenset({"m1", "m2"}), allowed={})

    assert verdicts.early("m1", 9.9)
    assert not verdicts.early("m1", 10.1)
    assert verdicts.early("m2", 20.0)
