"""Runs use cases that are written for one thing over many things at once, in one transaction."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from causeway_kit import metrics
from causeway_kit.errors import Duplicate, Stale, Unavailable
from causeway_kit.inbox import INBOX
from causeway_kit.work import Need, UnitOfWork

log = structlog.get_logger()
ROUNDS = 12  # of what collides with others who change the same documents
LONGEST_STRETCH_SECONDS = 0.02  # of one batch's own work, while calls and leases of the same process wait


@dataclass(frozen=True, slots=True)
class Item:
    """One use case to run: what it needs to have loaded, what it does, and its mark in the inbox if it is an event."""

    needs: Sequence[Need]
    act: Callable[[UnitOfWork], Any]
    mark: str = ""
    new: Sequence[Need] = ()
    """Of the needs, what is hardly ever there already, such as the message of a post."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The use case raised this; nothing of it was stored."""

    error: Exception


class Repeated:
    """This event was applied before; nothing was done."""


REPEATED = Repeated()


class _Mistrusted(Exception):
    """An item failed by what was remembered or presumed, which may be wrong."""


class _Spoiled(Exception):
    """These items failed after they had changed something: the others must be taken again without them."""

    def __init__(self, failed: dict[int, Failed]) -> None:
        super().__init__()
        self.failed = failed


async def run_batch(open_work: Callable[[], UnitOfWork], items: Sequence[Item]) -> list[Any]:
    """Gives each item's result, or Failed. One bad item fails alone. Raises Unavailable if nothing was stored.

    The first time nothing is read that memory knows or that is presumed to be new. Whatever goes wrong then is taken as
    the fault of that trust, and everything is read and tried again.
    """
    for trusting in (True, False):
        try:
            return await _without_spoilers(open_work, items, trusting)
        except (Stale, Duplicate, _Mistrusted) as conflict:
            if not isinstance(conflict, _Mistrusted):
                metrics.batch_retries.labels(type(conflict).__name__.lower()).inc()
    return await _in_rounds(open_work, items)


async def _in_rounds(open_work: Callable[[], UnitOfWork], items: Sequence[Item]) -> list[Any]:
    """Those who collide with others, who change the same documents, try again after a pause; the rest does not wait."""
    results: dict[int, Any] = {}
    for number in range(ROUNDS):
        left = [place for place in range(len(items)) if place not in results]
        results |= await _in_parts(open_work, [(place, items[place]) for place in left])
        if len(results) == len(items):
            break
        await asyncio.sleep(random.uniform(0, min(0.2, 0.01 * 2**number)))  # so that two who collide do not collide again
    collided = Failed(Unavailable("too many others are changing the same thing"))
    return [results.get(place, collided) for place in range(len(items))]


async def _in_parts(open_work: Callable[[], UnitOfWork], placed: Sequence[tuple[int, Item]]) -> dict[int, Any]:
    """Halves, so that what keeps colliding is found without giving everything else a transaction of its own.

    Gives the results by place; who collides when alone has none.
    """
    places, items = [place for place, _ in placed], [item for _, item in placed]
    try:
        return dict(zip(places, await _without_spoilers(open_work, items), strict=True))
    except Unavailable as error:
        return dict.fromkeys(places, Failed(error))  # what was stored before must not be lost
    except (Stale, Duplicate):
        if len(placed) == 1:
            return {}
    middle = len(placed) // 2
    first = await _in_parts(open_work, placed[:middle])
    return first | await _in_parts(open_work, placed[middle:])


async def _without_spoilers(open_work: Callable[[], UnitOfWork], items: Sequence[Item], trusting: bool = False) -> list[Any]:
    failed: dict[int, Failed] = {}
    while True:
        places = [place for place in range(len(items)) if place not in failed]
        try:
            results = await _together(open_work, [items[place] for place in places], trusting)
        except _Spoiled as spoiled:
            failed |= {places[place]: failure for place, failure in spoiled.failed.items()}
            continue
        by_place = dict(zip(places, results, strict=True)) | failed
        return [by_place[place] for place in range(len(items))]


async def _together(open_work: Callable[[], UnitOfWork], items: Sequence[Item], trusting: bool) -> list[Any]:
    if not items:
        return []
    work = open_work()
    if trusting:
        work.remember(need for item in items for need in item.needs)
        work.presume_new(need for item in items for need in (*item.new, *_inbox_need(item)))
    await work.load(need for item in items for need in (*item.needs, *_inbox_need(item)))
    results: list[Any] = []
    spoiled: dict[int, Failed] = {}
    rested = time.perf_counter()
    for place, item in enumerate(items):
        if time.perf_counter() - rested > LONGEST_STRETCH_SECONDS:
            await asyncio.sleep(0)
            rested = time.perf_counter()
        before = work.touched
        if item.mark and work.was_applied(item.mark):
            results.append(REPEATED)
            continue
        try:
            results.append(item.act(work))
        except Exception as error:
            if work.trusting:
                raise _Mistrusted from error
            results.append(Failed(error))
            if work.touched != before:
                spoiled[place] = Failed(error)
            continue
        if item.mark:
            work.mark(item.mark)
    if spoiled:
        raise _Spoiled(spoiled)
    await work.commit(len(items))
    return results


def _inbox_need(item: Item) -> list[Need]:
    return [(INBOX, item.mark)] if item.mark else []
