"""One collection in one file: its documents as BSON, one after the other, compressed by gzip. `bsondump` reads it too."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from causeway_cli.backup.digest import SMALLEST_DOCUMENT, Digest, NotDocuments

PIECE_BYTES = 1 << 20
FASTEST = 1  # sealed text hardly shrinks; a higher level costs much and saves little


class _Hashing:
    """Passes on what is written, and hashes it on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self.sha256.update(piece)
        return self._file.write(piece)

    def flush(self) -> None:
        self._file.flush()


class CollectionWriter:
    """The file is readable by its owner alone, and on the disk when the writer is closed."""

    def __init__(self, path: Path) -> None:
        self.digest = Digest()
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._hashing = _Hashing(self._file)
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=FASTEST, fileobj=self._hashing, mtime=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._gzip.close()
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    def take(self, raw: bytes) -> None:
        """Whole documents, one after the other."""
        self.digest.take(raw)
        self._gzip.write(raw)

    @property
    def sha256(self) -> str:
        """Of the whole file, once it is closed."""
        return self._hashing.sha256.hexdigest()


def file_sha256(path: Path) -> str:
    """Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """Whole documents, one after the other, in pieces of about a megabyte. Raises NotDocuments when the file is damaged."""
    rest = b""
    try:
        with gzip.open(path, "rb") as file:
            while fresh := file.read(PIECE_BYTES):
                whole, rest = _split(rest + fresh)
                if whole:
                    yield whole
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise NotDocuments from None
    if rest:
        raise NotDocuments


def documents_in(raw: bytes) -> Iterator[bytes]:
    """The documents of a piece. Raises NotDocuments."""
    place = 0
    while place < len(raw):
        size = int.from_bytes(raw[place : place + 4], "little")
        if size < SMALLEST_DOCUMENT or place + size > len(raw):
            raise NotDocuments
        yield raw[place : place + size]
        place += size


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """What is whole, and what still waits for its end."""
    place = 0
    while place + 4 <= len(raw):
        size = int.from_bytes(raw[place : place + 4], "little")
        if size < SMALLEST_DOCUMENT:
            raise NotDocuments
        if place + size > len(raw):
            break
        place += size
    return raw[:place], raw[place:]
