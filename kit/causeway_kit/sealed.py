"""Sealed values: text that is encrypted wherever it rests or travels, under a key of the person it belongs to.

A key-encryption key (a file here; a key management service by another Vault) wraps one data key a person. Destroying
a person's data key makes all of their sealed values unreadable, copies on Kafka and in backups included.
"""

import base64
import hashlib
import hmac
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NewType, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from causeway_kit.errors import Duplicate
from causeway_kit.store import Store

Sealed = NewType("Sealed", str)  # "s1:<owner>:<base64url of nonce and ciphertext>"

NONCE_BYTES = 12
KEY_BYTES = 32
SWEEP_SECONDS = 5
CACHE_SECONDS = 50  # with the sweep within a minute an erased person's key is forgotten by every process


class Unreadable(Exception):
    """The key is gone, or the value was moved or altered."""


class KeyNotLoaded(Exception):
    """A programming error: keys must be loaded before a value is sealed or opened."""


class Vault(Protocol):
    """Wraps and unwraps data keys. The key-encryption key itself never leaves it."""

    def wrap(self, owner: str, key: bytes) -> bytes: ...

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        """Raises Unreadable."""


class FileVault:
    """A key-encryption key of 32 random bytes in a file."""

    def __init__(self, path: Path) -> None:
        key = path.read_bytes()
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key file {path} must hold exactly {KEY_BYTES} bytes; it holds {len(key)}")
        self._cipher = AESGCM(key)

    def wrap(self, owner: str, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, owner.encode())

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner.encode())
        except InvalidTag:
            raise Unreadable("the data key does not fit this key file") from None


@dataclass(frozen=True, slots=True)
class _DataKey:
    cipher: AESGCM
    hash_key: bytes
    loaded_at: float

    @classmethod
    def of(cls, key: bytes, now: float) -> "_DataKey":
        return cls(AESGCM(key), hmac.digest(key, b"causeway content hash", "sha256"), now)


class Keyring:
    """Seals and opens values with data keys that were loaded before, at most 60 seconds ago."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault
        self._keys: dict[str, _DataKey] = {}
        self._swept_at = 0.0

    def apart(self) -> "Keyring":
        """A ring with nothing in it yet: for who opens much of many people once, and then drops the ring."""
        return Keyring(self._store, self._vault)

    async def load(self, owners: Iterable[str], *, create: bool = True) -> None:
        """Fetches the keys that are not cached, in one query; makes those that do not exist yet. Raises Unavailable."""
        now = time.monotonic()
        missing = [owner for owner in set(owners) if not self._fresh(owner, now)]
        if not missing:
            return
        found = await self._fetch(missing)
        absent = [owner for owner in missing if owner not in found]
        if absent and create:
            await self._create(absent)
            found |= await self._fetch(absent)
        for owner in missing:
            self._keys.pop(owner, None)
        for owner, wrapped in found.items():
            self._keys[owner] = _DataKey.of(self._vault.unwrap(owner, wrapped), now)
        self._forget_old(now)

    def seal(self, owner: str, place: str, text: str) -> Sealed:
        """The value opens only with the owner's key and for the same place, for example `messages/<id>/text/1`."""
        nonce = os.urandom(NONCE_BYTES)
        box = nonce + self._key(owner).cipher.encrypt(nonce, text.encode(), _bound_to(owner, place))
        return Sealed(f"s1:{owner}:{base64.urlsafe_b64encode(box).decode()}")

    def open(self, sealed: str, place: str) -> str:
        """Raises Unreadable if the owner's key is gone or the value was moved or altered."""
        owner, box = _parts(sealed)
        try:
            plain = self._key(owner).cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], _bound_to(owner, place))
        except (InvalidTag, KeyNotLoaded, ValueError):
            raise Unreadable(f"a sealed value at {place.split('/')[0]} cannot be opened") from None
        return plain.decode()

    def content_hash(self, owner: str, text: str) -> str:
        """A keyed hash: equal texts of one owner give equal hashes, and nobody without the key can guess the text."""
        return hmac.new(self._key(owner).hash_key, text.encode(), hashlib.sha256).hexdigest()

    def _key(self, owner: str) -> _DataKey:
        try:
            return self._keys[owner]
        except KeyError:
            raise KeyNotLoaded(owner) from None

    def _fresh(self, owner: str, now: float) -> bool:
        key = self._keys.get(owner)
        return key is not None and now - key.loaded_at < CACHE_SECONDS / 2  # a loaded key stays usable for its whole batch

    def _forget_old(self, now: float) -> None:
        if now - self._swept_at < SWEEP_SECONDS:
            return
        self._swept_at = now
        for owner in [owner for owner, key in self._keys.items() if now - key.loaded_at >= CACHE_SECONDS]:
            del self._keys[owner]

    async def _fetch(self, owners: Sequence[str]) -> dict[str, bytes]:
        rows = await self._store.find("keys", {"_id": {"$in": list(owners)}})
        return {row["_id"]: bytes(row["wrapped"]) for row in rows}

    async def _create(self, owners: Sequence[str]) -> None:
        rows = [{"_id": owner, "wrapped": self._vault.wrap(owner, os.urandom(KEY_BYTES))} for owner in owners]
        try:
            await self._store.insert_many("keys", rows)
        except Duplicate:
            return  # somebody else made one of them in this moment; theirs is fetched next


def owner_of(sealed: str) -> str:
    """Whose key opens this value."""
    return _parts(sealed)[0]


def _parts(sealed: str) -> tuple[str, bytes]:
    version, _, rest = sealed.partition(":")
    owner, _, box = rest.rpartition(":")
    if version != "s1" or not owner:
        raise Unreadable("this is not a sealed value")
    try:
        return owner, base64.b64decode(box, altchars=b"-_", validate=True)
    except ValueError:
        raise Unreadable("this is not a sealed value") from None


def _bound_to(owner: str, place: str) -> bytes:
    return f"s1|{owner}|{place}".encode()
