"""Counts documents and sums their hashes, so that two collections compare equal in whatever order they are read."""

from hashlib import sha256

SMALLEST_DOCUMENT = 5  # BSON: four bytes of length and a zero
MODULUS = 1 << 256


class NotDocuments(Exception):
    """These bytes are not whole BSON documents one after the other."""


class Digest:
    """The sum of the SHA-256 of every document, modulo 2^256: it finds accidents; the manifest's seal finds forgers."""

    def __init__(self) -> None:
        self.documents = 0
        self.bytes = 0
        self._sum = 0

    def take(self, raw: bytes) -> None:
        """Whole documents, one after the other. Raises NotDocuments."""
        view, place, total = memoryview(raw), 0, 0
        while place < len(raw):
            size = int.from_bytes(view[place : place + 4], "little")
            if size < SMALLEST_DOCUMENT or place + size > len(raw):
                raise NotDocuments
            total += int.from_bytes(sha256(view[place : place + size]).digest(), "little")
            place += size
            self.documents += 1
        self.bytes += len(raw)
        self._sum = (self._sum + total) % MODULUS

    @property
    def hex(self) -> str:
        return f"{self._sum:064x}"
