"""A bug planted in a real process is found by a real schedule, and named by its promise."""

import sys
from pathlib import Path

import pytest

from causeway_cli.failing.run import run_schedule

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.long, pytest.mark.timeout(900)]

BUG = Path(__file__).with_name("forgetful_messaging.py")
SEED, SECONDS = 8, 20.0


def test_a_process_that_forgets_what_it_was_sending_when_it_died_is_found() -> None:
    """A lost post has no end (P8), a lost release is never counted (P16): it is chance which of them was on its way."""
    report = run_schedule("crashes", SEED, SECONDS, commands={"messaging": (sys.executable, "-P", str(BUG))})

    assert any("messaging/after_commit_before_publish" in fault for fault in report.faults)
    assert {"P8", "P16"} & {difference.promise for difference in report.differences}
    assert report.restarts.get("messaging")
