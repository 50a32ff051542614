"""A crash point kills the process that reaches it, where a test has armed it, and nowhere else."""

import os
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from causeway_kit import crash_points
for number in range(5):
    print(number, flush=True)
    crash_points.reached("after_publish_before_mark")
"""


def run(folder: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"CAUSEWAY_CRASH_AT": str(folder)} if folder else {})}
    return subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, env=environment)


def test_without_the_variable_nothing_happens() -> None:
    assert run(None).returncode == 0


def test_a_point_that_is_not_armed_is_passed(tmp_path: Path) -> None:
    (tmp_path / "after_claim_before_send").touch()

    assert run(tmp_path).returncode == 0


def test_an_armed_point_kills_and_the_next_process_lives(tmp_path: Path) -> None:
    (tmp_path / "after_publish_before_mark").touch()

    first, second = run(tmp_path), run(tmp_path)

    assert (first.returncode, first.stdout.split()) == (-signal.SIGKILL, ["0"])
    assert second.returncode == 0


def test_a_point_may_be_let_pass_some_times(tmp_path: Path) -> None:
    (tmp_path / "after_publish_before_mark").write_text("3")

    died = run(tmp_path)

    assert (died.returncode, died.stdout.split()) == (-signal.SIGKILL, ["0", "1", "2", "3"])
