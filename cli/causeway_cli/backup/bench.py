"""Measures backup and restore of a store as large as one asks for, on servers of its own."""

import asyncio
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pymongo import MongoClient

from causeway_cli.backup.invented import KEYS, SERVICE, fill
from causeway_cli.backup.load import load_database
from causeway_cli.backup.make import Source, back_up
from causeway_cli.backup.snapshot import Client
from causeway_cli.backup.verify import open_backup, require_fitting_keys, require_whole
from causeway_cli.embedded.kafka import Kafka, create_topics
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.places import TEST, private_folder
from causeway_cli.embedded.ports import free_ports
from causeway_cli.embedded.server import running
from causeway_cli.keeper.plan import EVENT_TOPICS, PARTITIONS
from causeway_kit.sealed import KEY_BYTES, FileVault

Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Timing:
    messages: int
    documents: int
    document_bytes: int
    file_bytes: int
    fill_seconds: float
    backup_seconds: float
    check_seconds: float
    """Reading every file of the backup and comparing its hash."""
    load_seconds: float
    """Documents, indexes, and the comparison of every document with the backup."""
    peak_mb: float
    """Of this process, which fills, saves and loads."""


def time_backup(messages: int, show: Show = lambda line: None) -> Timing:
    """Raises Trouble."""
    with tempfile.TemporaryDirectory(dir=private_folder(TEST), prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        ports = free_ports(3)
        mongo, kafka = Mongo(folder / "mongo", ports[0]), Kafka(folder / "kafka", ports[1], ports[2])
        with running(mongo, folder / "mongod.log"), running(kafka, folder / "kafka.log"):
            asyncio.run(create_topics(kafka.bootstrap, dict.fromkeys(EVENT_TOPICS, PARTITIONS)))
            client: Client = MongoClient(mongo.uri)
            with client:
                return _timed(client, Source(mongo.uri, kafka.bootstrap, (SERVICE,), KEYS), folder, messages, show)


def _timed(client: Client, source: Source, folder: Path, messages: int, show: Show) -> Timing:
    (folder / "kek").write_bytes(os.urandom(KEY_BYTES))
    vault = FileVault(folder / "kek")
    show("filling the store")
    marks = [time.monotonic()]
    fill(client, vault, messages)
    marks.append(time.monotonic())
    show("saving it")
    made = back_up(source, folder / "backup", vault)
    marks.append(time.monotonic())
    show("checking the files")
    manifest = open_backup(folder / "backup", vault)
    require_whole(folder / "backup", manifest, source.databases, lambda documents: None)
    require_fitting_keys(folder / "backup", manifest, vault)
    marks.append(time.monotonic())
    show("loading it")
    for database in source.databases:
        load_database(client, folder / "backup", manifest, database)
    marks.append(time.monotonic())
    filled, saved, checked, loaded = (round(later - earlier, 1) for earlier, later in pairwise(marks))
    size = sum(part.bytes for part in manifest.collections)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timing(messages, manifest.documents, size, made.file_bytes, filled, saved, checked, loaded, round(peak, 1))


def told(timing: Timing) -> str:
    return (
        f"{timing.messages:,} messages are {timing.documents:,} documents of {timing.document_bytes / 1e6:,.0f} MB.\n"
        f"backup   {timing.backup_seconds:8.1f} s, {timing.file_bytes / 1e6:,.0f} MB of files\n"
        f"check    {timing.check_seconds:8.1f} s\n"
        f"load     {timing.load_seconds:8.1f} s, with indexes and the comparison of every document\n"
        f"memory   {timing.peak_mb:8.1f} MB at most"
    )
