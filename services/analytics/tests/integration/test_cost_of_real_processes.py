"""Processor times read over HTTP from a real metrics page, and kept in a real database."""

import socket
import time

import pytest

from analytics.adapters.mongo import MongoBooks
from analytics.adapters.processes import MetricsPages
from analytics.adapters.reading import MongoFigures
from analytics.app.follow_cost import read_cost
from analytics.entrypoints.costs import CostReader
from causeway_kit.service import Service
from causeway_kit.status import Status, serve_status

pytestmark = pytest.mark.connected


def a_free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def burn(seconds: float) -> None:
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        sum(range(1000))


async def test_processor_seconds_spent_between_two_readings_are_counted(service: Service) -> None:
    address = a_free_address()
    stop = serve_status(address, Status())
    figures, pages = MongoFigures(service.store), MetricsPages([("messaging", address), ("matching", a_free_address())])
    costs = CostReader(service.open_work, MongoBooks, figures, pages)
    try:
        await costs.read()
        burn(0.3)
        await costs.read()
    finally:
        stop()

    cost = await read_cost(figures)

    assert list(cost.cpu_seconds) == ["messaging"]
    assert 0.28 <= cost.cpu_seconds["messaging"] < 5
    assert (cost.messages, cost.cpu_seconds_per_1000_messages) == (0, 0.0)
