"""Tells the services of invented pairs as matching does, on its topics, so that very many exist within minutes.

For a system that lives only for a benchmark: matching itself does not know these people.
"""

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PairStarted, RoleGranted
from causeway_cli.lag import group_lags
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import Pair
from causeway_cli.trouble import Trouble
from causeway_kit.ids import new_event_id

READERS = ("messaging", "moderation", "notifications", "analytics")
AT_ONCE = 2000
LOOK_SECONDS = 2.0
QUIET_SECONDS = 120.0  # without any progress
PAIRS = uuid.UUID("5bd1d6d6-3c3c-4a0e-a37f-6f1d44bdb6aa")


def invented(run: str, programme_id: str, first: int, last: int) -> list[Pair]:
    """Pairs number `first` up to `last`, the same for the same run."""

    def id_of(kind: str, number: int) -> str:
        return uuid.uuid5(PAIRS, f"{run}/{kind}/{number}").hex

    return [
        Pair(id_of("pair", number), programme_id, id_of("mentee", number), id_of("mentor", number))
        for number in range(first, last)
    ]


def events_of(pairs: Sequence[Pair]) -> Iterator[Event]:
    """In this order, so that who writes has the right to before the conversation is there."""
    now = datetime.now(UTC)
    for pair in pairs:
        for person, role in ((pair.mentee_id, Role.MENTEE), (pair.mentor_id, Role.MENTOR)):
            scope = f"programme:{pair.programme_id}"
            granted = RoleGranted(subject=person, person_id=person, role=role, scope=scope, version=1)
            yield granted.stamped(new_event_id(), now)
        started = PairStarted(
            pair_id=pair.id,
            programme_id=pair.programme_id,
            mentee_id=pair.mentee_id,
            mentor_id=pair.mentor_id,
            minor=False,
            version=1,
        )
        yield started.stamped(new_event_id(), now)


async def announce(system: RunningSystem, pairs: Sequence[Pair], show: Callable[[int], None]) -> None:
    """Returns when every service has read of every pair. Raises Trouble."""
    from aiokafka import AIOKafkaProducer

    async with AIOKafkaProducer(bootstrap_servers=system.kafka, acks="all", enable_idempotence=True, linger_ms=5) as producer:
        sent: list[Any] = []
        for event in events_of(pairs):
            headers = [("type", type(event).__name__.encode()), ("event_id", event.event_id.encode())]
            sent.append(await producer.send(event.TOPIC, event.to_json(), key=event.key.encode(), headers=headers))
            if len(sent) >= AT_ONCE:
                await asyncio.gather(*sent)
                sent.clear()
        await asyncio.gather(*sent)
    await _read(system, 3 * len(pairs), show)


async def _read(system: RunningSystem, events: int, show: Callable[[int], None]) -> None:
    least, since = events * len(READERS), time.monotonic()
    while waiting := sum((await group_lags(system.kafka, READERS)).values()):
        show(max(0, events - waiting // len(READERS)))
        if waiting < least:
            least, since = waiting, time.monotonic()
        elif time.monotonic() - since > QUIET_SECONDS:
            raise Trouble(
                f"{waiting:,} events of invented pairs are not read, and nothing moved for {QUIET_SECONDS:.0f} s: "
                "look at the services' logs, or ask for fewer conversations."
            )
        await asyncio.sleep(LOOK_SECONDS)
    show(events)
