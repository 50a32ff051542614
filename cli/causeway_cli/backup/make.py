"""Makes a backup: the positions on Kafka first, then all databases as of one moment, then the manifest."""

import asyncio
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from causeway_cli.backup.collection_file import CollectionWriter, file_sha256
from causeway_cli.backup.manifest import FORMAT, CollectionPart, Manifest, write_manifest
from causeway_cli.backup.positions import positions
from causeway_cli.backup.snapshot import TOO_OLD, Client, Moved, Shape, Snapshot, shapes, snapshot, wide_window
from causeway_cli.embedded.places import private_folder, require_room
from causeway_cli.trouble import Trouble
from causeway_kit.ids import first_id_at
from causeway_kit.outbox import OUTBOX
from causeway_kit.sealed import FileVault

UNFINISHED = ".unfinished"
TRIES = 5
STORING = timedelta(seconds=60)  # no transaction takes so long, from the making of its ids until it is stored
SPARE_BYTES = 200_000_000
Show = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """The system that is backed up: its databases, and the consumer groups that bear the services' names."""

    mongo_uri: str
    kafka: str
    services: Sequence[str]
    keys: str = "keys"

    @property
    def databases(self) -> tuple[str, ...]:
        return (*self.services, self.keys)


@dataclass(frozen=True, slots=True)
class Made:
    manifest: Manifest
    seconds: float
    file_bytes: int


def back_up(source: Source, folder: Path, vault: FileVault, show: Show = lambda documents: None) -> Made:
    """Writes a new folder in one step: until it is whole it bears another name. Raises Trouble."""
    began = time.monotonic()
    aside = _fresh(folder)
    client: Client = MongoClient(source.mongo_uri, serverSelectionTimeoutMS=5000)
    try:
        _require_room(client, source, aside)
        manifest = _dumped(client, source, aside, show)
        _read_back(aside, manifest)
        write_manifest(aside, manifest, vault)
        if folder.exists():
            folder.rmdir()  # empty
        aside.rename(folder)
    except PyMongoError as error:
        raise Trouble(_refused(source, error)) from None
    except OSError as error:
        raise Trouble(f"The backup could not be written ({error.strerror}): {aside} is what there is of it.") from None
    finally:
        client.close()
    size = sum(path.stat().st_size for path in folder.iterdir())
    return Made(manifest, time.monotonic() - began, size)


def _fresh(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Trouble(f"{folder} is there already and not empty: give the backup a new folder.")
    aside = folder.with_name(folder.name + UNFINISHED)
    if aside.exists():
        shutil.rmtree(aside)  # of a backup that was cut off
    return private_folder(aside)


def _require_room(client: Client, source: Source, folder: Path) -> None:
    """Compressed files never take more than the documents themselves."""
    size = sum(int(client[name].command("dbStats")["dataSize"]) for name in source.databases)
    require_room(folder, size + SPARE_BYTES)


def _dumped(client: Client, source: Source, folder: Path, show: Show) -> Manifest:
    """Positions are read before the databases, so that whatever is later than them is on Kafka for a restore to read."""
    for _ in range(TRIES):
        unsent = {name: _unsent_since(client, name) for name in source.services}
        kafka = asyncio.run(positions(source.kafka, source.services, source.services))
        try:
            with wide_window(client), snapshot(client) as moment:
                parts = _collections(client, source, moment, folder, show)
                seconds = moment.cluster_time
        except Moved:
            continue
        return Manifest(
            format=FORMAT,
            made_at=datetime.now(UTC),
            cluster_time=(seconds.time, seconds.inc),
            causeway=version("causeway-cli"),
            mongodb=str(client.server_info()["version"]),
            databases=source.databases,
            keys=source.keys,
            collections=tuple(parts),
            unsent_since=unsent,
            kafka=kafka,
        )
    raise Trouble(f"Collections or indexes changed during each of {TRIES} tries: try again when no service is being started.")


def _unsent_since(client: Client, database: str) -> str:
    oldest = client[database][OUTBOX].find_one({"sent": False}, {"_id": 1}, sort=[("order", 1)])
    just_made = first_id_at(datetime.now(UTC) - STORING)
    return min(str(oldest["_id"]), just_made) if oldest else just_made


def _collections(client: Client, source: Source, moment: Snapshot, folder: Path, show: Show) -> list[CollectionPart]:
    """Raises Moved when they are not the same afterwards."""
    before = shapes(client, source.databases)
    parts, done = [], 0
    for shape in before:
        parts.append(_collection(shape, moment, folder, lambda fresh, done=done: show(done + fresh)))  # type: ignore[misc]
        done += parts[-1].documents
    if shapes(client, source.databases) != before:
        raise Moved
    return parts


def _collection(shape: Shape, moment: Snapshot, folder: Path, show: Show) -> CollectionPart:
    path = folder / f"{shape.database}.{shape.name}.bson.gz"
    path.unlink(missing_ok=True)  # of a try before
    with CollectionWriter(path) as writer:
        for raw in moment.batches(shape.database, shape.name):
            writer.take(raw)
            show(writer.digest.documents)
    return CollectionPart(
        database=shape.database,
        name=shape.name,
        file=path.name,
        options=shape.options,
        indexes=shape.indexes,
        documents=writer.digest.documents,
        bytes=writer.digest.bytes,
        sha256=writer.sha256,
        digest=writer.digest.hex,
    )


def _read_back(folder: Path, manifest: Manifest) -> None:
    for part in manifest.collections:
        if file_sha256(folder / part.file) != part.sha256:
            raise Trouble(f"{folder / part.file} does not read back as it was written: the disk is not to be trusted.")


def _refused(source: Source, error: PyMongoError) -> str:
    if isinstance(error, OperationFailure) and error.code in TOO_OLD:
        return "MongoDB gave the moment of the backup up before it was read: is another backup running? Start it again."
    return f"The database at {source.mongo_uri} did not answer ({type(error).__name__}): is it running?"
