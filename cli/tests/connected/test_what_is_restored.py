"""Which databases a restore touches: only those that somebody gave up, and never keys that are still there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from causeway_cli.backup import stopped
from causeway_cli.backup.manifest import KafkaPart, Manifest
from causeway_cli.backup.restore import Wanted, _chosen
from causeway_cli.backup.snapshot import Client
from causeway_cli.trouble import Trouble

pytestmark = pytest.mark.connected


@pytest.fixture
def client(mongo: str) -> Iterator[Client]:
    with MongoClient[dict[str, Any]](mongo) as client:
        yield client


@pytest.fixture
def manifest(client: Client, database: str) -> Iterator[Manifest]:
    """Of two services and the keys, none of which has a document now."""
    names = tuple(f"{database}-{name}" for name in ("messaging", "analytics", "keys"))
    yield Manifest(
        format=1,
        made_at=datetime(2026, 3, 1, tzinfo=UTC),
        cluster_time=(1, 1),
        causeway="0.1.0",
        mongodb="6.0.5",
        databases=names,
        keys=names[2],
        collections=(),
        unsent_since={},
        kafka=KafkaPart(topics={}, groups={}),
    )
    for name in names:
        client.drop_database(name)


def fill(client: Client, *databases: str) -> None:
    for name in databases:
        client[name]["things"].insert_one({"_id": 1})


WANTED = Wanted(Path("backup"))


def test_into_empty_databases_everything_is_restored(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    assert _chosen(tmp_path, client, manifest, WANTED) == list(manifest.databases)


def test_a_database_with_documents_is_named_and_nothing_is_touched(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    fill(client, manifest.databases[1])

    with pytest.raises(Trouble, match=rf"not empty: {manifest.databases[1]} \(documents: 1\)\. .*Nothing was changed"):
        _chosen(tmp_path, client, manifest, WANTED)


def test_only_what_was_named_is_replaced(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    fill(client, *manifest.databases)
    named = manifest.databases[0]

    assert _chosen(tmp_path, client, manifest, replace(WANTED, replace=frozenset({named}))) == [named]


def test_replacing_everything_keeps_the_keys_that_are_there(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    fill(client, *manifest.databases)

    assert _chosen(tmp_path, client, manifest, replace(WANTED, replace_all=True)) == list(manifest.databases[:2])


def test_replacing_everything_brings_lost_keys_back(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    fill(client, *manifest.databases[:2])

    assert _chosen(tmp_path, client, manifest, replace(WANTED, replace_all=True)) == list(manifest.databases)


def test_a_name_that_the_backup_does_not_have_is_refused(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="has no database mesaging; it has"):
        _chosen(tmp_path, client, manifest, replace(WANTED, replace=frozenset({"mesaging"})))


def test_a_restore_that_was_cut_off_may_go_on_over_what_it_left(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    fill(client, manifest.databases[0])
    stopped.begin(tmp_path, {manifest.databases[0]})

    assert _chosen(tmp_path, client, manifest, WANTED) == list(manifest.databases)


def test_a_restore_that_was_cut_off_is_not_left_half_done(client: Client, manifest: Manifest, tmp_path: Path) -> None:
    stopped.begin(tmp_path, {manifest.databases[0]})

    with pytest.raises(Trouble, match=f"earlier restore of {manifest.databases[0]} was cut off"):
        _chosen(tmp_path, client, manifest, replace(WANTED, replace=frozenset({manifest.databases[1]})))
