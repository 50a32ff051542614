"""Records the events of this build: `python tests/contracts/recorded/record.py NAME`, before a release.

Plays a small programme through a system of its own, takes every event from Kafka, and writes the folder NAME with the events,
their keys wrapped under the corpus's own key, and the state that today's handlers make of them. Recordings are never changed
afterwards: they are what old builds wrote.
"""

import asyncio
import base64
import json
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # the modules that tests share

from pymongo import MongoClient

from all_events import all_events
from causeway.access.v1 import access_pb2
from causeway.matching.v1 import pairs_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway_cli.calls import Calls
from causeway_cli.keeper.keys import key_encryption_key
from causeway_cli.running import RunningSystem, started_system
from causeway_cli.setting_up import Pair, appoint
from causeway_kit.sealed import FileVault
from recorded_events import KEY_ENCRYPTION_KEY, KEYS, RECORDED, Corpus, Recorded, every_service, opened, types_of
from tests_support import a_programme_of_pairs

FINE = ("Hello, I am glad to meet you.", "What do you like to read?", "I read about the sea.", "Then let us begin with boats.")
DOUBTFUL = "my number is 020 7946 0958, text me there"
FORBIDDEN = "I am going to kill you, you worthless idiot"
UNREAD_AFTER_SECONDS = "2"
QUIET_SECONDS = 15.0
WANTED = {
    *("ProgrammeOpened", "PersonEnrolled", "RoleGranted", "PairStarted", "PairEnded", "ConversationOpened", "MessagePosted"),
    *("MessageJudged", "MessageReleased", "ConversationRead", "NudgeSettled"),
}


async def say(calls: Calls, pair: Pair, author: str, text: str) -> None:
    request = messaging_pb2.PostRequest(conversation_id=pair.id, client_key=uuid.uuid4().hex, text=text)
    await calls.ask(calls.messages.Post, request, author, fresh=True)


async def scene(system: RunningSystem) -> None:
    """A little of everything that makes events."""
    async with Calls(system) as calls:
        first, second = await a_programme_of_pairs(calls, 2)
        for number, text in enumerate(FINE):
            await say(calls, first, first.people[number % 2], text)
        for text in (FINE[0], DOUBTFUL, FORBIDDEN):
            await say(calls, second, second.mentee_id, text)
        await asyncio.sleep(2)
        seen = messaging_pb2.MarkReadRequest(conversation_id=first.id, feed_seq=2)
        await calls.ask(calls.messages.MarkRead, seen, first.mentee_id)
        await appoint(calls, "rosa", access_pb2.ROLE_MODERATOR, second.programme_id)
        await decide(calls, second.programme_id)
        end = pairs_pb2.EndRequest(programme_id=second.programme_id, pair_id=second.id)
        await calls.ask(calls.pairs.End, end)
        await asyncio.sleep(QUIET_SECONDS)


async def decide(calls: Calls, programme_id: str) -> None:
    """One of the cases is blocked by a person, the others wait for ever."""
    listing = moderation_pb2.ListCasesRequest(programme_id=programme_id)
    cases = (await calls.ask(calls.review.ListCases, listing, "rosa", fresh=True)).cases
    for case in cases[:1]:
        which: Any = {"programme_id": programme_id, "case_id": case.case_id}
        await calls.ask(calls.review.Claim, moderation_pb2.ClaimRequest(**which, unveil=True), "rosa")
        decision = moderation_pb2.DecideRequest(**which, verdict=events_pb2.VERDICT_BLOCK, reason="against the norms")
        await calls.ask(calls.review.Decide, decision, "rosa")


async def taken_from(kafka: str) -> list[Recorded]:
    """Every event of every topic, in the order in which Kafka got them."""
    rows = await all_events(kafka)
    return [
        Recorded(row.topic, row.key.decode(), {name: text.decode() for name, text in row.headers}, json.loads(row.value))
        for row in rows
    ]


def keys_of(system: RunningSystem) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "kek"
        own.write_bytes(KEY_ENCRYPTION_KEY)
        before, after = FileVault(key_encryption_key(system.data)), FileVault(own)
        with MongoClient[dict[str, Any]](system.mongo_uri) as client:
            rows = list(client["keys"][KEYS].find({}))
    return {
        row["_id"]: base64.b64encode(after.wrap(row["_id"], before.unwrap(row["_id"], bytes(row["wrapped"])))).decode()
        for row in rows
    }


def write(folder: Path, events: Sequence[Recorded], keys: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    lines = [
        json.dumps({"topic": one.topic, "key": one.key, "headers": dict(one.headers), "value": dict(one.value)}) for one in events
    ]
    (folder / "events.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "keys.json").write_text(json.dumps(keys, indent=1, sort_keys=True) + "\n")


async def write_states(folder: Path, mongo: str) -> None:
    (folder / "state").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as keys_folder:
        for service in every_service():
            replayed = await opened(mongo, f"recording-{uuid.uuid4().hex[:8]}", service, Corpus(folder), Path(keys_folder))
            try:
                await replayed.replay(Corpus(folder).events())
                if replayed.set_aside:
                    sys.exit(f"{service} set {len(replayed.set_aside)} events aside: {replayed.set_aside[:3]}")
                text = json.dumps(await replayed.state(), indent=1, sort_keys=True)
                (folder / "state" / f"{service}.json").write_text(text + "\n")
            finally:
                await replayed.close()


def main() -> None:
    folder = RECORDED / sys.argv[1]
    if folder.exists():
        sys.exit(f"{folder} exists: a recording is never changed. Choose another name.")
    began = time.monotonic()
    with started_system({"CAUSEWAY_UNREAD_AFTER_SECONDS": UNREAD_AFTER_SECONDS}) as system:
        asyncio.run(scene(system))
        events = asyncio.run(taken_from(system.kafka))
        if missing := WANTED - types_of(events):
            sys.exit(f"These events did not come, so nothing was written: {', '.join(sorted(missing))}.")
        write(folder, events, keys_of(system))
        asyncio.run(write_states(folder, system.mongo_uri))
    sys.stdout.write(f"{len(events)} events of {len(types_of(events))} types in {time.monotonic() - began:.0f} s: {folder}\n")


if __name__ == "__main__":
    main()
