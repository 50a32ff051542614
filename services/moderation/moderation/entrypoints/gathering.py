"""Gathers the newest block of each audit chain, signs it, and keeps it where nobody changes a chain."""

from pathlib import Path
from typing import Protocol

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from causeway_kit import metrics
from causeway_kit.checkpoints import Checkpoint, CheckpointRefused, append, read_signed, signed
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable

log = structlog.get_logger()


class NewestBlocks(Protocol):
    @property
    def services(self) -> list[str]: ...

    async def newest(self, service: str) -> tuple[int, str]:
        """Number and hash; 0 for an empty chain. Raises Unavailable."""


class Gathering:
    """One line for each chain that grew. A chain that became shorter, or another one, is told at once."""

    def __init__(self, chains: NewestBlocks, key: Ed25519PrivateKey, file: Path, clock: Clock) -> None:
        self._chains = chains
        self._key = key
        self._file = file
        self._clock = clock
        self._kept = newest_in(file, key)

    async def step(self) -> None:
        """A service that does not answer is asked again the next time."""
        grown = [found for service in self._chains.services if (found := await self._grown(service))]
        if grown:
            append(self._file, [signed(one, self._key) for one in grown])
            self._kept |= {one.service: one for one in grown}

    async def _grown(self, service: str) -> Checkpoint | None:
        try:
            number, digest = await self._chains.newest(service)
        except Unavailable as error:
            log.warning("no audit checkpoint this time", why=str(error))
            return None
        kept = self._kept.get(service)
        if kept and (number < kept.number or (number == kept.number and digest != kept.hash)):
            metrics.audit_chains_broken.labels(service).set(1)
            log.error("an audit chain is not what it was: run `causeway audit verify`", chain=service, block=kept.number)
            return None
        metrics.audit_chains_broken.labels(service).set(0)
        if number == (kept.number if kept else 0):
            return None
        return Checkpoint(service=service, number=number, hash=digest, at=self._clock.now().isoformat())


def newest_in(file: Path, key: Ed25519PrivateKey) -> dict[str, Checkpoint]:
    """By service. A line that is torn or not signed with this key counts for nothing, and is told."""
    found: dict[str, Checkpoint] = {}
    for number, line in enumerate(file.read_text(errors="replace").splitlines() if file.exists() else [], 1):
        if line.strip():
            try:
                checkpoint = read_signed(line, key.public_key())
            except CheckpointRefused:
                log.error("a kept checkpoint is torn or not signed with our key", line=number)
                continue
            found[checkpoint.service] = checkpoint
    return found
