"""Nudges by real SMTP: what is sent, to whom, and what a mail server's answer means."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from causeway_kit.batch import Item
from causeway_kit.clock import ShiftedClock
from causeway_kit.errors import Unavailable
from notifications.app import note_reading, set_preferences
from notifications.domain.letter import Contact
from notifications.domain.nudge import State
from notifications.domain.preferences import Preferences
from notifications.testing import DAY, a_reading
from notifications.testing_process import Process, acting, leave_unread
from notifications.testing_servers import AddressBook, Behaviour, MailServer

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.connected

PEOPLE = [f"person-{number}" for number in range(12)]


async def test_a_person_who_does_not_come_for_a_day_gets_one_e_mail(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, ["amina"])
    clock.advance(DAY)

    for _ in range(3):
        await process.claiming.step()
        await process.sending.step()

    [sent] = mail.mails
    assert str(sent["To"]) == "Name of amina <amina@home.example>"
    assert str(sent["Subject"]) == "A message is waiting for you"
    text, page = (sent.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert "North Mentoring" in text.get_content()
    assert "North Mentoring" in page.get_content()
    assert await process.settled() == ["SENT"]


async def test_addresses_are_asked_in_one_call_and_rest_sealed_for_a_day(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, PEOPLE)
    clock.advance(DAY)
    await process.claiming.step()
    await process.sending.step()

    rows = await process.service.store.find("contacts", {})

    assert [sorted(asked) for asked in addresses.asked] == [sorted(PEOPLE)]
    assert "home.example" not in str(rows)
    assert len(rows) == len(mail.mails) == len(PEOPLE)


@pytest.mark.parametrize(
    ("behaviour", "outcome", "taken"),
    [
        (Behaviour.REFUSE, "FAILED", 0),
        (Behaviour.REFUSE_AFTER_TAKING, "FAILED", 1),
        (Behaviour.HANG_UP_AFTER_TAKING, "UNKNOWN", 1),
    ],
)
async def test_a_mail_server_that_misbehaves_never_gets_the_same_nudge_twice(
    processes: Sequence[Process],
    clock: ShiftedClock,
    mail: MailServer,
    addresses: AddressBook,
    behaviour: Behaviour,
    outcome: str,
    taken: int,
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, PEOPLE[:3])
    clock.advance(DAY)
    mail.behaviour = behaviour
    await process.claiming.step()
    await process.sending.step()
    mail.behaviour = Behaviour.TAKE

    for _ in range(3):
        clock.advance(2 * MINUTE)
        await process.claiming.step()
        await process.sending.step()

    assert len(mail.mails) == len(set(mail.nudge_ids()))
    assert outcome in await process.settled()
    assert len(await process.settled()) == 3
    assert len(mail.mails) >= taken


@pytest.mark.parametrize("away", ["mail server", "matching"])
async def test_while_the_mail_server_or_matching_is_away_nudges_wait(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook, away: str
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, ["amina"])
    clock.advance(DAY)
    await process.claiming.step()
    addresses.away = away == "matching"
    if away == "mail server":
        await mail.stop()
    with pytest.raises(Unavailable):
        await process.sending.step()
    waiting = await process.states()

    addresses.away = False
    if away == "mail server":
        await mail.start()
    await process.sending.step()

    assert waiting == [State.CLAIMED]
    assert len(mail.mails) == 1


async def test_a_nudge_that_waited_until_its_reader_came_or_switched_it_off_is_dropped(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, ["amina", "bo", "cleo"])
    clock.advance(DAY)
    await process.claiming.step()
    reading, off = a_reading(1, conversation_id="c-amina", reader_id="amina"), Preferences(email=False)
    await process.store(
        Item(note_reading.needs(reading), acting(lambda room: note_reading.note_reading(room, reading, DAY))),
        Item(set_preferences.needs("bo"), acting(lambda room: set_preferences.set_preferences(room, "bo", off))),
    )

    await process.sending.step()

    assert mail.recipients() == ["Name of cleo <cleo@home.example>"]
    assert await process.settled() == ["DROPPED", "DROPPED", "SENT"]


@pytest.mark.parametrize("address", ["", "not an address", "a@b@c", "amina@home.example\r\nBcc: x@y.example"])
async def test_a_person_without_a_usable_address_gets_the_notice_only(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook, address: str
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, ["amina"])
    addresses.contacts["amina"] = Contact("Amina", address, "North")
    clock.advance(DAY)

    await process.claiming.step()
    await process.sending.step()

    assert mail.mails == []
    assert await process.settled() == ["FAILED" if address else "DROPPED"]
    assert await process.reading.unseen({"amina"}) == 1


async def test_a_backlog_freed_just_before_eight_is_not_sent_before_eight_and_not_in_one_minute(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    process, _ = processes
    await leave_unread(process, addresses, PEOPLE)
    clock.advance(2 * DAY - timedelta(hours=1, seconds=1))  # 07:59:59 in London
    sent_by_minute = []
    for _ in range(13):
        await process.claiming.step()
        await process.sending.step()
        sent_by_minute.append(len(mail.mails))
        clock.advance(MINUTE)

    assert sent_by_minute[0] == 0
    assert sent_by_minute[-1] == len(PEOPLE)
    assert max(after - before for before, after in pairwise(sent_by_minute)) <= 6
