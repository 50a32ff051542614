"""What a backup says of itself, sealed so that a changed manifest or a wrong key file is found before anything is touched."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from causeway_cli.embedded.places import write_whole
from causeway_cli.trouble import Trouble
from causeway_kit.sealed import FileVault, Unreadable

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.seal"
SEALED_FOR = "causeway backup"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class CollectionPart(_Part):
    """One collection and its file. Options and indexes are MongoDB's own words, in extended JSON."""

    database: str
    name: str
    file: str
    options: dict[str, object]
    indexes: tuple[dict[str, object], ...]
    documents: int
    bytes: int
    sha256: str  # of the file
    digest: str  # of the documents, in any order


class TopicPart(_Part):
    id: str  # Kafka's own, so that a topic made anew is not taken for this one
    ends: dict[int, int]


class KafkaPart(_Part):
    """As it stood just before the moment of the databases: ends of topics, and what each consumer group had committed."""

    topics: dict[str, TopicPart]
    groups: dict[str, dict[str, dict[int, int]]]  # group, topic, partition


class Manifest(_Part):
    format: int
    made_at: datetime
    cluster_time: tuple[int, int]
    """MongoDB's clock, seconds and increment: every document in the backup is as of this moment."""
    causeway: str
    mongodb: str
    databases: tuple[str, ...]
    keys: str
    """The database of the wrapped data keys."""
    collections: tuple[CollectionPart, ...]
    unsent_since: dict[str, str]
    """By database, the id of the oldest parcel that was not sent yet when the ends of the topics were read."""
    kafka: KafkaPart

    @property
    def documents(self) -> int:
        return sum(part.documents for part in self.collections)

    def of(self, database: str) -> list[CollectionPart]:
        return [part for part in self.collections if part.database == database]


class _Version(BaseModel):
    format: int


def write_manifest(folder: Path, manifest: Manifest, vault: FileVault) -> None:
    content = manifest.model_dump_json(indent=1).encode()
    write_whole(folder / SEAL, vault.wrap(SEALED_FOR, hashlib.sha256(content).digest()))
    write_whole(folder / MANIFEST, content)


def read_manifest(folder: Path, vault: FileVault) -> Manifest:
    """Raises Trouble for what is not a whole backup, is of another format, was changed, or belongs to another key file."""
    content, seal = _read(folder, MANIFEST), _read(folder, SEAL)
    _require_format(folder, content)
    try:
        genuine = vault.unwrap(SEALED_FOR, seal) == hashlib.sha256(content).digest()
    except Unreadable:
        raise Trouble(
            f"The key file of this data directory does not fit the backup {folder}: put the key file that was in use when "
            "it was made in its place. Nothing was changed."
        ) from None
    if not genuine:
        raise Trouble(f"{folder / MANIFEST} was changed after the backup was made: use another backup. Nothing was changed.")
    return Manifest.model_validate_json(content)


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Trouble(f"{folder} is not a finished backup: it has no {name}. Nothing was changed.") from None
    except OSError as error:
        raise Trouble(f"{folder / name} cannot be read ({error.strerror}). Nothing was changed.") from None


def _require_format(folder: Path, content: bytes) -> None:
    try:
        found = _Version.model_validate_json(content).format
    except ValidationError:
        raise Trouble(f"{folder / MANIFEST} is not the manifest of a backup. Nothing was changed.") from None
    if found != FORMAT:
        raise Trouble(
            f"{folder} has the backup format {found} and this build reads {FORMAT}: restore it with the build that made it. "
            "Nothing was changed."
        )


def counts(manifest: Manifest) -> Mapping[str, int]:
    """Documents by database."""
    return {name: sum(part.documents for part in manifest.of(name)) for name in manifest.databases}
