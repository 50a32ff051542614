"""The files of a backup: what is written reads back, and whatever is changed is noticed."""

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import bson
import pytest

from causeway_cli.backup.collection_file import CollectionWriter, documents_in, file_sha256, pieces
from causeway_cli.backup.digest import Digest, NotDocuments
from causeway_cli.backup.log import own_topics, stretch
from causeway_cli.backup.manifest import MANIFEST, SEAL, KafkaPart, Manifest, TopicPart, read_manifest, write_manifest
from causeway_cli.trouble import Trouble
from causeway_kit.sealed import FileVault


def documents(count: int) -> list[bytes]:
    return [bson.encode({"_id": f"m{number}", "seq": number, "text": "x" * (number % 700)}) for number in range(count)]


def digest_of(rows: list[bytes]) -> str:
    digest = Digest()
    digest.take(b"".join(rows))
    return digest.hex


def a_vault(folder: Path, name: str = "kek") -> FileVault:
    path = folder / name
    if not path.exists():
        path.write_bytes(os.urandom(32))
    return FileVault(path)


def a_manifest() -> Manifest:
    return Manifest(
        format=1,
        made_at=datetime(2026, 3, 1, tzinfo=UTC),
        cluster_time=(1, 1),
        causeway="0.1.0",
        mongodb="6.0.5",
        databases=("messaging",),
        keys="keys",
        collections=(),
        unsent_since={},
        kafka=KafkaPart(topics={}, groups={}),
    )


def written(folder: Path, rows: list[bytes]) -> Path:
    path = folder / "messaging.messages.bson.gz"
    with CollectionWriter(path) as writer:
        writer.take(b"".join(rows[: len(rows) // 2]))
        writer.take(b"".join(rows[len(rows) // 2 :]))
    assert writer.sha256 == file_sha256(path)
    return path


def test_a_collection_reads_back_as_it_was_written(tmp_path: Path) -> None:
    rows = documents(5000)

    path = written(tmp_path, rows)

    assert [raw for piece in pieces(path) for raw in documents_in(piece)] == rows
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_digest_does_not_depend_on_the_order_of_documents() -> None:
    rows = documents(50)

    assert digest_of(rows) == digest_of(rows[::-1])


@pytest.mark.parametrize("changed", [{"text": "y"}, {"seq": 2}, {"_id": "m2"}, {"more": None}])
def test_a_digest_changes_with_every_field(changed: dict[str, object]) -> None:
    document = {"_id": "m1", "seq": 1, "text": "x"}

    assert digest_of([bson.encode(document)]) != digest_of([bson.encode(document | changed)])


def test_a_document_that_is_there_twice_and_another_that_is_not_do_not_make_up_for_each_other() -> None:
    one, two, three = documents(3)

    assert digest_of([one, one, two]) != digest_of([one, two, three])


@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5, 0.99])
def test_a_file_that_was_cut_is_noticed(tmp_path: Path, kept: float) -> None:
    path = written(tmp_path, documents(3000))
    content = path.read_bytes()
    path.write_bytes(content[: max(1, int(len(content) * kept))])

    with pytest.raises(NotDocuments):
        list(pieces(path))


def test_documents_that_do_not_add_up_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "half.bson.gz"
    path.write_bytes(gzip.compress(documents(2)[1][:-3]))

    with pytest.raises(NotDocuments):
        list(pieces(path))


def test_a_manifest_reads_back(tmp_path: Path) -> None:
    write_manifest(tmp_path, a_manifest(), a_vault(tmp_path))

    assert read_manifest(tmp_path, a_vault(tmp_path)) == a_manifest()


def test_a_changed_manifest_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, a_manifest(), a_vault(tmp_path))
    path = tmp_path / MANIFEST
    path.write_text(path.read_text().replace('"messaging"', '"matching"'))

    with pytest.raises(Trouble, match=r"was changed after the backup was made.* Nothing was changed"):
        read_manifest(tmp_path, a_vault(tmp_path))


def test_another_key_file_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, a_manifest(), a_vault(tmp_path))

    with pytest.raises(Trouble, match="key file of this data directory does not fit"):
        read_manifest(tmp_path, a_vault(tmp_path, "another"))


@pytest.mark.parametrize("missing", [MANIFEST, SEAL])
def test_a_folder_without_manifest_or_seal_is_no_backup(tmp_path: Path, missing: str) -> None:
    write_manifest(tmp_path, a_manifest(), a_vault(tmp_path))
    (tmp_path / missing).unlink()

    with pytest.raises(Trouble, match=f"is not a finished backup: it has no {missing}"):
        read_manifest(tmp_path, a_vault(tmp_path))


def test_a_backup_of_another_format_is_refused_by_its_number(tmp_path: Path) -> None:
    write_manifest(tmp_path, a_manifest().model_copy(update={"format": 0}), a_vault(tmp_path))

    with pytest.raises(Trouble, match="has the backup format 0 and this build reads 1"):
        read_manifest(tmp_path, a_vault(tmp_path))


def kafka_part(id: str, end: int) -> KafkaPart:
    return KafkaPart(topics={"messaging.posted.v1": TopicPart(id=id, ends={0: end})}, groups={})


@pytest.mark.parametrize(
    ("now", "oldest", "start", "gone"),
    [
        (kafka_part("a", 90), 0, 50, 0),
        (kafka_part("b", 90), 0, 0, 0),  # made anew
        (kafka_part("a", 40), 0, 0, 0),  # its end was lost, so other records may stand there
        (kafka_part("a", 90), 70, 70, 20),  # 20 were removed by age
    ],
)
def test_the_log_is_read_from_where_the_backup_knew_it_if_it_is_still_the_same(
    now: KafkaPart, oldest: int, start: int, gone: int
) -> None:
    then = kafka_part("a", 50)
    known, kept = {"messaging.posted.v1": {0: 50}}, {"messaging.posted.v1": {0: oldest}}

    found = stretch(known, then, now, kept, ["messaging.posted.v1"])

    assert (found.starts, found.gone) == ({"messaging.posted.v1": {0: start}}, gone)


def test_a_group_that_had_read_nothing_reads_from_the_beginning() -> None:
    then = kafka_part("a", 50)

    found = stretch({}, then, then, {"messaging.posted.v1": {0: 3}}, ["messaging.posted.v1"])

    assert found.starts == {"messaging.posted.v1": {0: 3}}


def test_dead_letters_are_not_what_a_service_tells() -> None:
    topic = TopicPart(id="a", ends={0: 1})
    names = ("messaging.posted.v1", "messaging.dead-letters", "messaging.replays", "matching.pairs.v1")

    assert own_topics(KafkaPart(topics=dict.fromkeys(names, topic), groups={}), "messaging") == ["messaging.posted.v1"]
