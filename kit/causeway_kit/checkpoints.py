"""Checkpoints of audit chains: signed, and kept where whoever can write the chain cannot."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from causeway_kit.audit import canonical


class CheckpointRefused(Exception):
    """The line is no checkpoint, or its signature is not of this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The newest block of a service's chain at a moment."""

    service: str
    number: int
    hash: str
    at: str


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """One line of JSON."""
    known = asdict(checkpoint)
    return json.dumps({**known, "signature": key.sign(canonical(known)).hex()})


def read_signed(line: str, key: Ed25519PublicKey) -> Checkpoint:
    """Raises CheckpointRefused."""
    try:
        known = json.loads(line)
        signature = bytes.fromhex(known.pop("signature"))
        checkpoint = Checkpoint(**known)
        key.verify(signature, canonical(known))
    except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature):
        raise CheckpointRefused("This line is no checkpoint signed with this key.") from None
    return checkpoint


def read_key(path: Path) -> Ed25519PrivateKey:
    """From 32 raw bytes, as `secrets` in Kubernetes carry them. Raises OSError, ValueError."""
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key_of(path: Path) -> Ed25519PublicKey:
    """From 32 raw bytes of the public key. Raises OSError, ValueError."""
    return Ed25519PublicKey.from_public_bytes(path.read_bytes())


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def append(path: Path, lines: Iterable[str]) -> None:
    """Whole lines only, on the disk when this returns: a torn last line of a crash is closed first. Raises OSError."""
    data = "".join(f"{line}\n" for line in lines).encode()
    with path.open("ab") as file:
        if file.tell() and not _ends_a_line(path):
            data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
