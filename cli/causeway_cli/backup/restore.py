"""Restores stores from a backup: services down, stores loaded and compared, what came later read from Kafka, services up."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from causeway_cli.backup import stopped
from causeway_cli.backup.later import Caught, System, catch_up
from causeway_cli.backup.load import load_database
from causeway_cli.backup.log import own_topics
from causeway_cli.backup.manifest import Manifest
from causeway_cli.backup.snapshot import Client
from causeway_cli.backup.verify import open_backup, require_fitting_keys, require_whole
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.places import require_room
from causeway_cli.embedded.server import wait_until
from causeway_cli.keeper.keys import key_encryption_key
from causeway_cli.keeper.plan import SERVICES, TOPICS
from causeway_cli.lag import group_lags
from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble
from causeway_kit.errors import Unavailable
from causeway_kit.reconcile import reconcile
from causeway_kit.sealed import FileVault
from causeway_kit.store import Store
from causeway_kit.store_mark import unless_marked

SPARE_BYTES = 500_000_000
CAUGHT_UP_SECONDS = 600.0
Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Databases by name, which are replaced whatever is in them; without names all of the backup, where nothing is there."""

    folder: Path
    replace: frozenset[str] = frozenset()
    replace_all: bool = False


@dataclass
class Restored:
    manifest: Manifest
    databases: Sequence[str]
    caught: dict[str, Caught] = field(default_factory=dict)
    republished: int = 0
    """Events that the restored outboxes have and Kafka had lost."""
    stage_seconds: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return sum(self.stage_seconds.values())


def restore(data: Path, wanted: Wanted, stage: Stage = lambda name: None) -> Restored:
    """Raises Trouble: with everything as it was until the first store is touched, later with the services held down."""
    system = stopped.system_in(data)
    vault = FileVault(key_encryption_key(data))
    manifest = open_backup(wanted.folder, vault)
    client: Client = MongoClient(system.mongo_uri, serverSelectionTimeoutMS=5000)
    try:
        restored = Restored(manifest, _chosen(data, client, manifest, wanted))
        course = _Course(restored, stage)
        with course.part("looking at the backup"):
            _require_usable(data, wanted.folder, manifest, restored.databases, vault)
        _Restoration(data, system, client, vault, wanted.folder).run(restored, course)
        return restored
    except PyMongoError as error:
        raise Trouble(
            f"The database at {system.mongo_uri} did not answer ({type(error).__name__}). Run the same command again."
        ) from None
    finally:
        client.close()


def _chosen(data: Path, client: Client, manifest: Manifest, wanted: Wanted) -> list[str]:
    """Raises Trouble when something would be lost that nobody gave up."""
    if unknown := sorted(wanted.replace - set(manifest.databases)):
        raise Trouble(f"The backup has no database {', '.join(unknown)}; it has {', '.join(manifest.databases)}.")
    if wanted.replace:
        if half := sorted(stopped.begun(data) - wanted.replace):
            raise Trouble(f"An earlier restore of {', '.join(half)} was cut off: name these with --replace too.")
        return [name for name in manifest.databases if name in wanted.replace]
    worthless = stopped.begun(data)
    full = {name: count for name in manifest.databases if name not in worthless and (count := _documents(client, name))}
    if wanted.replace_all:
        # keys that are there are newer than the backup's: one that was destroyed since then stays destroyed
        return [name for name in manifest.databases if name != manifest.keys or name not in full]
    if full:
        held = ", ".join(f"{name} (documents: {count:,})" for name, count in full.items())
        raise Trouble(
            f"These databases are not empty: {held}. Name those that may be replaced with --replace, or use --replace-all. "
            "Nothing was changed."
        )
    return list(manifest.databases)


def _documents(client: Client, database: str) -> int:
    names = client[database].list_collection_names()
    return sum(client[database][name].estimated_document_count() for name in names if not name.startswith("system."))


def _require_usable(data: Path, folder: Path, manifest: Manifest, chosen: Sequence[str], vault: FileVault) -> None:
    require_whole(folder, manifest, chosen, lambda documents: None)
    require_fitting_keys(folder, manifest, vault)
    require_room(data, sum(part.bytes for name in chosen for part in manifest.of(name)) + SPARE_BYTES)


class _Course:
    """Names each stage and notes how long it took."""

    def __init__(self, restored: Restored, stage: Stage) -> None:
        self._restored = restored
        self._stage = stage

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._stage(name)
        began = time.monotonic()
        yield
        self._restored.stage_seconds[name] = round(time.monotonic() - began, 2)


@dataclass(frozen=True, slots=True)
class _Restoration:
    data: Path
    system: RunningSystem
    client: Client
    vault: FileVault
    folder: Path

    def run(self, restored: Restored, course: _Course) -> None:
        services = [name for name in restored.databases if name in SERVICES]
        with course.part("stopping the services"):
            stopped.stop_services(self.data)
        stopped.begin(self.data, set(restored.databases))
        with course.part("loading"):
            for name in restored.databases:
                load_database(self.client, self.folder, restored.manifest, name)
            self._mark(services)
        with course.part("reading from Kafka what came later"):
            asyncio.run(create_topics(self.system.kafka, TOPICS))
            restored.caught = {name: self._later(restored.manifest, name) for name in services}
        with course.part("starting the services"):
            stopped.start_services(self.data)
        with course.part("comparing outbox and Kafka"):
            restored.republished = sum(asyncio.run(self._reconciled(restored.manifest, name)) for name in services)
        with course.part("waiting until everything was read"):
            asyncio.run(self._read_everything())

    def _mark(self, services: Sequence[str]) -> None:
        """A service takes a database without its mark for one that has vanished; old backups hold none."""
        for name in services:
            collection, query, update = unless_marked()
            self.client[name][collection].update_one(query, update, upsert=True)

    def _later(self, manifest: Manifest, service: str) -> Caught:
        here = System(self.system.mongo_uri, self.system.kafka, self.vault, SERVICES, manifest.keys)
        return asyncio.run(catch_up(here, self.client, manifest, service))

    async def _reconciled(self, manifest: Manifest, service: str) -> int:
        store = Store(self.system.mongo_uri, service)
        try:
            topics = own_topics(manifest.kafka, service)
            found = await reconcile(store, self.system.kafka, topics, datetime.now(UTC))
            return sum(each.republished for each in found)
        except Unavailable as error:
            raise Trouble(f"The stores are restored and the services run, but {error}: run `causeway reconcile`.") from None
        finally:
            await store.close()

    async def _read_everything(self) -> None:
        async def nothing_left() -> bool:
            return not any((await group_lags(self.system.kafka, SERVICES)).values())

        if not await wait_until(nothing_left, CAUGHT_UP_SECONDS):
            raise Trouble("The stores are restored and the services run, but still read: look at `causeway status`.")
