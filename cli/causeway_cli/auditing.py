"""Reads the audit chains of all services and says where one is not what it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causeway_cli.direct import Databases, databases
from causeway_cli.keeper.replicas import SERVICES
from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble
from causeway_kit.audit import AUDIT, Block, Verifier
from causeway_kit.checkpoints import Checkpoint, CheckpointRefused, public_key_of, read_signed

FIELDS = ("at", "acts", "before", "hash")


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """`kept`: checkpoints that the chain was held against. `fault` is empty for a sound chain."""

    service: str
    blocks: int
    acts: int
    kept: int
    fault: str


def verify(system: RunningSystem, kept: Sequence[Checkpoint]) -> list[ChainVerdict]:
    with databases(system) as data:
        return [_verdict(service, _blocks(data, service), kept) for service in SERVICES]


def acts(system: RunningSystem, service: str) -> Iterator[dict[str, Any]]:
    """Every act of the chain, the oldest first."""
    if service not in SERVICES:
        raise Trouble(f"There is no service called {service}; name one of {', '.join(SERVICES)}.")
    with databases(system) as data:
        for block in _blocks(data, service):
            yield from ({"block": block["_id"], "at": block["at"], **act} for act in block["acts"])


def read_checkpoints(path: Path, key: Path) -> tuple[list[Checkpoint], list[int]]:
    """The checkpoints, and the numbers of lines that are torn or not signed with the key. Raises Trouble."""
    try:
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        public = public_key_of(key)
    except (OSError, ValueError) as error:
        raise Trouble(f"{path} or {key} cannot be read ({type(error).__name__}); nothing was verified.") from None
    found, unsigned = [], []
    for number, line in enumerate(lines, 1):
        try:
            found.append(read_signed(line, public))
        except CheckpointRefused:
            unsigned.append(number)
    return found, unsigned


def _blocks(data: Databases, service: str) -> Iterator[Block]:
    return data.rows(service, AUDIT, {}, FIELDS, sort=[("_id", 1)])


def _verdict(service: str, blocks: Iterator[Block], checkpoints: Sequence[Checkpoint]) -> ChainVerdict:
    kept = {one.number: one.hash for one in checkpoints if one.service == service}
    verifier, count, done, fault = Verifier(kept), 0, 0, None
    for block in blocks:
        count, done = count + 1, done + len(block.get("acts", ()))
        if fault := verifier.take(block):
            break
    fault = fault or verifier.end()
    return ChainVerdict(service, count, done, len(kept), fault.why if fault else "")
