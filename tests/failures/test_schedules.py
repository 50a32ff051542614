"""A seed and a name make the same faults again, and every kind of fault has a schedule that meets it."""

import pytest

from causeway_cli.failing.faults import Kind
from causeway_cli.failing.schedules import EVERYDAY, LONG, SHAPES, Shape, plan, shape_named
from causeway_cli.trouble import Trouble

PROCESSES = ("mongod", "kafka", "issuer", "mail", "matching", "messaging", "moderation", "notifications", "analytics")
LINES = ("clients>messaging", "clients>matching", "messaging>kafka", "messaging>mongod", "notifications>matching")
MIXED = SHAPES["mixed"]


def test_the_same_seed_makes_the_same_faults_at_the_same_times() -> None:
    assert plan(MIXED, 7, 120, PROCESSES, LINES) == plan(MIXED, 7, 120, PROCESSES, LINES)
    assert plan(MIXED, 7, 120, PROCESSES, LINES) != plan(MIXED, 8, 120, PROCESSES, LINES)


def test_faults_come_as_often_as_the_schedule_says() -> None:
    times = [each.at for each in plan(SHAPES["kills"], 3, 600, PROCESSES, LINES)]

    assert 600 / 15 - 2 <= len(times) <= 600 / 5
    assert times == sorted(times)


def test_nothing_is_hurt_twice_at_once() -> None:
    planned = plan(MIXED, 5, 600, PROCESSES, LINES)

    overlapping = [
        (one, other)
        for place, one in enumerate(planned)
        for other in planned[place + 1 :]
        if one.fault.target == other.fault.target and other.at < one.at + one.fault.seconds
    ]
    assert overlapping == []


def test_only_lines_that_somebody_uses_are_hurt() -> None:
    planned = plan(SHAPES["network"], 1, 2000, PROCESSES, LINES)

    assert {each.fault.target for each in planned} == set(LINES) - {"clients>matching"}


def test_every_kind_of_fault_has_a_schedule() -> None:
    met = {kind for shape in SHAPES.values() for kind in (*shape.kinds, *(each.fault.kind for each in shape.planned))}

    assert met == set(Kind)
    assert set(LONG) <= set(SHAPES)


def test_a_long_mixed_run_meets_every_everyday_kind() -> None:
    assert {each.fault.kind for each in plan(MIXED, 2, 3000, PROCESSES, LINES)} == set(EVERYDAY)


def test_planned_faults_come_in_any_case() -> None:
    tail = SHAPES["lost tail"]

    assert plan(tail, 1, 60, PROCESSES, LINES) == list(tail.planned)


def test_an_unknown_schedule_is_named_together_with_those_that_exist() -> None:
    with pytest.raises(Trouble, match=r"no schedule «earthquake»; there are: mixed, replicas"):
        shape_named("earthquake")


def test_a_quiet_schedule_has_no_faults() -> None:
    assert plan(Shape(says="nothing happens"), 1, 60, PROCESSES, LINES) == []
