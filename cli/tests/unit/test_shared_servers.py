"""Test sessions start each server once, however many folders of tests ask for it."""

import contextlib
from collections.abc import Iterator

from causeway_cli.testing import shared


def test_a_shared_server_runs_from_the_first_who_asks_until_the_last_who_leaves() -> None:
    happened: list[str] = []

    @contextlib.contextmanager
    def server() -> Iterator[str]:
        happened.append("start")
        yield "address"
        happened.append("stop")

    first, second = contextlib.ExitStack(), contextlib.ExitStack()
    addresses = [first.enter_context(shared("test", server)), second.enter_context(shared("test", server))]
    first.close()
    assert happened == ["start"]
    second.close()

    assert addresses == ["address", "address"]
    assert happened == ["start", "stop"]
