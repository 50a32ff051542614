"""Both ends of the floor in one process: writes records when they are due, and reads what comes out of the last topic."""

import asyncio
import json
import struct
import time
from pathlib import Path
from typing import Any

import uvloop

from causeway_cli.bench.child import say, serve_orders, told_to_go
from causeway_cli.bench.forwarder import STAMP_BYTES, headers_of, reading, until_assigned, value_of
from causeway_cli.embedded.server import wait_until

READING, WARM, SETTLED, WRITTEN = "reading", "warm", "settled", "written"
PATIENCE_SECONDS = 30.0
KEYS = 200
STAMP = struct.Struct(">dQ")


class FloorLoad:
    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self._rate: float = given["rate"]
        self.warm_up: int = round(self._rate * given["warm_up_seconds"])
        self.messages: int = self.warm_up + max(1, round(self._rate * given["seconds"]))
        self._acked: dict[int, float] = {}
        self._read: dict[int, float] = {}
        self._twice = 0
        self._sending: set[asyncio.Task[None]] = set()
        self._began = 0.0

    async def run(self) -> None:
        from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

        bootstrap = self._given["kafka"]
        consumer = AIOKafkaConsumer(self._given["last"], bootstrap_servers=bootstrap, group_id="of-the-end", **reading())
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
        async with consumer, producer:
            await until_assigned(consumer)
            sink = asyncio.create_task(self._drink(consumer))
            say(READING)
            await told_to_go()
            await self._pour(producer)
            await self._until_all_read()
            say(SETTLED)
            sink.cancel()
            await asyncio.gather(sink, return_exceptions=True)

    async def _pour(self, producer: Any) -> None:
        loop = asyncio.get_running_loop()
        start, self._began = loop.time(), time.time()
        for number in range(self.messages):
            if number == self.warm_up:
                say(WARM)
            if (early := start + number / self._rate - loop.time()) > 0:
                await asyncio.sleep(early)
            task = asyncio.create_task(self._send(producer, number))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        while self._sending:
            await asyncio.wait(self._sending)

    async def _send(self, producer: Any, number: int) -> None:
        stamp = STAMP.pack(self._began, number)
        key = f"{number % KEYS:032x}".encode()
        sent = await producer.send(self._given["first"], value_of(stamp, self._given["size"]), key=key, headers=headers_of(stamp))
        await sent
        self._acked[number] = time.time()

    async def _drink(self, consumer: Any) -> None:
        while True:
            batch = await consumer.getmany(timeout_ms=500, max_records=500)
            now = time.time()
            for part in batch.values():
                for record in part:
                    _, number = STAMP.unpack(record.value[:STAMP_BYTES])
                    self._twice += number in self._read
                    self._read.setdefault(number, now)

    async def _until_all_read(self) -> None:
        async def all_read() -> bool:
            return len(self._read) == self.messages

        await wait_until(all_read, PATIENCE_SECONDS)

    def account(self) -> dict[str, Any]:
        rows = [
            [self._began + number / self._rate, self._acked[number], self._read.get(number)]
            for number in range(self.warm_up, self.messages)
        ]
        return {"rows": rows, "duplicated": self._twice}


def load(given: dict[str, Any]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        both_ends = FloorLoad(given)
        runner.run(both_ends.run())
    Path(given["result"]).write_text(json.dumps(both_ends.account()))
    say(WRITTEN)


if __name__ == "__main__":
    serve_orders(load)
