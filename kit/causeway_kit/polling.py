"""Whether the Kafka client under a consumer still reads: when it last asked, what Kafka forbids it, whether its tasks live.

It looks at private names of aiokafka and FastStream; tests guard them.
"""

import time
from collections.abc import Sequence
from typing import Any

import structlog
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from causeway_kit.kafka_security import refusal

log = structlog.get_logger()

REFUSED_SECONDS = 8  # FastStream rests 5 s after each refusal: then it comes again or is over


class ConsumerEnded(Exception):
    """The client's own tasks are dead: it would poll for ever and get nothing. Only a new process helps."""


class Polling:
    """Of one consumer group in one process."""

    def __init__(self, group: str) -> None:
        self._group = group
        self._subscriber: Any = None
        self._topics: frozenset[str] = frozenset()
        self._watched = False
        self._refused, self._refused_at = "", 0.0
        self.polled_at = time.monotonic()

    def of(self, subscriber: Any, topics: Sequence[str]) -> None:
        self._subscriber, self._topics = subscriber, frozenset(topics)

    def watch(self) -> None:
        """Notes the time of every poll, idle ones too: a consumer that no longer polls is not ready."""
        consumer = self._subscriber.consumer
        getmany = consumer.getmany

        async def noted(*arguments: Any, **options: Any) -> Any:
            try:
                got = await getmany(*arguments, **options)
            except KafkaError as error:
                self._hear(refusal(error))
                raise
            self.polled_at = time.monotonic()
            return got

        consumer.getmany = noted
        self._watched = True

    @property
    def refused(self) -> str:
        """What Kafka does not let this group read, in words; empty when it may read all, as far as we know."""
        consumer = self._subscriber and self._subscriber.consumer
        forbidden = self._topics & consumer._client.cluster.unauthorized_topics if consumer else ()
        if forbidden:
            self._hear(refusal(TopicAuthorizationFailedError(forbidden)))
        elif time.monotonic() - self._refused_at > REFUSED_SECONDS:
            self._refused = ""
        return self._refused

    def _hear(self, why: str) -> None:
        if why and why != self._refused:
            log.error("events cannot be read", consumer=self._group, why=why)
        if why:
            self._refused, self._refused_at = why, time.monotonic()

    def require_life(self) -> None:
        """aiokafka (issues 983, 1037) and FastStream let their tasks die in silence. Raises ConsumerEnded."""
        consumer = self._subscriber.consumer if self._watched else None
        if consumer is None:
            return
        fetching, coordinating = consumer._fetcher._fetch_task, consumer._coordinator._coordination_task
        reading = [task for task in self._subscriber.tasks if not task.done()]
        dead = "fetching" if fetching.done() else "coordinating" if coordinating.done() else "" if reading else "reading"
        if dead:
            log.error("the Kafka consumer is dead", consumer=self._group, task=dead)
            raise ConsumerEnded(dead)
