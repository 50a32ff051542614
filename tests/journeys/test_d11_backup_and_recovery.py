"""D11: data is backed up and recoverable: a store that is destroyed is rebuilt from backup, outbox and event log.

On a system of its own: nobody destroys a store that others use.
"""

import asyncio
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from causeway_cli.backup.make import Source, back_up
from causeway_cli.backup.restore import Restored, Wanted, restore
from causeway_cli.checking.run import check_ledger
from causeway_cli.embedded import server
from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.keys import key_encryption_key
from causeway_cli.keeper.plan import SERVICES
from causeway_cli.lag import group_lags
from causeway_cli.load.ledger import Outcome, newest_ledger, read_ledger
from causeway_cli.recounting.run import recount_all
from causeway_cli.running import RunningSystem, started_system
from causeway_kit.outbox import events_in
from causeway_kit.sealed import FileVault

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(600)]

MESSAGES_A_SECOND, SECONDS = 20, 12
BEFORE_THE_BLOW = 80  # messages
BEGIN_SECONDS = 180
REBUILT_WITHIN_SECONDS = 120.0
SAMPLES = WORKING_COPY / "samples" / "conversations.jsonl"
BUSINESS = {
    "messaging": ("conversations", "messages", "entries", "reads", "grants"),
    "moderation": ("verdicts", "cases"),
    "analytics": ("messages", "conversations", "leaves", "programmes", "people", "nudges"),
    "notifications": ("pairs", "deliveries", "mailed"),
}
# how often a document was written, and when it was; `released_at` is compared by itself
NOT_BUSINESS = ("_version", "changed_at", "released_at")
SAME_MOMENT_SECONDS = 0.1


@pytest.fixture
def doomed() -> Iterator[RunningSystem]:
    with started_system() as running:
        yield running


class Store:
    def __init__(self, system: RunningSystem) -> None:
        self.system = system
        self.client: MongoClient[dict[str, Any]] = MongoClient(system.mongo_uri, tz_aware=True)

    def messages(self) -> int:
        return self.client["messaging"]["messages"].count_documents({})

    def digests(self) -> dict[str, str]:
        return {f"{name}.{one}": self._digest(name, one) for name, collections in BUSINESS.items() for one in collections}

    def _digest(self, database: str, collection: str) -> str:
        rows = self.client[database][collection].find({}, dict.fromkeys(NOT_BUSINESS, 0)).sort("_id", 1)
        told = (json.dumps(row, sort_keys=True, default=str) for row in rows)
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def released(self) -> dict[str, datetime]:
        return {row["_id"]: row["released_at"] for row in self.client["messaging"]["entries"].find({}, {"released_at": 1})}

    def told(self) -> set[str]:
        return {event["id"] for event in events_in(self.client["messaging"]["outbox"].find({}, {"events.id": 1}))}

    def destroy(self) -> None:
        self.client.drop_database("messaging")

    def quiet(self) -> None:
        async def nothing_left() -> bool:
            sent = all(not self.client[name]["outbox"].find_one({"sent": False}) for name in SERVICES)
            return sent and not any((await group_lags(self.system.kafka, SERVICES)).values())

        assert asyncio.run(server.wait_until(nothing_left, 60)), "events are still on their way"


def people_write(system: RunningSystem) -> subprocess.Popen[str]:
    """Returns when the first messages are stored."""
    before = Store(system).messages()
    options = ("--rate", str(MESSAGES_A_SECOND), "--seconds", str(SECONDS), "--json", "--data", str(system.data))
    command = [sys.executable, "-P", "-m", "causeway_cli.main", "replay", str(SAMPLES), *options]
    writing = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until(
        lambda: writing.poll() is not None or Store(system).messages() > before + BEFORE_THE_BLOW, BEGIN_SECONDS, "nobody writes"
    )
    assert writing.poll() is None, writing.communicate()[1]
    return writing


def people_go_on(system: RunningSystem, writing: subprocess.Popen[str]) -> None:
    """Returns when they have tried to post to a store that is gone, for about a second."""
    ledger = newest_ledger(system.ledgers)
    tried = ledger.read_text().count('"begin"')
    wait_until(
        lambda: writing.poll() is not None or ledger.read_text().count('"begin"') > tried + MESSAGES_A_SECOND,
        BEGIN_SECONDS,
        "nobody goes on",
    )


def saved(system: RunningSystem, folder: Path) -> None:
    source = Source(system.mongo_uri, system.kafka, SERVICES)
    back_up(source, folder, FileVault(key_encryption_key(system.data)))


def rebuilt(system: RunningSystem, folder: Path) -> Restored:
    restored = restore(system.data, Wanted(folder, frozenset({"messaging"})))
    assert restored.seconds < REBUILT_WITHIN_SECONDS
    return restored


def acknowledged(system: RunningSystem) -> set[str]:
    return {
        attempt.message_id
        for path in system.ledgers.glob("*.jsonl")
        for attempt in read_ledger(path).attempts
        if attempt.outcome is Outcome.OK
    }


def test_a_destroyed_store_is_rebuilt_as_it_was(
    doomed: RunningSystem, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    store, backup = Store(doomed), tmp_path / "backup"
    writing = people_write(doomed)
    saved(doomed, backup)
    figures = json.loads(writing.communicate(timeout=120)[0])
    assert (figures["lost"], figures["duplicated"]) == (0, 0)
    store.quiet()
    digests, released, told, messages = store.digests(), store.released(), store.told(), store.messages()

    store.destroy()
    first = rebuilt(doomed, backup)

    assert messages > first.caught["messaging"].events["MessagePosted"] > 0, "some came from the backup, some from the log"
    assert store.digests() == digests
    assert store.told() == told
    again = store.released()
    assert again.keys() == released.keys()
    assert all(abs((again[id] - at).total_seconds()) < SAME_MOMENT_SECONDS for id, at in released.items())

    writing = people_write(doomed)
    store.destroy()
    people_go_on(doomed, writing)
    writing.kill()
    writing.communicate()
    second = rebuilt(doomed, backup)

    store.quiet()
    there = {row["_id"] for row in store.client["messaging"]["messages"].find({}, {"_id": 1})}
    assert acknowledged(doomed) - there == set()
    assert check_ledger(doomed.data, newest_ledger(doomed.ledgers)).differences == []
    assert recount_all(doomed.data).differences == []
    record_property(
        "said",
        f"messaging was rebuilt from backup and log in {first.seconds:.0f} s at rest and in {second.seconds:.0f} s under load, "
        f"with equal digests and all {len(there):,} messages",
    )
