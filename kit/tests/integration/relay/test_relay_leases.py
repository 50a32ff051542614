"""A shard of the outbox belongs to one live process, and passes to another when that one dies or stands still."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from relays import NOBODY, Process, all_sent, at_home, numbers

from causeway_kit import leases
from causeway_kit.leases import LEASES, RENEW_SECONDS, TTL_SECONDS, Leases
from causeway_kit.outbox import OUTBOX
from causeway_kit.store import Store
from causeway_kit.testing import until

pytestmark = pytest.mark.connected

TAKEOVER_SECONDS = 5


async def test_what_a_killed_process_left_is_sent_by_another_within_five_seconds(
    kafka: str, mongo: str, database: str, topic: str, store: Store
) -> None:
    survivor = Process(store, kafka, topic, ordinal=1)
    await survivor.start()
    child = [sys.executable, str(Path(__file__).parent / "relay_child.py"), mongo, database, topic, "50"]
    doomed = await asyncio.create_subprocess_exec(*child, stdout=subprocess.PIPE)
    assert doomed.stdout is not None
    while not (line := (await doomed.stdout.readline()).decode()).startswith("stored in shard "):
        assert line
    home = int(line.split()[-1])
    assert await store.count(OUTBOX, {"sent": False, "shard": home}) == 50
    doomed.send_signal(signal.SIGKILL)
    await doomed.wait()
    killed = time.monotonic()

    await until(lambda: all_sent(store))

    assert time.monotonic() - killed < TAKEOVER_SECONDS
    assert await numbers(kafka, topic) == list(range(50))
    await survivor.end()


async def test_a_process_that_comes_back_takes_its_home_at_once(kafka: str, topic: str, store: Store) -> None:
    first = Process(store, kafka, topic, ordinal=7)
    await first.start()
    await first.die()
    began = time.monotonic()

    again = Process(store, kafka, topic, ordinal=7)
    await again.start()

    assert time.monotonic() - began < TTL_SECONDS / 3
    assert again.relay.shard == first.relay.shard == 7
    row = await store.find_one(LEASES, {"_id": 7})
    assert row is not None
    assert row["epoch"] == 2
    await again.end()


async def test_two_processes_with_the_same_wish_have_two_homes(kafka: str, topic: str, store: Store) -> None:
    one, other = Process(store, kafka, topic, 5, "notes-a"), Process(store, kafka, topic, 5, "notes-b")
    await one.start()
    await other.start()

    assert one.relay.shard == 5
    assert other.relay.shard != 5
    await one.end()
    await other.end()


async def test_of_two_processes_with_the_same_name_the_older_one_moves(kafka: str, topic: str, store: Store) -> None:
    older, newer = Process(store, kafka, topic, ordinal=5), Process(store, kafka, topic, ordinal=5)
    await older.start()
    await newer.start()
    assert newer.relay.shard == 5

    async def moved() -> bool:
        return older.relay.shard != 5 and await at_home(older.relay)

    await until(moved, 2 * RENEW_SECONDS + TTL_SECONDS)
    await asyncio.gather(older.post(*range(5)), newer.post(*range(5, 10)))
    await until(lambda: all_sent(store))
    assert {*await numbers(kafka, topic)} == {*range(10)}
    await older.end()
    await newer.end()


async def test_a_process_that_ends_gives_its_lease_back(kafka: str, topic: str, store: Store) -> None:
    leaving = Process(store, kafka, topic, ordinal=5)
    await leaving.start()
    await leaving.end()
    began = time.monotonic()

    next_one = Process(store, kafka, topic, 5, "another-instance")
    await next_one.start()

    assert time.monotonic() - began < TTL_SECONDS / 3
    assert next_one.relay.shard == 5
    await next_one.end()


async def test_an_adopted_shard_is_given_back_when_nothing_waits_in_it(kafka: str, topic: str, store: Store) -> None:
    lost = Process(store, NOBODY, topic, ordinal=9)
    await lost.start()
    await lost.post(1, 2, 3)
    await lost.die()
    heir = Process(store, kafka, topic, ordinal=1)
    await heir.start()
    await until(lambda: all_sent(store))

    async def nothing_adopted() -> bool:
        return not heir.relay._leases.adopted

    await until(nothing_adopted)
    again = Process(store, kafka, topic, 9, "notes-9-in-another-place")
    await again.start()
    assert again.relay.shard == 9
    await again.end()
    await heir.end()


async def test_a_process_that_cannot_renew_gives_up_before_others_may_take(store: Store) -> None:
    held = Leases(store, "notes-0", 0)
    await held.keep()
    assert held.shards == [0]
    row = await store.find_one(LEASES, {"_id": 0})
    assert row is not None

    async def given_up() -> bool:
        return not held.shards

    await until(given_up)

    assert datetime.now(UTC) < row["expires"]


async def a_zombie(store: Store, kafka: str, topic: str) -> tuple[Process, Process]:
    """One that sent its parcels and stood still before it marked them, and the one that took its shard meanwhile."""
    zombie = Process(store, kafka, topic, ordinal=2)
    await zombie.relay._leases.keep()
    await zombie.post(1, 2, 3)
    await zombie.relay.send_waiting()
    zombie.relay._marking.cancel()  # type: ignore[union-attr]
    heir = Process(store, NOBODY, topic, ordinal=1)
    await heir.start()

    async def taken() -> bool:
        return 2 in heir.relay._leases.shards

    await until(taken)
    zombie.relay._leases._held[2].renewed_at = time.monotonic()  # it stood still right after it had looked at its clock
    return zombie, heir


async def marked_by_a_zombie(store: Store, kafka: str, topic: str) -> int:
    """The checker: how many marks were written by a process whose shard had passed to another."""
    zombie, heir = await a_zombie(store, kafka, topic)
    await zombie.relay._mark()
    marked = await store.count(OUTBOX, {"sent": True})
    await zombie.relay._sender.close()
    await heir.die()
    return marked


async def test_a_zombie_never_marks(kafka: str, topic: str, store: Store) -> None:
    assert await marked_by_a_zombie(store, kafka, topic) == 0


async def test_a_planted_bug_is_caught_marking_without_the_epoch(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def trusting(self: Leases, shard: int, write: Callable[[Any], Any]) -> None:
        await self._store.transaction(write)

    monkeypatch.setattr(Leases, "write_under", trusting)

    assert await marked_by_a_zombie(store, kafka, topic) == 3


async def test_a_zombie_steps_down_within_one_renewal(kafka: str, topic: str, store: Store) -> None:
    zombie, heir = await a_zombie(store, kafka, topic)
    zombie.relay._leases._held[2].renewed_at -= RENEW_SECONDS

    woken = time.monotonic()
    zombie.running = asyncio.create_task(zombie.relay.run(zombie.stop))

    async def elsewhere() -> bool:
        return zombie.relay.shard != 2 and await at_home(zombie.relay)

    await until(elsewhere)
    assert time.monotonic() - woken < RENEW_SECONDS
    assert 2 in heir.relay._leases.shards
    await zombie.end()
    await heir.die()


async def holders_at_once(store: Store) -> int:
    """The checker: two processes of which one's clock is an hour ahead want the same shard."""
    one, fast = Leases(store, "notes-a", 4), Leases(store, "notes-b", 4)
    await one.keep()
    await fast.keep()
    return [one.home, fast.home].count(4)


async def test_the_clock_of_a_process_does_not_matter(store: Store) -> None:
    assert await holders_at_once(store) == 1


async def test_a_planted_bug_is_caught_leases_by_the_clock_of_the_process(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = iter(datetime.now(UTC) + timedelta(hours=hour) for hour in range(1000))

    class Fast(Leases):
        async def _take(self, shard: int, again: bool = False) -> bool:
            monkeypatch.setattr(leases, "NOW", next(ahead))
            return await super()._take(shard, again)

    monkeypatch.setitem(globals(), "Leases", Fast)

    assert await holders_at_once(store) == 2
