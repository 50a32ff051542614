"""What staff did is on record, and the operator's command names the block that somebody changed (P26)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymongo import MongoClient

from causeway.moderation.v1 import restrictions_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair
from causeway_kit.checkpoints import Checkpoint, public_bytes, signed

pytestmark = pytest.mark.connected

CHAIN = ("moderation", "audit")


async def warn_somebody(system: RunningSystem) -> str:
    async with Calls(system) as calls:
        scene = await a_pair(calls)
        request = restrictions_pb2.ImposeRequest(
            programme_id=scene.pair.programme_id,
            person_id=scene.mentor,
            measure=restrictions_pb2.MEASURE_WARNED,
            reason="Swore at the mentee.",
        )
        await calls.ask(calls.restrictions.Impose, request, scene.moderator, fresh=True)
        return scene.mentor


def audit(system: RunningSystem, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-P", "-m", "causeway_cli.main", "audit", *arguments, "--json", "--data", str(system.data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def fault_of(printed: str) -> str:
    return next(str(one["fault"]) for one in json.loads(printed) if one["service"] == "moderation")


async def test_what_staff_do_is_in_the_chain_without_the_words_of_the_reason(system: RunningSystem) -> None:
    mentor = await warn_somebody(system)

    code, printed = audit(system, "list")
    acts: list[dict[str, Any]] = [json.loads(line) for line in printed.splitlines()]

    assert code == 0
    assert ("person.warned", mentor) in [(act["action"], act["thing"]) for act in acts]
    assert "Swore" not in printed


async def test_a_changed_block_is_named_and_a_sound_chain_passes(system: RunningSystem) -> None:
    await warn_somebody(system)
    assert audit(system, "verify")[0] == 0
    client: MongoClient[dict[str, Any]] = MongoClient(system.mongo_uri)
    chain = client[CHAIN[0]][CHAIN[1]]
    last = chain.find_one(sort=[("_id", -1)])
    assert last is not None
    try:
        chain.update_one({"_id": last["_id"]}, {"$set": {"acts.0.actor": "nobody"}})
        code, printed = audit(system, "verify")
    finally:
        chain.replace_one({"_id": last["_id"]}, last)
        client.close()

    assert code == 1
    assert fault_of(printed) == f"block {last['_id']} was changed: its content does not give its hash"
    assert audit(system, "verify")[0] == 0


def test_a_cut_end_is_known_from_a_checkpoint_that_was_kept(system: RunningSystem, tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    kept = Checkpoint(service="moderation", number=1_000_000, hash="ab", at="2026-03-02T09:00:00+00:00")
    (tmp_path / "kept").write_text(signed(kept, key) + "\n")
    (tmp_path / "public").write_bytes(public_bytes(key))

    code, printed = audit(system, "verify", "--checkpoints", str(tmp_path / "kept"), "--key", str(tmp_path / "public"))

    assert code == 1
    assert "a checkpoint knows block 1000000" in fault_of(printed)
