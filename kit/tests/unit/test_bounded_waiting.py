"""Nothing waits without a bound: a queue that only grows ends as time-outs for everybody."""

import ast
import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from causeway_kit.batch import Item
from causeway_kit.errors import Overloaded, Unavailable
from causeway_kit.group_commit import WAITING, GroupCommit

ROOT = Path(__file__).parents[3]
SERVICES = ("matching", "messaging", "moderation", "notifications", "analytics")


def product_calls() -> Iterator[tuple[str, ast.Call]]:
    for folder in (ROOT / "kit" / "causeway_kit", *(ROOT / "services" / name / name for name in SERVICES)):
        for path in sorted(folder.rglob("*.py")):
            calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
            yield from ((path.name, call) for call in calls)


def test_every_queue_of_the_services_has_a_bound() -> None:
    queues = [
        (name, call) for name, call in product_calls() if ast.unparse(call.func) in ("asyncio.Queue", "Queue", "queue.Queue")
    ]

    assert queues
    assert [name for name, call in queues if not (call.args or call.keywords)] == []


def test_what_else_waits_in_line_is_the_group_commit_alone_which_refuses() -> None:
    assert {name for name, call in product_calls() if ast.unparse(call.func) == "deque" and not call.keywords} == {
        "group_commit.py"
    }


class AwayWork:
    """A unit of work whose database does not answer until it is let go."""

    def __init__(self, gate: asyncio.Event) -> None:
        self._gate = gate

    async def load(self, needs: Iterable[Any]) -> None:
        await self._gate.wait()
        raise Unavailable("the database is away")

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: None


async def test_posts_beyond_what_may_wait_are_refused_at_once_and_nothing_stays_behind() -> None:
    gate = asyncio.Event()
    commits = GroupCommit(lambda: AwayWork(gate))  # type: ignore[arg-type, return-value]
    first = asyncio.create_task(commits.submit(Item([], lambda work: None)))
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(commits.submit(Item([], lambda work: None))) for _ in range(WAITING + 200)]
    refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)

    assert 199 <= len(refused) <= 200
    assert all(isinstance(task.exception(), Overloaded) for task in refused)
    gate.set()
    ended = await asyncio.gather(first, *waiting, return_exceptions=True)
    assert {type(each) for each in ended} == {Overloaded, Unavailable}
    assert await raised_by(commits.submit(Item([], lambda work: None))) is Unavailable


async def raised_by(submitted: Any) -> type[BaseException]:
    with pytest.raises(Exception) as raised:  # noqa: PT011
        await submitted
    return raised.type
