"""The audit chain: what people with power did, so that nothing in it changes unseen while somebody keeps an older checkpoint.

Each block holds the acts of one transaction and the hash of the block before. Its own hash is SHA-256 over a zero byte and the
block as canonical JSON. Words about a person are sealed before they get here, so erasing the person leaves every hash as it was.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

AUDIT = "audit"
NOTHING_BEFORE = ""
_ENTRY = b"\x00"  # sets hashes of blocks apart from any other hash

Block = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what to which thing. `reason` is a code or a sealed sentence, never plain words about a person."""

    actor: str
    action: str
    thing: str
    programme_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first block that is not as it was; `number` counts from 1."""

    number: int
    why: str


def block_after(newest: Block | None, acts: Sequence[Act], at: datetime) -> Block:
    block: Block = {
        "_id": newest["_id"] + 1 if newest else 1,
        "at": at.isoformat(),
        "acts": [asdict(act) for act in acts],
        "before": newest["hash"] if newest else NOTHING_BEFORE,
    }
    return {**block, "hash": hash_of(block)}


def hash_of(block: Block) -> str:
    entry = {name: value for name, value in block.items() if name != "hash"}
    return hashlib.sha256(_ENTRY + canonical(entry)).hexdigest()


def canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


class Verifier:
    """Takes the blocks in order and names the first that was changed, left out, moved or put in.

    `kept` are hashes by block number from checkpoints that were stored elsewhere: without them, whoever can write the
    whole chain can also write it anew, or cut its end off.
    """

    def __init__(self, kept: Mapping[int, str]) -> None:
        self._kept = dict(kept)
        self._number = 0
        self._hash = NOTHING_BEFORE

    def take(self, block: Block) -> Fault | None:
        self._number += 1
        fault = self._fault_of(block)
        self._hash = str(block.get("hash", ""))
        self._kept.pop(self._number, None)
        return fault

    def _fault_of(self, block: Block) -> Fault | None:
        number = self._number
        if block.get("_id") != number:
            return Fault(number, f"block {number} is missing: {block.get('_id')} stands in its place")
        if block.get("hash") != hash_of(block):
            return Fault(number, f"block {number} was changed: its content does not give its hash")
        if block.get("before") != self._hash:
            return Fault(number, f"block {number} does not follow the block before it")
        if self._kept.get(number, block["hash"]) != block["hash"]:
            return Fault(number, f"block {number} is not the one of the checkpoint that was kept: the chain was written anew")
        return None

    def end(self) -> Fault | None:
        """After the last block: what a checkpoint knows must be there."""
        if not self._kept:
            return None
        return Fault(self._number + 1, f"the end is cut off: a checkpoint knows block {max(self._kept)}")
