"""The picture of latency against rate."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from causeway_cli.bench.picture import HEIGHT, Line, latency_picture, step_above, step_below, steps_between

SVG = "{http://www.w3.org/2000/svg}"
LINES = [
    Line("answered p50", 0, False, [(50, 4.0), (200, 12.0), (1000, 150.0)]),
    Line("answered p99", 0, True, [(50, 9.0), (200, 40.0), (1000, 900.0)]),
    Line("floor p50", 2, False, [(50, 3.0), (200, 3.9), (1000, 150.5)]),
]


def drawn(lines: list[Line] = LINES) -> ElementTree.Element:
    return ElementTree.fromstring(latency_picture("From post & to reader", lines))


def test_the_axes_carry_their_units() -> None:
    words = [text.text for text in drawn().iter(f"{SVG}text")]

    assert {"messages a second", "milliseconds", "From post & to reader"} <= set(words)


def test_every_line_is_drawn_through_every_point() -> None:
    picture = drawn()

    assert [len((line.get("points") or "").split()) for line in picture.iter(f"{SVG}polyline")] == [3, 3, 3]
    assert len(list(picture.iter(f"{SVG}circle"))) == 9


def test_labels_do_not_stand_on_each_other() -> None:
    named = {line.label for line in LINES}
    heights = sorted(float(text.get("y") or 0) for text in drawn().iter(f"{SVG}text") if text.text in named)

    assert all(below - above >= 15 for above, below in pairwise(heights))
    assert heights[-1] < HEIGHT


def test_slower_stands_higher_and_faster_rates_to_the_right() -> None:
    [line, *_] = drawn().iter(f"{SVG}polyline")
    places = [tuple(map(float, place.split(","))) for place in (line.get("points") or "").split()]

    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)


def test_it_is_readable_on_dark_pages() -> None:
    assert "prefers-color-scheme:dark" in latency_picture("t", LINES)


def test_one_point_is_a_picture_too() -> None:
    assert len(list(drawn([Line("a", 0, False, [(20, 5.0)])]).iter(f"{SVG}circle"))) == 1


def test_what_was_not_measured_is_not_drawn() -> None:
    picture = drawn([*LINES, Line("peer p50", 3, False, []), Line("peer p99", 3, True, [(50, 0.0)])])

    assert len(list(picture.iter(f"{SVG}polyline"))) == 3
    with pytest.raises(ValueError, match="nothing"):
        latency_picture("t", [Line("a", 0, False, [])])


def test_scales_go_in_steps_of_one_two_and_five() -> None:
    assert (step_below(7), step_above(7), step_above(50), step_below(0.3)) == (5, 10, 50, 0.2)
    assert steps_between(1, 100) == [1, 2, 5, 10, 20, 50, 100]
