"""Nudges by real SMTP: once, whoever dies and whatever the mail server does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiosmtplib.smtp import SMTP
from causeway.notifications.v1.events import NudgeSettled
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.errors import Unavailable
from causeway_kit.service import Service
from causeway_kit.work import UnitOfWork
from notifications.adapters.mongo import MongoPostroom
from notifications.adapters.reading import MongoReading
from notifications.app import enrol_person, note_reading, notify_readers, set_preferences
from notifications.domain.letter import Contact
from notifications.domain.nudge import State
from notifications.domain.preferences import Preferences
from notifications.entrypoints.nudging import Claiming, Sending
from notifications.main import build, nudging
from notifications.settings import Settings
from notifications.testing import DAY, MONDAY, a_reading, a_release, an_enrolment
from notifications.testing_servers import AddressBook, Behaviour, MailServer

pytestmark = pytest.mark.connected

MINUTE = timedelta(minutes=1)
PEOPLE = [f"person-{number}" for number in range(12)]


@dataclass
class Process:
    """One running notifications process, stepped by hand."""

    service: Service
    claiming: Claiming
    sending: Sending
    reading: MongoReading

    async def store(self, *items: Item) -> None:
        results = await run_batch(self.service.open_work, items)
        assert not [result for result in results if isinstance(result, Failed)]

    async def states(self) -> list[State]:
        rows = await self.service.store.find("deliveries", {})
        return sorted(State(row["state"]) for row in rows)

    async def settled(self) -> list[str]:
        rows = await self.service.store.find("outbox", {"type": "NudgeSettled"})
        return sorted(NudgeSettled.model_validate_json(row["value"]).outcome.name for row in rows)


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock(fixed=MONDAY)


@pytest.fixture
async def processes(settings: Callable[..., Settings], clock: ShiftedClock) -> AsyncIterator[Sequence[Process]]:
    made = [a_process(settings(), clock) for _ in range(2)]
    await made[0].service.store.ensure(made[0].service._indexes)
    yield made
    for process in made:
        await process.service.store.close()


def a_process(settings: Settings, clock: ShiftedClock) -> Process:
    service = build(settings, clock)
    reading = MongoReading(service.store)
    return Process(service, *nudging(service, settings, MongoPostroom, reading), reading)


def acting(act: Callable[[MongoPostroom], object]) -> Callable[[UnitOfWork], object]:
    return lambda work: act(MongoPostroom(work))


async def leave_unread(process: Process, addresses: AddressBook, people: Sequence[str]) -> None:
    """Each of these people has a message that waits since Monday nine o'clock."""
    for person in people:
        enrolled, released = an_enrolment(person_id=person), a_release(1, conversation_id=f"c-{person}", reader_ids=(person,))
        await process.store(
            Item(enrol_person.needs(enrolled), acting(lambda room, e=enrolled: enrol_person.enrol_person(room, e))),  # type: ignore[misc]
            Item(notify_readers.needs(released), acting(lambda room, r=released: notify_readers.notify_readers(room, r, DAY))),  # type: ignore[misc]
        )
        addresses.contacts[person] = Contact(f"Name of {person}", f"{person}@home.example", "North Mentoring")


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

    with monkeypatch.context() as patch, pytest.raises(asyncio.CancelledError):
        patch.setattr(SMTP, "sendmail", die)
        await dead.sending.step()
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
    assert await process.reading.unseen("amina") == 1


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
    assert max(after - before for before, after in zip(sent_by_minute, sent_by_minute[1:], strict=False)) <= 6
