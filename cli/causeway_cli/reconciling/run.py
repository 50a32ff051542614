"""Compares the outbox of every service with its topics, and fills what a topic lost."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.keeper.plan import EVENT_TOPICS, SERVICES, TOPICS
from causeway_cli.reconciling.topics import missing_topics
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.shown import counting, stages
from causeway_cli.trouble import Trouble
from causeway_kit.errors import Unavailable
from causeway_kit.reconcile import TopicFound, reconcile
from causeway_kit.store import Store

Found = list[TopicFound]
NOTHING = timedelta(0)
NOTICED_SECONDS = 8  # services look at their topics each 5 s: then they read a new one from its beginning


@dataclass(frozen=True, slots=True)
class Reconciled:
    topics: Sequence[TopicFound]
    recreated: Sequence[str]  # in a dry run: that would be

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.topics)


def reconcile_all(data: Path, dry_run: bool, again: timedelta = NOTHING) -> Reconciled:
    """Raises Trouble."""
    return asyncio.run(reconcile_system(running_system(data), dry_run, again))


async def reconcile_system(system: RunningSystem, dry_run: bool = False, again: timedelta = NOTHING) -> Reconciled:
    """What was stored within `again` is sent once more even if it is there. Raises Trouble."""
    now = datetime.now(UTC)
    gone = await missing_topics(system.kafka, list(TOPICS))
    if gone and not dry_run:
        await create_topics(system.kafka, {topic: TOPICS[topic] for topic in gone})
        with stages("waiting until the services have noticed the new topics"):
            await asyncio.sleep(NOTICED_SECONDS)
    present = [topic for topic in EVENT_TOPICS if not dry_run or topic not in gone]
    found: Found = []
    for service in SERVICES:
        topics = [topic for topic in present if topic.startswith(f"{service}.")]
        with _Bars(service) as bars:
            compare = partial(reconcile, topics=topics, now=now, dry_run=dry_run, again_from=now - again, show=bars.show)
            found += await _of(system, service, compare)
    return Reconciled(found, gone)


async def _of(system: RunningSystem, service: str, compare: Callable[[Store, str], Awaitable[Found]]) -> Found:
    store = Store(system.mongo_uri, service)
    try:
        return await compare(store, system.kafka)
    except Unavailable as error:
        raise Trouble(f"The events of {service} could not be compared ({error}): is everything healthy?") from None
    finally:
        await store.close()


class _Bars:
    """A bar on the terminal for each part of the work, one after the other."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._what = ""
        self._bar = ExitStack()

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self._bar.close()
            self._what = what
            self._tell = self._bar.enter_context(counting(f"{self._service}: {what}", total))
        self._tell(done)
