"""Backups of a real database: of one moment, whole or refused, and equal when they come back."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import bson
import pytest
from pymongo import MongoClient

from causeway_cli.backup import load, snapshot
from causeway_cli.backup.collection_file import documents_in, pieces
from causeway_cli.backup.digest import Digest
from causeway_cli.backup.load import digest_of, load_database
from causeway_cli.backup.make import Source, back_up
from causeway_cli.backup.manifest import Manifest
from causeway_cli.backup.snapshot import WINDOW, Client, shapes
from causeway_cli.backup.verify import open_backup, require_fitting_keys, require_whole
from causeway_cli.trouble import Trouble
from causeway_kit.sealed import FileVault

pytestmark = pytest.mark.connected

MESSAGES = 3000


@dataclass
class Place:
    """A service's database with its key database, and where its backups go."""

    client: Client
    source: Source
    folder: Path
    vault: FileVault

    @property
    def name(self) -> str:
        return self.source.services[0]

    @property
    def backup(self) -> Path:
        return self.folder / "backup"

    def collection(self, name: str) -> Any:
        return self.client[self.name][name]

    def post(self, number: int) -> None:
        """A message in one database and its event in another, in one transaction."""
        with self.client.start_session() as session, session.start_transaction():
            self.collection("messages").insert_one({"_id": f"m{number}", "seq": number, "text": "x" * 200}, session=session)
            event = {"_id": f"e{number}", "order": number, "sent": False, "message": f"m{number}"}
            self.collection("outbox").insert_one(event, session=session)

    def saved(self) -> Manifest:
        return back_up(self.source, self.backup, self.vault).manifest

    def opened(self) -> Manifest:
        manifest = open_backup(self.backup, self.vault)
        require_whole(self.backup, manifest, self.source.databases, lambda done: None)
        require_fitting_keys(self.backup, manifest, self.vault)
        return manifest

    def state(self) -> dict[str, tuple[int, str]]:
        names = sorted(self.client[self.name].list_collection_names())
        return {name: (digest.documents, digest.hex) for name in names if (digest := digest_of(self.client, self.name, name))}


@pytest.fixture
def place(mongo: str, kafka: str, database: str, tmp_path: Path) -> Iterator[Place]:
    kek = tmp_path / "kek"
    kek.write_bytes(os.urandom(32))
    vault = FileVault(kek)
    with MongoClient[dict[str, Any]](mongo) as client:
        place = Place(client, Source(mongo, kafka, (database,), f"{database}-keys"), tmp_path, vault)
        place.collection("messages").create_index([("seq", -1)], unique=True)
        place.collection("outbox").create_index([("order", 1)], name="unsent", partialFilterExpression={"sent": False})
        place.collection("deliveries").create_index([("at", 1)], expireAfterSeconds=86_400)
        client[place.source.keys]["keys"].insert_one({"_id": "person", "wrapped": vault.wrap("person", os.urandom(32))})
        yield place
        client.drop_database(place.source.keys)


@pytest.fixture
def filled(place: Place) -> Place:
    rows = [{"_id": f"m{number}", "seq": number, "text": "x" * (number % 300)} for number in range(MESSAGES)]
    place.collection("messages").insert_many(rows)
    return place


def test_what_is_restored_equals_what_was_saved_in_documents_and_indexes(filled: Place) -> None:
    state, made = filled.state(), shapes(filled.client, [filled.name])
    filled.saved()
    filled.client.drop_database(filled.name)

    load_database(filled.client, filled.backup, filled.opened(), filled.name)

    assert filled.state() == state
    assert shapes(filled.client, [filled.name]) == made
    assert filled.state()["messages"][0] == MESSAGES


def test_restoring_twice_over_other_data_gives_the_same(filled: Place) -> None:
    state = filled.state()
    manifest = filled.saved()
    filled.collection("messages").update_many({}, {"$set": {"text": "gone"}})
    filled.collection("strangers").insert_one({"_id": 1})

    for _ in range(2):
        load_database(filled.client, filled.backup, manifest, filled.name)

    assert filled.state() == state


def test_nobody_else_can_read_a_backup_and_the_key_is_not_in_it(filled: Place) -> None:
    filled.saved()

    kek = (filled.folder / "kek").read_bytes()
    files = list(filled.backup.iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert filled.backup.stat().st_mode & 0o777 == 0o700
    contents = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    assert not any(kek in content or kek.hex().encode() in content for content in contents)


def torn(place: Place) -> set[str]:
    """Messages without their event and events without their message, in the backup's files."""
    manifest = place.saved()
    files = {part.name: place.backup / part.file for part in manifest.of(place.name)}
    names = ("messages", "outbox")
    rows = {name: [bson.decode(raw) for piece in pieces(files[name]) for raw in documents_in(piece)] for name in names}
    return {row["_id"] for row in rows["messages"]} ^ {row["message"] for row in rows["outbox"]}


@pytest.fixture
def busy(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Somebody posts each time when a collection was read."""
    for number in range(10):
        place.post(number)
    numbers = iter(range(10, 1000))
    read = snapshot.raw_batches

    def read_while_posting(*given: Any) -> Iterator[bytes]:
        yield from read(*given)
        place.post(next(numbers))

    monkeypatch.setattr(snapshot, "raw_batches", read_while_posting)
    return place


def test_a_backup_made_while_people_write_is_of_one_moment(busy: Place) -> None:
    assert torn(busy) == set()
    assert busy.collection("messages").count_documents({}) > 10


def test_reading_without_the_snapshot_would_be_noticed(busy: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    read = snapshot.raw_batches

    def without_the_session(client: Client, database: str, collection: str, session: Any = None) -> Iterator[bytes]:
        yield from read(client, database, collection)

    monkeypatch.setattr(snapshot, "raw_batches", without_the_session)
    monkeypatch.setattr(snapshot.Snapshot, "cluster_time", bson.Timestamp(1, 1))

    assert torn(busy) != set()


class BlindDigest(Digest):
    """Looks at each document's id alone."""

    def take(self, raw: bytes) -> None:
        for one in documents_in(raw):
            super().take(bson.encode({"_id": bson.decode(one)["_id"]}))


def notices_a_changed_text(place: Place, monkeypatch: pytest.MonkeyPatch, digest: type[Digest]) -> bool:
    """Whether a restore whose insert changes one field of one document is refused."""
    monkeypatch.setattr(load, "Digest", digest)
    monkeypatch.setattr("causeway_cli.backup.collection_file.Digest", digest)
    manifest = place.saved()
    make_durable = load._make_durable

    def spoilt(client: Client, database: str) -> None:
        client[database]["messages"].update_one({"_id": "m7"}, {"$set": {"text": "y" * 7}})
        make_durable(client, database)

    monkeypatch.setattr(load, "_make_durable", spoilt)
    try:
        load_database(place.client, place.backup, manifest, place.name)
    except Trouble:
        return True
    return False


def test_a_restore_that_changes_one_field_is_refused(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert notices_a_changed_text(filled, monkeypatch, Digest)


def test_a_digest_that_ignores_a_field_would_be_noticed(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not notices_a_changed_text(filled, monkeypatch, BlindDigest)


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def delete_a_document(path: Path) -> None:
    rows = [raw for piece in pieces(path) for raw in documents_in(piece)]
    path.write_bytes(gzip.compress(b"".join(rows[1:])))


@pytest.mark.parametrize(
    ("damage", "said"),
    [(flip_a_byte, "is damaged"), (cut, "is damaged"), (delete_a_document, "is damaged"), (Path.unlink, "is missing")],
)
def test_a_damaged_file_is_named_before_anything_is_touched(filled: Place, damage: Any, said: str) -> None:
    filled.saved()
    path = filled.backup / f"{filled.name}.messages.bson.gz"
    damage(path)

    with pytest.raises(Trouble, match=rf"{path} {said}.*Nothing was changed"):
        filled.opened()


def test_a_document_taken_out_is_noticed_even_when_the_manifest_was_made_to_fit(filled: Place) -> None:
    filled.saved()
    path, manifest = filled.backup / f"{filled.name}.messages.bson.gz", filled.backup / "manifest.json"
    before = sha256(path.read_bytes()).hexdigest()
    delete_a_document(path)
    manifest.write_text(manifest.read_text().replace(before, sha256(path.read_bytes()).hexdigest()))

    with pytest.raises(Trouble, match="was changed after the backup was made"):
        filled.opened()


def test_data_keys_that_do_not_open_are_noticed(filled: Place) -> None:
    other = filled.folder / "other"
    other.write_bytes(os.urandom(32))
    wrapped = FileVault(other).wrap("stranger", os.urandom(32))
    filled.client[filled.source.keys]["keys"].insert_one({"_id": "stranger", "wrapped": wrapped})
    filled.saved()

    with pytest.raises(Trouble, match="do not open with this data directory's key file"):
        filled.opened()


def test_a_backup_that_was_cut_off_is_not_taken_for_one_and_the_next_succeeds(filled: Place) -> None:
    def fail(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(filled.source, filled.backup, filled.vault, fail)
    assert not filled.backup.exists()
    with pytest.raises(Trouble, match="was cut off"):
        open_backup(filled.backup.with_name("backup.unfinished"), filled.vault)

    filled.saved()

    assert filled.opened().documents == MESSAGES + 1
    assert not filled.backup.with_name("backup.unfinished").exists()


def test_a_backup_goes_into_a_new_folder(filled: Place) -> None:
    filled.backup.mkdir()
    (filled.backup / "something").touch()

    with pytest.raises(Trouble, match="is there already and not empty"):
        filled.saved()


def test_a_full_disk_is_said_before_the_start(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causeway_cli.backup.make.SPARE_BYTES", 10**18)

    with pytest.raises(Trouble, match="GB is needed"):
        filled.saved()


def test_the_history_of_mongodb_is_as_long_as_before_a_backup_again(filled: Place) -> None:
    def window() -> int:
        return int(filled.client.admin.command({"getParameter": 1, WINDOW: 1})[WINDOW])

    before = window()

    filled.saved()

    assert window() == before


def test_a_database_that_does_not_answer_is_said_in_a_sentence(filled: Place) -> None:
    filled.source = Source("mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=200", filled.source.kafka, (filled.name,))

    with pytest.raises(Trouble, match=r"did not answer \(ServerSelectionTimeoutError\): is it running\?"):
        filled.saved()
