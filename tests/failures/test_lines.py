"""What a line does to the bytes that pass it, in each weather."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator

import pytest

from causeway_cli.embedded.ports import LOOPBACK, free_ports
from causeway_cli.failing.line import Line, Passage, Weather
from causeway_cli.failing.lines import Lines, serving

PATIENCE_SECONDS = 5.0
SOON_SECONDS = 0.5


@contextlib.contextmanager
def echoing(port: int) -> Iterator[list[bytes]]:
    """A server that gives everything back; shows what reached it."""
    came: list[bytes] = []

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(1000):
                came.append(data)
                writer.write(data)
        writer.close()

    class Echo(Line):
        async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await echo(reader, writer)

    with serving([Echo("echo", port, port)]):
        yield came


@pytest.fixture
def ports() -> tuple[int, int]:
    line, target = free_ports(2)
    return line, target


@pytest.fixture
def came(ports: tuple[int, int]) -> Iterator[list[bytes]]:
    with echoing(ports[1]) as arrived:
        yield arrived


@pytest.fixture
def lines(ports: tuple[int, int], came: list[bytes]) -> Iterator[Lines]:
    with serving([Line("a>b", *ports)]) as opened:
        yield opened


@pytest.fixture
def client(lines: Lines) -> Iterator[socket.socket]:
    with socket.create_connection((LOOPBACK, lines["a>b"].port), PATIENCE_SECONDS) as connected:
        connected.sendall(b"hello")
        assert connected.recv(1000) == b"hello"
        yield connected


def comes_within(client: socket.socket, seconds: float) -> bytes:
    client.settimeout(seconds)
    try:
        return client.recv(1000)
    except TimeoutError:
        return b""


def is_reset(port: int) -> bool:
    """Whether a new connection breaks, while it is made or right after."""
    try:
        with socket.create_connection((LOOPBACK, port), PATIENCE_SECONDS) as client:
            client.recv(1000)
    except ConnectionResetError:
        return True
    return False


def test_in_a_delay_everything_arrives_later(client: socket.socket, lines: Lines) -> None:
    lines.set("a>b", Weather(delay_seconds=0.2))
    began = time.monotonic()
    client.sendall(b"slowly")

    assert comes_within(client, PATIENCE_SECONDS) == b"slowly"
    assert time.monotonic() - began >= 0.4  # both ways


def test_held_requests_do_not_arrive_before_the_weather_clears(client: socket.socket, lines: Lines, came: list[bytes]) -> None:
    lines.set("a>b", Weather(up=Passage.HELD))
    client.sendall(b"held")
    assert (comes_within(client, SOON_SECONDS), b"held" in came) == (b"", False)

    lines.clear()

    assert comes_within(client, PATIENCE_SECONDS) == b"held"


def test_held_answers_arrive_late_though_the_request_came_through(client: socket.socket, lines: Lines, came: list[bytes]) -> None:
    lines.set("a>b", Weather(down=Passage.HELD))
    client.sendall(b"heard")
    assert (comes_within(client, SOON_SECONDS), b"heard" in came) == (b"", True)

    lines.clear()

    assert comes_within(client, PATIENCE_SECONDS) == b"heard"


def test_a_swallowed_answer_never_comes_and_the_connection_breaks(client: socket.socket, lines: Lines, came: list[bytes]) -> None:
    lines.set("a>b", Weather(down=Passage.SWALLOWED))
    client.sendall(b"done")

    client.settimeout(PATIENCE_SECONDS)
    with pytest.raises(ConnectionResetError):
        client.recv(1000)
    assert b"done" in came
    assert lines["a>b"].swallowed == 1


def test_a_cut_resets_open_connections_and_refuses_new_ones(client: socket.socket, lines: Lines) -> None:
    lines.set("a>b", Weather(refuses=True))
    lines.cut("a>b")

    client.settimeout(PATIENCE_SECONDS)
    with pytest.raises(ConnectionResetError):
        client.recv(1000)
    assert is_reset(lines["a>b"].port)


def test_a_slow_line_lets_so_many_bytes_pass_a_second(client: socket.socket, lines: Lines) -> None:
    lines.set("a>b", Weather(bytes_a_second=1000))
    began = time.monotonic()
    client.sendall(b"x" * 500)

    got = b""
    while len(got) < 500:
        got += comes_within(client, PATIENCE_SECONDS)
    assert time.monotonic() - began >= 0.4


def test_when_the_weather_clears_a_new_connection_works_again(lines: Lines) -> None:
    lines.set("a>b", Weather(refuses=True))
    lines.clear()

    with socket.create_connection((LOOPBACK, lines["a>b"].port), PATIENCE_SECONDS) as again:
        again.sendall(b"back")
        assert comes_within(again, PATIENCE_SECONDS) == b"back"


def test_a_server_that_is_gone_looks_gone(ports: tuple[int, int]) -> None:
    with serving([Line("a>b", *ports)]):
        assert is_reset(ports[0])
