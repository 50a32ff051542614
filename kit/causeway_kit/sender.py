"""Hands stored events to Kafka: one batch after the other, each again until it is acknowledged."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from causeway_kit import metrics
from causeway_kit.kafka_security import OPEN, KafkaSecurity, reason, refusal

log = structlog.get_logger()
Event = dict[str, Any]  # as it lies in a parcel

SEND_SECONDS = 20  # longer than an ordinary restart of the broker
START_SECONDS = 5
CLOSE_SECONDS = 3
PAUSE_SECONDS = 0.5
FORBIDDEN_PAUSE_SECONDS = 5  # each try sends once more what the same batch holds for other topics


def untold(why: str) -> None:
    """Nobody wants to know."""


class Sender:
    """One idempotent producer, built again after any trouble: some kinds never heal in the one that met them."""

    def __init__(self, bootstrap: str, security: KafkaSecurity = OPEN, tells: Callable[[str], None] = untold) -> None:
        """`tells` hears why events wait, and an empty text when they are sent again."""
        self._bootstrap = bootstrap
        self._security = security
        self._tells = tells
        self._waits = False
        self._producer: AIOKafkaProducer | None = None
        self._closing: set[asyncio.Task[None]] = set()

    async def send(self, events: Sequence[Event]) -> None:
        """Returns when all are acknowledged by the broker. Some may then be there twice, after trouble."""
        while True:
            try:
                producer = await self._open_producer()
                await asyncio.wait_for(_send_all(producer, events), SEND_SECONDS)
                self._tell("")
                return
            except Exception as error:  # whatever it is: the events are stored, and the next producer is a new one
                why = await reason(error, self._bootstrap, self._security)
                log.warning("events could not be sent, trying again", error=type(error).__name__, events=len(events), why=why)
                metrics.producer_rebuilds.inc()
                self._discard_producer()
                self._tell(why)
                await asyncio.sleep(FORBIDDEN_PAUSE_SECONDS if refusal(error) else PAUSE_SECONDS)

    def _tell(self, why: str) -> None:
        if why or self._waits:
            self._tells(why)
        self._waits = bool(why)

    async def close(self) -> None:
        self._discard_producer()
        await asyncio.gather(*self._closing)

    async def _open_producer(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap,
                acks="all",
                enable_idempotence=True,
                metadata_max_age_ms=5000,
                compression_type=None,
                **self._security.options,
            )
            try:
                await asyncio.wait_for(producer.start(), START_SECONDS)
            except BaseException:
                self._close_later(producer)
                raise
            self._producer = producer
        return self._producer

    def _discard_producer(self) -> None:
        if self._producer is not None:
            self._close_later(self._producer)
            self._producer = None

    def _close_later(self, producer: AIOKafkaProducer) -> None:
        """In the background: stop() of a troubled producer waits for what it could not send."""
        task = asyncio.create_task(_close(producer))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _send_all(producer: AIOKafkaProducer, events: Sequence[Event]) -> None:
    sent = [
        await producer.send(event["topic"], bytes(event["value"]), key=event["key"].encode(), headers=_headers(event))
        for event in events
    ]
    await asyncio.gather(*sent)


def _headers(event: Event) -> list[tuple[str, bytes]]:
    headers = [("type", event["type"].encode()), ("event_id", event["id"].encode())]
    return [*headers, ("traceparent", event["trace"].encode())] if event["trace"] else headers


async def _close(producer: AIOKafkaProducer) -> None:
    with contextlib.suppress(TimeoutError, KafkaError):
        await asyncio.wait_for(producer.stop(), CLOSE_SECONDS)
