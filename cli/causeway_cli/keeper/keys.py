"""Secrets of a development run, made once in its data directory and readable by its owner alone."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from causeway_cli.embedded.places import private_folder, write_whole
from causeway_kit.checkpoints import public_bytes, read_key

KEK_BYTES = KEY_BYTES = 32


def clients_folder(data: Path) -> Path:
    return data / "secrets" / "clients"


def key_encryption_key(data: Path) -> Path:
    """The file with the key that wraps the data keys. Never made anew: without it, stored text is unreadable."""
    return _once(data / "secrets" / "kek", os.urandom(KEK_BYTES))


def client_secret(clients: Path, name: str) -> Path:
    """The file with the secret by which the client proves itself to the issuer."""
    return _once(clients / name, secrets.token_urlsafe(32).encode())


def checkpoint_key(data: Path) -> Path:
    """The private key that signs checkpoints of the audit chains; the public one lies beside it, for the verifier."""
    path = _once(data / "secrets" / "checkpoint-key", os.urandom(KEY_BYTES))
    _once(data / "secrets" / "checkpoint-key.public", public_bytes(read_key(path)))
    return path


def make_keys(data: Path, clients: Iterable[str]) -> None:
    private_folder(data / "secrets")
    key_encryption_key(data)
    checkpoint_key(data)
    for name in clients:
        client_secret(clients_folder(data), name)


def _once(path: Path, content: bytes) -> Path:
    private_folder(path.parent)
    if not path.exists():
        write_whole(path, content)
    return path
