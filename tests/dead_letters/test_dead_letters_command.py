"""What an operator sees of events that a service could not apply, and how they try them again."""

import asyncio
import json
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer, ConsumerRecord

from causeway.access.v1.access import Role
from causeway.matching.v1.events import RoleGranted
from causeway_cli.running import RunningSystem
from causeway_kit.dead_letters import (
    Letter,
    LetterSender,
    dead_letters_of,
    key_owner,
    letter_headers,
    origin_of,
    sealed_event,
)
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.store import Store

pytestmark = pytest.mark.connected
CANARY = "Priyanka's secret garden"
TOPIC = RoleGranted.TOPIC


def command(system: RunningSystem, *arguments: str) -> tuple[int, Any, str]:
    """Exit code, the JSON it printed, and what it said on stderr."""
    given = [sys.executable, "-P", "-m", "causeway_cli.main", "dead-letters", *arguments, "--json", "--data", str(system.data)]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    assert CANARY not in done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr


async def set_aside_by_an_older_build(system: RunningSystem, service: str, event: RoleGranted) -> str:
    """A letter as a build with a bug would have written it, about an event that today's build can apply."""
    value = event.to_json()
    headers = (("type", b"RoleGranted"), ("event_id", event.event_id.encode()))
    offset = uuid.uuid4().int % 1_000_000 + 1_000_000
    record = ConsumerRecord(TOPIC, 0, offset, 0, 0, event.key.encode(), value, None, 0, len(value), headers)
    keys = Store(system.mongo_uri, "keys")
    keyring, sender = Keyring(keys, FileVault(system.data / "secrets" / "kek")), LetterSender(system.kafka)
    await keyring.load([key_owner(service)])
    letter = Letter(record, "failed", "KeyError", "RoleGranted")
    told = letter_headers(keyring, service, letter, datetime.now(UTC))
    await sender.send(dead_letters_of(service), b"", sealed_event(keyring, service, record), told)
    await sender.close()
    await keys.close()
    return f"{service}:{origin_of(record)}"


def a_grant() -> RoleGranted:
    person = uuid.uuid4().hex
    granted = RoleGranted(subject=person, person_id=person, role=Role.MENTEE, scope=f"pair:{uuid.uuid4().hex}", version=1)
    return granted.stamped(uuid.uuid4().hex, datetime.now(UTC))


async def send_malformed(system: RunningSystem) -> str:
    """One event that nobody can read, with personal text in it; gives its origin."""
    async with AIOKafkaProducer(bootstrap_servers=system.kafka) as producer:
        value = json.dumps({"event_id": uuid.uuid4().hex, "subject": CANARY, CANARY: 1}).encode()
        sent = await producer.send_and_wait(TOPIC, value, key=CANARY.encode(), headers=[("type", b"RoleGranted")])
    return f"{sent.topic}/{sent.partition}/{sent.offset}"


async def listed(system: RunningSystem, id: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            _, letters, _ = await asyncio.to_thread(command, system, "list", "--service", id.partition(":")[0])
            if found := [letter for letter in letters if letter["id"] == id]:
                return dict(found[0])
            await asyncio.sleep(0.5)


async def test_a_malformed_event_is_listed_shown_and_fails_again_without_a_word_of_its_text(system: RunningSystem) -> None:
    origin = await send_malformed(system)
    id = f"messaging:{origin}"
    letter = await listed(system, id)

    code, shown, _ = command(system, "show", id)
    again, outcomes, _ = command(system, "replay", id)

    assert (letter["reason"], letter["state"], letter["attempts"]) == ("malformed", "waiting", 1)
    assert code == 0
    assert shown["payload"]["fields"] == ["event_id", "subject"]
    assert shown["payload"]["unknown_fields"] == 1
    assert list(shown["payload"]["ids"]) == ["event_id"]
    assert again == 1
    assert outcomes == [{"id": id, "outcome": "failed again", "why": "malformed: ValidationError, attempt 2"}]
    assert (await listed(system, id))["attempts"] == 2


async def test_an_event_that_can_be_applied_by_now_is_applied_once_however_often_it_is_replayed(system: RunningSystem) -> None:
    id = await set_aside_by_an_older_build(system, "messaging", a_grant())

    foretold = command(system, "replay", id, "--dry-run")
    first = command(system, "replay", id)
    second = command(system, "replay", id)

    assert foretold[:2] == (0, [{"id": id, "outcome": "would be replayed", "why": ""}])
    assert first[:2] == (0, [{"id": id, "outcome": "applied", "why": ""}])
    assert second[:2] == (0, [{"id": id, "outcome": "repeated", "why": "its effects are stored already"}])
    assert (await listed(system, id))["state"] == "applied"


async def test_all_letters_of_a_filter_are_replayed_and_the_others_left_alone(system: RunningSystem) -> None:
    first = await set_aside_by_an_older_build(system, "moderation", a_grant())
    second = await set_aside_by_an_older_build(system, "moderation", a_grant())
    other = await set_aside_by_an_older_build(system, "notifications", a_grant())

    _, outcomes, _ = command(system, "replay", "--service", "moderation", "--reason", "failed", "--type", "RoleGranted")

    assert {each["id"]: each["outcome"] for each in outcomes} == {first: "applied", second: "applied"}
    assert (await listed(system, other))["state"] == "waiting"


def test_an_unknown_id_is_told_in_one_sentence(system: RunningSystem) -> None:
    code, _, said = command(system, "show", "messaging:matching.people.v1/0/99999999")

    assert code == 1
    assert said.startswith("causeway: There is no dead letter messaging:matching.people.v1/0/99999999")
    assert len(said.strip().splitlines()) == 1
