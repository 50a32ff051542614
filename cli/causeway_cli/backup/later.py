"""Brings a restored database up to what its service had told on Kafka since the backup, and its readers back to the backup."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from aiokafka import ConsumerRecord

from causeway.event import Event
from causeway_cli.backup.log import event_of, own_topics, records, stretch
from causeway_cli.backup.manifest import KafkaPart, Manifest
from causeway_cli.backup.missing import Missing
from causeway_cli.backup.positions import Offsets, beginnings, positions, put_back
from causeway_cli.backup.snapshot import Client
from causeway_cli.backup.told_matching import ToldMatching
from causeway_cli.backup.told_messaging import ToldMessaging
from causeway_cli.backup.told_moderation import ToldModeration
from causeway_cli.backup.told_notifications import ToldNotifications
from causeway_cli.backup.told_outbox import ToldOutbox
from causeway_kit.clock import SystemClock
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.sequences import Sequence as Numbers
from causeway_kit.store import Store
from causeway_kit.work import Need, UnitOfWork
from messaging.adapters.places import sequences

Show = Callable[[int], None]


class Told(Protocol):
    """What a service's events say of its own documents. Applying one twice changes nothing the second time."""

    @property
    def topics(self) -> Sequence[str]:
        """To be read one after the other."""

    def owners(self, event: Event) -> Sequence[str]:
        """Whose data keys it takes."""

    def needs(self, event: Event) -> Sequence[Need]: ...

    def apply(self, work: UnitOfWork, event: Event) -> None: ...


@dataclass
class Caught:
    """What was read from Kafka for one database."""

    events: Counter[str] = field(default_factory=Counter)
    """By type: told by the service itself after the backup, and put back."""
    missing: Counter[str] = field(default_factory=Counter)
    """By type: told after the backup, of something that events cannot bring back."""
    gone: int = 0
    """Records since the backup that Kafka does not keep any more."""


@dataclass(frozen=True, slots=True)
class System:
    mongo_uri: str
    kafka: str
    vault: FileVault
    services: Sequence[str]
    keys: str = "keys"


async def catch_up(system: System, client: Client, manifest: Manifest, service: str, show: Show = lambda events: None) -> Caught:
    """The service must not run. Raises Trouble."""
    now = await positions(system.kafka, [service], system.services)
    oldest = await beginnings(system.kafka, {name: topic.ends for name, topic in now.topics.items()})
    caught = Caught()
    await _outbox(system, client, manifest, service, now, oldest, caught, show)
    await _documents(system, manifest, service, now, oldest)
    caught.gone += await _readers(system, manifest, service, now, oldest)
    return caught


async def _outbox(
    system: System, client: Client, manifest: Manifest, service: str, now: KafkaPart, oldest: Offsets, caught: Caught, show: Show
) -> None:
    known = {name: topic.ends for name, topic in manifest.kafka.topics.items()}
    own = stretch(known, manifest.kafka, now, oldest, own_topics(now, service))
    since = manifest.unsent_since[service] if own.continues else ""
    outbox, missing = ToldOutbox(client, service, since), Missing(client, service)
    caught.gone += own.gone
    for topic, starts in own.starts.items():
        async for batch in records(system.kafka, topic, starts, now.topics[topic].ends):
            caught.events.update(outbox.put(batch))
            caught.missing.update(missing.among(_events(batch)))
            show(caught.events.total())


async def _documents(system: System, manifest: Manifest, service: str, now: KafkaPart, oldest: Offsets) -> None:
    store, key_store = Store(system.mongo_uri, service), Store(system.mongo_uri, system.keys)
    try:
        keyring = Keyring(key_store, system.vault)
        told = _told(service, keyring)
        if told is None:
            return
        known = {name: topic.ends for name, topic in manifest.kafka.topics.items()} | manifest.kafka.groups[service]
        here = stretch(known, manifest.kafka, now, oldest, [topic for topic in told.topics if topic in now.topics])
        numbers: Mapping[str, Numbers] = sequences(store) if service == "messaging" else {}
        for topic, starts in here.starts.items():
            async for batch in records(system.kafka, topic, starts, now.topics[topic].ends):
                events = _events(batch)
                await keyring.load((owner for event in events for owner in told.owners(event)), create=False)
                await _apply(told, UnitOfWork(store, SystemClock(), keyring, numbers), events)
    finally:
        await store.close()
        await key_store.close()


async def _apply(told: Told, work: UnitOfWork, events: Sequence[Event]) -> None:
    await work.load(need for event in events for need in told.needs(event))
    for event in events:
        told.apply(work, event)
    await work.commit()


def _told(service: str, keyring: Keyring) -> Told | None:
    """None for a service whose documents all come from what others tell, or are not told at all."""
    match service:
        case "matching":
            return ToldMatching()
        case "messaging":
            return ToldMessaging(keyring)
        case "moderation":
            return ToldModeration()
        case "notifications":
            return ToldNotifications()
        case _:
            return None


async def _readers(system: System, manifest: Manifest, service: str, now: KafkaPart, oldest: Offsets) -> int:
    """The service's group reads again all that the restored inbox may not know. Gives how many records are gone."""
    read = manifest.kafka.groups.get(service, {})
    topics = [name for name in {**read, **now.groups[service]} if name in now.topics]
    again = stretch(read, manifest.kafka, now, oldest, topics)
    await put_back(system.kafka, service, again.starts)
    return again.gone


def _events(batch: Sequence[ConsumerRecord]) -> list[Event]:
    return [event for record in batch if (event := event_of(record)) is not None]
