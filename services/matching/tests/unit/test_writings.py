"""What one participant writes another reads only after moderation allowed it; without an answer it waits."""

from datetime import timedelta

import pytest

from causeway.event import Event
from causeway.matching.v1.events import WritingRefused
from matching.app.screening import settle_writing, write
from matching.domain.writing import Judgement, WritingNotAccepted, WritingState, check_writing
from matching.testing_register import MONDAY
from matching.testing_screening import FakeWritings

ID = "goals/g1/1"


class Desk(FakeWritings):
    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.sent: list[Event] = []


def written(text: str = "Write my first CV") -> Desk:
    desk = Desk()
    write(desk, ID, "north", "ada", text)
    return desk


async def seen(desk: Desk, reader: str) -> tuple[str, WritingState]:
    shown = (await desk.shown([ID], reader))[ID]
    return shown.text, shown.state


async def test_only_its_author_sees_a_text_that_was_not_judged_yet() -> None:
    desk = written()

    assert await seen(desk, "ada") == ("Write my first CV", WritingState.PENDING)
    assert await seen(desk, "grace") == ("", WritingState.PENDING)


async def test_an_allowed_text_is_shown_to_the_other() -> None:
    desk = written()

    settle_writing(desk, ID, Judgement(WritingState.SHOWN))

    assert await seen(desk, "grace") == ("Write my first CV", WritingState.SHOWN)
    assert desk.sent == []


async def test_a_refused_text_is_never_shown_and_is_announced_without_its_words() -> None:
    desk = written("badword")

    settle_writing(desk, ID, Judgement(WritingState.REFUSED, ("abuse_hate",), "r1"))
    settle_writing(desk, ID, Judgement(WritingState.SHOWN))

    assert await seen(desk, "grace") == ("", WritingState.REFUSED)
    [refused] = desk.sent
    assert isinstance(refused, WritingRefused)
    assert (refused.writing_id, refused.author_id, refused.categories) == (ID, "ada", ("abuse_hate",))
    assert b"badword" not in refused.to_json()


async def test_a_text_that_could_not_be_judged_is_asked_about_again_after_a_pause_that_grows() -> None:
    desk = written()

    for pause in (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)):
        settle_writing(desk, ID, Judgement(WritingState.PENDING))
        assert await desk.pending(desk.now, 10) == []
        desk.now += pause
        assert len(await desk.pending(desk.now, 10)) == 1


def test_the_same_text_again_changes_nothing() -> None:
    desk = written()
    settle_writing(desk, ID, Judgement(WritingState.SHOWN))

    assert write(desk, ID, "north", "ada", "something else").state is WritingState.SHOWN


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_an_empty_or_endless_text_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(WritingNotAccepted, match="title must have 1 to 300 characters"):
        check_writing(text, "title", 300)
