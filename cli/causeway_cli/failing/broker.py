"""What can happen to the broker's data: a lost tail, a deleted topic, forgotten offsets, events that nobody can read."""

import asyncio
import signal
from pathlib import Path

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.server import wait_until
from causeway_cli.failing.system import Breakable
from causeway_cli.keeper.plan import TOPICS
from causeway_cli.trouble import Trouble

GONE_SECONDS = 20.0
LOOK_SECONDS = 0.5
SESSION_SECONDS = 15.0
"""Longer than the session of a consumer: then its group has no member and its offsets may be set."""
POISONS = {
    "malformed": (b"{not json", [("type", b"{type}"), ("event_id", b"poison")]),
    "not text": (b"\xff\xfe\x00\x80", [("type", b"{type}"), ("event_id", b"\xff\xfe")]),
    "empty": (b"", [("type", b"{type}")]),
    "no type": (b"{}", []),
    "no id": (b"{}", [("type", b"{type}")]),
}


def lose_tail(system: Breakable, topic: str, bytes_lost: int) -> None:
    """The broker dies, and of each partition's newest segment the last bytes are gone when it comes back."""
    with system.processes.unkept():
        pid = system.processes.signal("kafka", signal.SIGKILL)
        system.processes.wait_until_gone(pid, GONE_SECONDS)
        for folder in sorted((system.data / "kafka" / "log").glob(f"{topic}-*")):
            _cut(folder, bytes_lost)


def _cut(folder: Path, bytes_lost: int) -> None:
    segments = sorted(folder.glob("*.log"))
    if not segments or not segments[-1].stat().st_size:
        return
    with segments[-1].open("r+b") as newest:
        newest.truncate(max(0, segments[-1].stat().st_size - bytes_lost))
    for snapshot in folder.glob("*.snapshot"):
        snapshot.unlink()


def delete_topic(system: Breakable, topic: str) -> None:
    """It is made again at once, empty, as an operator would."""

    async def again() -> None:
        from aiokafka.admin import AIOKafkaAdminClient

        admin = AIOKafkaAdminClient(bootstrap_servers=system.running.kafka)

        async def gone() -> bool:
            return topic not in await admin.list_topics()

        try:
            await admin.start()
            await admin.delete_topics([topic])
            await wait_until(gone, GONE_SECONDS)
        finally:
            await admin.close()
        await create_topics(system.running.kafka, {topic: TOPICS[topic]})

    asyncio.run(asyncio.wait_for(again(), GONE_SECONDS))


def reset_offsets(system: Breakable, group: str) -> None:
    """The service dies, and when it comes back its group has read nothing yet."""
    with system.processes.unkept():
        names = [name for name in system.processes.all() if name.partition("-")[0] == group]
        for name in names:
            system.processes.wait_until_gone(system.processes.signal(name, signal.SIGKILL), GONE_SECONDS)
        asyncio.run(_forget_offsets(system.running.kafka, group))


async def _forget_offsets(bootstrap: str, group: str) -> None:
    """Kafka takes offsets from a stranger once the group has no member any more. Raises Trouble."""
    from aiokafka import AIOKafkaConsumer
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    stranger = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    try:
        await admin.start()
        await stranger.start()
        beginning = dict.fromkeys(await admin.list_consumer_group_offsets(group), 0)
        stranger.assign(list(beginning))
        for _ in range(round(SESSION_SECONDS / LOOK_SECONDS)):
            try:
                await stranger.commit(beginning)
                return
            except KafkaError:
                await asyncio.sleep(LOOK_SECONDS)
    finally:
        await stranger.stop()
        await admin.close()
    raise Trouble(f"The group {group} still had members after {SESSION_SECONDS:.0f} s.")


async def poison(bootstrap: str, topic: str) -> None:
    """One event of each kind that nobody can read, between good ones."""
    from aiokafka import AIOKafkaProducer

    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all")
    await producer.start()
    try:
        for name, (value, headers) in POISONS.items():
            kinds = [(key, content.replace(b"{type}", _type_on(topic).encode())) for key, content in headers]
            await producer.send_and_wait(topic, value, key=name.encode(), headers=kinds)
    finally:
        await producer.stop()


def _type_on(topic: str) -> str:
    """A type of event that consumers of this topic listen to."""
    return {"messaging.posted.v1": "MessagePosted", "moderation.verdicts.v1": "MessageJudged"}.get(topic, "MessageReleased")
