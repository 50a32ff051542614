"""While somebody holds the services down, the stores run and the services do not."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from causeway_cli.backup import stopped
from causeway_cli.embedded.ports import accepts, free_ports
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.hold import held, hold, release
from causeway_cli.keeper.state import Phase, ProcessRecord, read_state
from causeway_cli.running import running_system
from causeway_cli.trouble import Trouble

pytestmark = [pytest.mark.connected, pytest.mark.failures]
SCRIPT = Path(__file__).with_name("small_run.py")


def wait_for(check: Callable[[], bool]) -> None:
    wait_until(check, 60, "it had not come true")


def phase(data: Path) -> Phase | None:
    state = read_state(data)
    return state.phase if state else None


class Run:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.store_port = free_ports(1)[0]
        self.service_port = self.store_port + 1
        command = [sys.executable, str(SCRIPT), "willing", "--data", str(data), "--ports", str(self.store_port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def process_records(self) -> Sequence[ProcessRecord]:
        state = read_state(self.data)
        assert state is not None
        return state.processes

    def until(self, wanted: Phase) -> "Run":
        wait_for(lambda: phase(self.data) is wanted)
        return self


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path / "data")
    yield run
    run.process.kill()
    run.process.communicate()


def test_held_services_end_and_come_back_while_the_stores_run_on(run: Run) -> None:
    before = {record.name: record.pid for record in run.until(Phase.READY).process_records()}

    stopped.stop_services(run.data)

    assert not accepts(run.service_port)
    assert accepts(run.store_port)
    with pytest.raises(Trouble, match="is held"):
        running_system(run.data)
    release(run.data)
    wait_for(lambda: accepts(run.service_port) and phase(run.data) is Phase.READY)
    after = {record.name: record.pid for record in run.process_records()}
    assert after["store"] == before["store"]
    assert after["service"] != before["service"]


def test_a_store_that_dies_meanwhile_is_started_again_and_a_service_is_not(run: Run) -> None:
    run.until(Phase.READY)
    hold(run.data, "restoring messaging")
    run.until(Phase.HELD)
    store = next(record for record in run.process_records() if record.name == "store")

    os.kill(store.pid, signal.SIGKILL)

    wait_for(lambda: any(record.name == "store" and record.pid != store.pid for record in run.process_records()))
    wait_for(lambda: accepts(run.store_port))
    assert not accepts(run.service_port)
    assert phase(run.data) is Phase.HELD


def test_after_a_restore_that_was_cut_off_the_next_start_keeps_the_services_down(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    hold(data, "restoring messaging")
    run = Run(data)
    try:
        run.until(Phase.HELD)
        assert accepts(run.store_port)
        assert not accepts(run.service_port)
        assert stopped.begun(data) == {"messaging"}

        release(data)

        run.until(Phase.READY)
        assert held(data) is None
        assert accepts(run.service_port)
    finally:
        run.process.kill()
        run.process.communicate()


def test_stopping_what_does_not_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"Nothing runs in .*: start it with"):
        stopped.system_in(tmp_path)
