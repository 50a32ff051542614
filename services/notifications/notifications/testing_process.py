"""One running notifications process on real servers, stepped by hand, for tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from causeway.notifications.v1.events import NudgeSettled
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.outbox import events_in
from causeway_kit.service import Service
from causeway_kit.work import UnitOfWork
from notifications.adapters.mongo import MongoPostroom
from notifications.adapters.reading import MongoReading
from notifications.app import enrol_person, notify_readers
from notifications.domain.letter import Contact
from notifications.domain.nudge import State
from notifications.entrypoints.nudging import Claiming, Sending
from notifications.main import build, nudging
from notifications.settings import Settings
from notifications.testing import DAY, a_release, an_enrolment
from notifications.testing_servers import AddressBook


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
        events = events_in(await self.service.store.find("outbox", {}))
        settled = [event["value"] for event in events if event["type"] == "NudgeSettled"]
        return sorted(NudgeSettled.model_validate_json(value).outcome.name for value in settled)


def a_process(settings: Settings, clock: Clock) -> Process:
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
