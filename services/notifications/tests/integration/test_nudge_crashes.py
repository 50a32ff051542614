"""Nudges by real SMTP: at most once, whoever dies and when."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from aiosmtplib.smtp import SMTP

from causeway_kit.clock import ShiftedClock
from notifications.domain.letter import Contact
from notifications.domain.nudge import Delivery, State
from notifications.entrypoints.nudging import Sending
from notifications.testing import DAY
from notifications.testing_process import Process, leave_unread
from notifications.testing_servers import AddressBook, MailServer

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.connected

PEOPLE = [f"person-{number}" for number in range(12)]


async def test_a_process_that_dies_after_claiming_leaves_the_nudge_to_the_next(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    dead, alive = processes
    await leave_unread(dead, addresses, ["amina"])
    clock.advance(DAY)
    await dead.claiming.step()

    await alive.claiming.step()
    await alive.sending.step()

    assert mail.recipients() == ["Name of amina <amina@home.example>"]
    assert await alive.settled() == ["SENT"]


@pytest.mark.parametrize("sent_before_it_died", [False, True])
async def test_a_process_that_dies_while_sending_leaves_it_unknown_and_nobody_sends_again(
    processes: Sequence[Process],
    clock: ShiftedClock,
    mail: MailServer,
    addresses: AddressBook,
    monkeypatch: pytest.MonkeyPatch,
    sent_before_it_died: bool,
) -> None:
    dead, alive = processes
    await leave_unread(dead, addresses, ["amina"])
    clock.advance(DAY)
    await dead.claiming.step()
    send = SMTP.sendmail

    async def die(self: SMTP, *mail: str | bytes) -> None:
        if sent_before_it_died:
            await send(self, *mail)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    monkeypatch.setattr(SMTP, "sendmail", die)
    with pytest.raises(asyncio.CancelledError):
        await dead.sending.step()
    monkeypatch.undo()
    await alive.claiming.step()
    await alive.sending.step()
    waiting = await alive.states()
    clock.advance(2 * MINUTE)
    await alive.sending.step()

    assert waiting == [State.SENDING]
    assert len(mail.mails) == int(sent_before_it_died)
    assert await alive.settled() == ["UNKNOWN"]


async def test_two_processes_at_once_send_each_nudge_once(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    await leave_unread(processes[0], addresses, PEOPLE)
    clock.advance(DAY)

    for _ in range(3):
        await asyncio.gather(*(process.claiming.step() for process in processes))
        await asyncio.gather(*(process.sending.step() for process in processes))

    assert len(mail.mails) == len(set(mail.nudge_ids())) == len(PEOPLE)
    assert await processes[0].settled() == ["SENT"] * len(PEOPLE)


async def test_a_process_that_stands_still_before_sending_asks_everything_again(
    processes: Sequence[Process],
    clock: ShiftedClock,
    mail: MailServer,
    addresses: AddressBook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, ["amina"])
    clock.advance(DAY)
    await process.claiming.step()
    begin = Sending.begin

    async def begin_and_stand_still(
        self: Sending, deliveries: Sequence[Delivery], contacts: Mapping[str, Contact]
    ) -> list[Delivery]:
        begun = await begin(self, deliveries, contacts)
        clock.advance(timedelta(seconds=40))
        return begun

    monkeypatch.setattr(Sending, "begin", begin_and_stand_still)
    await process.sending.step()
    monkeypatch.undo()
    sent_late = len(mail.mails)
    await process.sending.step()

    assert sent_late == 0
    assert await process.settled() == ["SENT"]
    assert len(mail.mails) == 1
