"""What a run looks for beside the conversations themselves: each finding has a planted fault that brings it about."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from causeway_cli.failing.findings import mailed_twice, of_figures
from causeway_cli.failing.letters import compared
from causeway_cli.failing.recovery import WITHIN_SECONDS, recovery
from causeway_cli.failing.schedules import Shape
from causeway_cli.load.ledger import Attempt, Ledger, Outcome, Seen

HEALED = 1000.0
SOUND: Mapping[str, Any] = {
    **dict.fromkeys(("lost", "duplicated", "early", "waiting", "failed", "unknown"), 0),
    "ack_ms": {"p99": 300.0},
}
PATIENT = Shape(says="posting stays quick", ack_p99_ms=500.0)


def an_attempt(end: float) -> Attempt:
    return Attempt("author", "reader", "talk", "key", "sha", end - 1, end, Outcome.OK, message_id="m")


def a_ledger(acknowledged: float, *read_at: float, reader: str = "reader") -> Ledger:
    return Ledger([an_attempt(acknowledged)], [Seen(reader, "talk", "m", 1, at) for at in read_at], [])


def test_a_message_read_in_time_after_the_healing_has_recovered() -> None:
    back = recovery(a_ledger(900.0, HEALED + WITHIN_SECONDS), {}, HEALED)

    assert (back.late, back.longest) == ([], WITHIN_SECONDS)


def test_a_message_read_a_second_too_late_is_found() -> None:
    assert recovery(a_ledger(900.0, HEALED + WITHIN_SECONDS + 1), {}, HEALED).late == ["m"]


def test_time_counts_from_the_acknowledgement_when_that_came_after_the_healing() -> None:
    assert recovery(a_ledger(HEALED + 10, HEALED + WITHIN_SECONDS + 9), {}, HEALED).late == []


def test_a_message_that_only_its_author_sees_has_no_end() -> None:
    assert recovery(a_ledger(900.0, 901.0, reader="author"), {}, HEALED).late == ["m"]


def test_a_message_held_for_a_person_has_come_to_its_end() -> None:
    assert recovery(a_ledger(900.0), {"m": 950.0}, HEALED).late == []


@pytest.mark.parametrize(
    ("figure", "promise"),
    [("lost", "P1"), ("duplicated", "P2"), ("early", "P4"), ("waiting", "P8"), ("failed", "P19"), ("unknown", "P19")],
)
def test_a_figure_that_is_not_zero_breaks_its_promise(figure: str, promise: str) -> None:
    assert of_figures(PATIENT, SOUND) == []
    assert [each.promise for each in of_figures(PATIENT, {**SOUND, figure: 1})] == [promise]


def test_posts_that_wait_for_a_slow_neighbour_break_their_promise() -> None:
    assert [each.promise for each in of_figures(PATIENT, {**SOUND, "ack_ms": {"p99": 501.0}})] == ["P18"]


def test_a_nudge_that_arrived_twice_is_found(tmp_path: Path) -> None:
    for name, nudge in (("1", "one"), ("2", "two"), ("3", "one")):
        (tmp_path / f"{name}.eml").write_text(f"Message-ID: <{nudge}>\nSubject: A message waits\n\nHello.\n")

    assert [(each.promise, each.what) for each in mailed_twice(tmp_path)] == [("P13", "nudge <one> was mailed 2 times")]


def test_a_poisoned_event_that_was_dropped_and_a_good_one_set_aside_are_found() -> None:
    found = compared({("messaging", "t/0/1"), ("messaging", "t/0/2")}, {("messaging", "t/0/1"), ("messaging", "t/0/3")})

    assert [each.promise for each in found] == ["P11", "P11"]
    assert ["t/0/2" in found[0].what, "t/0/3" in found[1].what] == [True, True]
