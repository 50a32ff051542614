"""One hop of the floor, in a process of its own: reads records of a topic and writes as many to the next, and nothing else."""

import asyncio
import signal
import time
from collections.abc import Iterable
from typing import Any

import uvloop

from causeway_cli.bench.child import say, serve_orders
from causeway_cli.embedded.server import wait_until

READING = "reading"
BATCH = 500
WAIT_MS = 500
COMMIT_SECONDS = 1.0
START_SECONDS = 60.0
STAMP_BYTES = 16  # the moment at which a message was due, and its number: carried through every hop


def value_of(stamp: bytes, size: int) -> bytes:
    return stamp.ljust(max(size, STAMP_BYTES), b"x")


def headers_of(stamp: bytes) -> list[tuple[str, bytes]]:
    """As many as an event of the system has, and as long."""
    return [("type", b"MessageReleased"), ("event_id", stamp.hex().encode())]


def forward(given: dict[str, Any]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_forward(given["kafka"], given["source"], given["target"], given["size"]))


async def _forward(bootstrap: str, source: str, target: str, size: int) -> None:
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    consumer = AIOKafkaConsumer(source, bootstrap_servers=bootstrap, group_id=f"of-{source}", **reading())
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
    async with consumer, producer:
        await until_assigned(consumer)
        say(READING)
        committed = time.monotonic()
        while not stop.is_set():
            batch = await consumer.getmany(timeout_ms=WAIT_MS, max_records=BATCH)
            await send_all(producer, target, size, [record for part in batch.values() for record in part])
            if batch and time.monotonic() - committed > COMMIT_SECONDS:
                await consumer.commit()
                committed = time.monotonic()


def reading() -> dict[str, Any]:
    return {"enable_auto_commit": False, "auto_offset_reset": "earliest"}


async def until_assigned(consumer: Any) -> None:
    """A batch would be lost to nobody, but the clock must not run before every partition has its reader."""

    async def assigned() -> bool:
        return bool(consumer.assignment())

    await wait_until(assigned, START_SECONDS)


async def send_all(producer: Any, target: str, size: int, records: Iterable[Any]) -> None:
    sent = []
    for record in records:
        stamp = record.value[:STAMP_BYTES]
        sent.append(await producer.send(target, value_of(stamp, size), key=record.key, headers=headers_of(stamp)))
    await asyncio.gather(*sent)


if __name__ == "__main__":
    serve_orders(forward)
