"""A service small enough to see through: it counts what each event speaks of, and publishes an event about it in turn.

An event's subject is an id that the test gave it: where it shows up twice, something was done twice.

In a test's own process it can be told to misbehave; run as a program it is a real process that a test may kill:
`python fault_service.py PLAN SETTINGS`, both JSON.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, cast

import structlog
from fault_mutants import MUTANTS

from causeway.messaging.v1.events import ConversationRead
from causeway_kit.batch import Item, run_batch
from causeway_kit.errors import Unavailable
from causeway_kit.service import Service, run_service
from causeway_kit.settings import ServiceSettings
from causeway_kit.work import UnitOfWork

log = structlog.get_logger()

EFFECTS = "effects"
POISON = -1  # as a feed_seq
CONVERSATIONS = 12
PUBLISHED_TOGETHER = 50


@dataclass
class Plan:
    """What a service is to do, and what shall go wrong in it."""

    group: str
    topic: str = ""  # none: it only publishes
    echoes: str = ""  # none: it publishes nothing
    commit_takes: float = 0  # seconds, before each transaction
    hold_after_commit: bool = False  # the transaction is stored, and Kafka is never told
    failing: bool = False  # what the handler needs is away
    poll_interval_ms: int = 300_000
    mutant: str = ""


def database_of(plan: Plan) -> str:
    return f"{plan.group}-data"


def noted_on(topic: str) -> type[ConversationRead]:
    class Noted(ConversationRead):
        TOPIC = topic

    return Noted


class CountingService(Service):
    """Its effect on the world: one more for the event's subject, and one event that tells of it."""

    def __init__(self, plan: Plan, settings: ServiceSettings) -> None:
        super().__init__(plan.group, settings, {EFFECTS: []})
        self.plan = plan
        self.handled = 0
        self.published: set[str] = set()
        self.refused: Counter[str] = Counter()
        self._echo = noted_on(plan.echoes)
        if plan.topic:
            self._subscribe()
        if plan.mutant:
            MUTANTS[plan.mutant](self)

    def _subscribe(self) -> None:
        broker: Any = self._broker
        broker.subscriber = partial(broker.subscriber, max_poll_interval_ms=self.plan.poll_interval_ms)
        event = noted_on(self.plan.topic)
        self.consumer.on(event, lambda work: work, needs=lambda event: [])(self._note)

    def open_work(self) -> UnitOfWork:
        """A unit of work whose end is as slow as the plan says."""
        work: Any = super().open_work()
        commit = work.commit

        async def planned_commit(*arguments: Any) -> None:
            if self.plan.commit_takes:
                log.info("committing", seconds=self.plan.commit_takes)
            await asyncio.sleep(self.plan.commit_takes)
            await commit(*arguments)
            if self.plan.hold_after_commit:
                await asyncio.Event().wait()

        work.commit = planned_commit
        return cast(UnitOfWork, work)

    def _note(self, work: UnitOfWork, event: ConversationRead) -> None:
        if self.plan.failing:
            self.refused[event.reader_id] += 1
            raise Unavailable("what the handler needs is away")
        if event.feed_seq == POISON:
            raise ValueError("a bug that only this event meets")
        self.handled += 1
        work.increment(EFFECTS, event.reader_id, {"times": 1})
        if self.plan.echoes:
            work.publish([self._told(event.reader_id, event.conversation_id)])

    def _told(self, subject: str, conversation_id: str) -> ConversationRead:
        return self._echo(conversation_id=conversation_id, programme_id="p", reader_id=subject, feed_seq=1)

    async def publish(self, subjects: Sequence[str]) -> None:
        """Stores events to be sent, in their order, spread over some conversations."""

        def item(number: int, subject: str) -> Item:
            return Item([], lambda work: work.publish([self._told(subject, f"c{number % CONVERSATIONS}")]))

        self.published.update(subjects)
        for start in range(0, len(subjects), PUBLISHED_TOGETHER):
            part = subjects[start : start + PUBLISHED_TOGETHER]
            await run_batch(self.open_work, [item(number, subject) for number, subject in enumerate(part, start)])

    @property
    def partitions(self) -> int:
        """How many partitions of its topic this member reads now."""
        consumer = self.consumer._subscriber and self.consumer._subscriber.consumer
        return len([place for place in consumer.assignment() if place.topic == self.plan.topic]) if consumer else 0

    def end(self) -> None:
        """As SIGTERM does in a process of its own."""
        self._stop.set()


def command_of(plan: Plan, settings: ServiceSettings) -> list[str]:
    return [sys.executable, __file__, json.dumps(asdict(plan)), settings.model_dump_json()]


def main() -> None:
    plan, settings = Plan(**json.loads(sys.argv[1])), ServiceSettings(**json.loads(sys.argv[2]))
    build: Callable[[], Any] = lambda: CountingService(plan, settings)  # noqa: E731
    run_service(plan.group, settings, build)


if __name__ == "__main__":
    main()
