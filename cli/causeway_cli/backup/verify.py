"""Whether a backup is whole and fits this system's key file, before anything is touched."""

from collections.abc import Callable, Collection
from pathlib import Path

from bson.raw_bson import RawBSONDocument

from causeway_cli.backup.collection_file import documents_in, file_sha256, pieces
from causeway_cli.backup.digest import NotDocuments
from causeway_cli.backup.make import UNFINISHED
from causeway_cli.backup.manifest import CollectionPart, Manifest, read_manifest
from causeway_cli.trouble import Trouble
from causeway_kit.sealed import FileVault, Unreadable

KEYS = "keys"
SAMPLES = 20


def open_backup(folder: Path, vault: FileVault) -> Manifest:
    """Raises Trouble."""
    if not folder.is_dir():
        raise Trouble(f"There is no backup at {folder}. Nothing was changed.")
    if folder.name.endswith(UNFINISHED):
        raise Trouble(f"{folder} is what is left of a backup that was cut off: use a whole one. Nothing was changed.")
    return read_manifest(folder, vault)


def require_whole(folder: Path, manifest: Manifest, databases: Collection[str], show: Callable[[int], None]) -> None:
    """Every file of these databases is there and as it was written. Raises Trouble."""
    done = 0
    for part in manifest.collections:
        if part.database in databases:
            _require_file(folder, part)
            done += part.documents
            show(done)


def require_fitting_keys(folder: Path, manifest: Manifest, vault: FileVault) -> None:
    """Data keys of the backup open with this key file. Raises Trouble."""
    for part in manifest.collections:
        if (part.database, part.name) == (manifest.keys, KEYS):
            _require_file(folder, part)
            for raw in _first_documents(folder / part.file):
                _unwrap(RawBSONDocument(raw), vault)


def _require_file(folder: Path, part: CollectionPart) -> None:
    path = folder / part.file
    try:
        found = file_sha256(path)
    except FileNotFoundError:
        raise Trouble(f"{path} is missing: use another backup. Nothing was changed.") from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read ({error.strerror}). Nothing was changed.") from None
    if found != part.sha256:
        raise Trouble(f"{path} is damaged: its SHA-256 is not the one in the manifest. Use another backup. Nothing was changed.")


def _first_documents(path: Path) -> list[bytes]:
    try:
        return list(documents_in(next(pieces(path), b"")))[:SAMPLES]
    except NotDocuments:
        raise Trouble(f"{path} is damaged: use another backup. Nothing was changed.") from None


def _unwrap(row: RawBSONDocument, vault: FileVault) -> None:
    try:
        vault.unwrap(row["_id"], bytes(row["wrapped"]))
    except Unreadable:
        raise Trouble(
            "The data keys in the backup do not open with this data directory's key file: put the key file that was in use "
            "when it was made in its place. Nothing was changed."
        ) from None
