"""Work that waits: it is tried every time, and says so once a minute."""

from datetime import timedelta

from structlog.testing import capture_logs

from causeway_kit.clock import ShiftedClock
from causeway_kit.errors import Unavailable
from notifications.entrypoints.waiting import Waiting
from notifications.testing import MONDAY


class Sending:
    """Fails as long as the mail server is away."""

    def __init__(self) -> None:
        self.tries = 0
        self.away = True

    async def step(self) -> None:
        self.tries += 1
        if self.away:
            raise Unavailable("the mail server does not answer")


async def test_while_the_mail_server_is_away_for_three_minutes_there_are_three_warnings() -> None:
    sending, clock = Sending(), ShiftedClock(fixed=MONDAY)
    waiting = Waiting(sending.step, clock)

    with capture_logs() as lines:
        for _ in range(180):
            await waiting.step()
            clock.advance(timedelta(seconds=1))

    assert sending.tries == 180
    assert [(line["log_level"], line["why"]) for line in lines] == [("warning", "the mail server does not answer")] * 3


async def test_a_mail_server_that_comes_and_goes_is_not_told_of_more_often() -> None:
    sending, clock = Sending(), ShiftedClock(fixed=MONDAY)
    waiting = Waiting(sending.step, clock)

    with capture_logs() as lines:
        for _ in range(59):
            sending.away = not sending.away
            await waiting.step()
            clock.advance(timedelta(seconds=1))

    assert len(lines) == 1
