"""A system behind lines lives through a short random schedule, and everything that was promised still holds."""

import os
import random

import pytest

from causeway_cli.failing.run import run_schedule
from causeway_cli.failing.suite import SEED_VARIABLE

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(600)]

SECONDS = 40.0


def test_a_short_random_schedule_breaks_no_promise() -> None:
    seed = int(os.environ.get(SEED_VARIABLE) or random.randrange(1_000_000))

    report = run_schedule("mixed", seed, SECONDS, tell=print)

    assert report.differences == [], f"again: {report.again}\nlogs: {report.kept}"
    assert report.figures["acked"] == report.figures["posted"] > 0
    assert report.faults
