"""Urgent mail by real SMTP: at any hour, to addresses that lie sealed, whatever nudges and matching are doing."""

from collections.abc import Sequence

import pytest

from causeway.moderation.v1.events import SafeguardingLeadAsked
from causeway.notifications.v1.events import LeadAskSettled, Outcome
from causeway_kit.batch import Item
from causeway_kit.clock import ShiftedClock
from causeway_kit.outbox import events_in
from notifications.adapters.mongo import MongoPostroom
from notifications.adapters.staff_contacts import MongoStaffBook
from notifications.app import send_urgent, set_staff_contact
from notifications.entrypoints.nudging import Sending
from notifications.testing import DAY
from notifications.testing_process import Process, acting, leave_unread
from notifications.testing_servers import AddressBook, MailServer
from notifications.urgent_mail import urgent_sending

pytestmark = pytest.mark.connected


def sending(process: Process) -> Sending:
    return urgent_sending(process.service, process.service.settings, MongoPostroom)  # type: ignore[arg-type]


async def leave_address(process: Process, person: str, email: str) -> None:
    def keeping(work: object) -> str:
        return set_staff_contact.set_staff_contact(MongoStaffBook(work), person, email)  # type: ignore[arg-type]

    await process.store(Item(set_staff_contact.needs(person), keeping))


async def ask(process: Process, *people: str) -> None:
    for number, person in enumerate(people, 1):
        asked = SafeguardingLeadAsked(alert_id="a1", programme_id="north", person_id=person, asking=number, version=number)
        await process.store(
            Item(send_urgent.asking_needs(asked), acting(lambda room, asked=asked: send_urgent.send_asking(room, asked)))  # type: ignore[misc]
        )


async def told(process: Process) -> dict[str, Outcome]:
    rows = events_in(await process.service.store.find("outbox", {}))
    news = [LeadAskSettled.model_validate_json(one["value"]) for one in rows if one["type"] == "LeadAskSettled"]
    return {one.person_id: one.outcome for one in news}


async def test_leads_are_written_to_at_midnight_past_a_backlog_and_without_matching(
    processes: Sequence[Process], clock: ShiftedClock, mail: MailServer, addresses: AddressBook
) -> None:
    first, second = processes
    await leave_unread(first, addresses, [f"person-{number}" for number in range(12)])
    clock.advance(DAY)
    await first.claiming.step()
    clock.advance(DAY * 14 / 24)  # eleven at night in London
    addresses.away = True
    await leave_address(first, "lena", "lena@programme.example")
    await ask(first, "lena", "nobody")

    await sending(first).step()
    await sending(second).step()

    assert mail.recipients() == ["lena@programme.example"]
    assert await told(first) == {"lena": Outcome.SENT, "nobody": Outcome.DROPPED}
    assert "programme.example" not in str(await first.service.store.find("staff_contacts", {}))
    [letter] = mail.mails
    assert "List-Unsubscribe" not in letter
    assert "12" not in str(letter["Subject"])


async def test_two_processes_send_an_asking_once_and_while_the_mail_server_is_away_it_waits(
    processes: Sequence[Process], mail: MailServer
) -> None:
    first, second = processes
    await leave_address(first, "lena", "lena@programme.example")
    await ask(first, "lena")
    await mail.stop()
    with pytest.raises(Exception, match="mail server does not answer"):
        await sending(first).step()
    assert await told(first) == {}
    await mail.start()

    for process in (first, second, first):
        await sending(process).step()

    assert mail.recipients() == ["lena@programme.example"]
    assert await told(first) == {"lena": Outcome.SENT}
