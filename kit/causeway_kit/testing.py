"""For tests of services: a key ring without a database, settings for servers that a test started, and patience."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from causeway_kit.sealed import KEY_BYTES, NONCE_BYTES, Keyring, Unreadable
from causeway_kit.settings import ServiceSettings

PATIENCE_SECONDS = 120  # far more than a quiet machine needs


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = PATIENCE_SECONDS) -> None:
    """Waits for something outside this process. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.05)


class _MemoryKeys:
    """The two calls that a key ring makes of its store."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}

    async def find(self, collection: str, query: dict[str, dict[str, Iterable[str]]]) -> list[dict[str, object]]:
        return [{"_id": owner, "wrapped": self.rows[owner]} for owner in query["_id"]["$in"] if owner in self.rows]

    async def insert_many(self, collection: str, rows: Iterable[dict[str, object]]) -> None:
        self.rows |= {str(row["_id"]): bytes(row["wrapped"]) for row in rows}  # type: ignore[call-overload]


class _MemoryVault:
    def __init__(self) -> None:
        self._cipher = AESGCM(os.urandom(KEY_BYTES))

    def wrap(self, owner: str, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, owner.encode())

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner.encode())
        except Exception:
            raise Unreadable("the data key does not fit") from None


class MemoryKeyring(Keyring):
    """A real key ring whose keys live and die with the test."""

    def __init__(self) -> None:
        self.keys = _MemoryKeys()
        super().__init__(self.keys, _MemoryVault())  # type: ignore[arg-type]

    def destroy(self, owner: str) -> None:
        self.keys.rows.pop(owner, None)
        self._keys.pop(owner, None)


def settings_for(
    folder: Path, *, service: str, kafka: str, mongo: str, database: str, issuer: str, grpc: int, metrics: int
) -> ServiceSettings:
    """Settings of one service for servers on this machine; its secrets are made in the folder."""
    kek, secret = folder / "kek", folder / f"{service}.secret"
    if not kek.exists():
        kek.write_bytes(os.urandom(KEY_BYTES))
    if not secret.exists():
        secret.write_text("not-used")
    return ServiceSettings(
        grpc_address=f"127.0.0.1:{grpc}",
        metrics_address=f"127.0.0.1:{metrics}",
        kafka=kafka,
        mongo_uri=mongo,
        mongo_database=database,
        keys_uri=mongo,
        keys_database=f"{database}-keys",
        kek_file=kek,
        issuer=issuer,
        jwks_url=f"{issuer}/jwks.json",
        audience="causeway",
        token_url=f"{issuer}/token",
        client_id=service,
        client_secret_file=secret,
    )
