"""The keeper over small processes: restarts, order, and nothing left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from causeway_cli.embedded.ports import accepts, free_ports
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.detach import detach
from causeway_cli.keeper.down import down
from causeway_cli.keeper.proc import is_still
from causeway_cli.keeper.state import Phase, ProcessRecord, State, read_state
from causeway_cli.trouble import Trouble

pytestmark = [pytest.mark.connected, pytest.mark.failures]
SCRIPT = Path(__file__).with_name("small_run.py")


def wait_for(check: Callable[[], bool]) -> None:
    wait_until(check, 60, "it had not come true")


class Run:
    """A keeper in a process of its own."""

    def __init__(self, data: Path, kind: str) -> None:
        self.data = data
        self.base_port = free_ports(1)[0]
        command = [sys.executable, str(SCRIPT), kind, "--data", str(data), "--ports", str(self.base_port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    @property
    def state(self) -> State:
        state = read_state(self.data)
        assert state is not None
        return state

    def process_named(self, name: str) -> ProcessRecord:
        return next(record for record in self.state.processes if record.name == name)

    def is_ready(self) -> bool:
        state = read_state(self.data)
        return state is not None and state.keeper == self.process.pid and state.phase is Phase.READY

    def until_ready(self) -> "Run":
        wait_for(self.is_ready)
        return self

    def said(self) -> str:
        output, _ = self.process.communicate(timeout=30)
        return output


Start = Callable[..., Run]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    runs: list[Run] = []

    def begin(kind: str = "willing") -> Run:
        runs.append(Run(tmp_path / "data", kind))
        return runs[-1]

    yield begin
    for run in runs:
        run.process.kill()
        run.process.communicate()


def runs(record: ProcessRecord) -> bool:
    return is_still(record.pid, record.birth, record.command)


def test_a_process_that_was_killed_is_started_again_and_counted(start: Start) -> None:
    run = start().until_ready()
    before = run.process_named("service")

    os.kill(before.pid, signal.SIGKILL)

    wait_for(lambda: run.process_named("service").restarts == 1 and accepts(run.base_port + 1))
    after = run.process_named("service")
    assert after.pid != before.pid
    assert runs(after)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_services_before_stores_and_leaves_nothing(stop: signal.Signals, start: Start) -> None:
    run = start().until_ready()
    children = run.state.processes

    run.process.send_signal(stop)
    said = run.said()

    assert run.process.returncode == 0
    assert (run.data / "order").read_text().split() == ["service", "store"]
    assert not any(map(runs, children))
    assert run.state.phase is Phase.STOPPED
    assert said.endswith("Everything has stopped.\n")


def test_a_keeper_that_is_killed_takes_its_children_with_it(start: Start) -> None:
    run = start().until_ready()
    children = run.state.processes
    assert all(map(runs, children))

    run.process.kill()

    wait_for(lambda: not any(map(runs, children)))


def test_after_a_keeper_was_killed_the_next_one_starts_in_the_same_folder(start: Start) -> None:
    first = start().until_ready()
    first.process.kill()
    wait_for(lambda: not any(map(runs, first.state.processes)))

    second = start().until_ready()

    assert second.state.keeper == second.process.pid


def test_a_data_directory_in_use_is_refused_in_one_sentence(start: Start) -> None:
    first = start().until_ready()

    second = start()

    assert f"in use by another run (started by process {first.process.pid})" in second.said()
    assert second.process.returncode == 1
    assert first.is_ready()


def test_down_stops_a_running_keeper_and_all_it_started(start: Start) -> None:
    run = start().until_ready()
    children = run.state.processes

    assert down(run.data) is True

    assert run.process.wait(timeout=30) == 0
    assert not any(map(runs, children))
    assert down(run.data) is False


def test_down_finishes_what_a_killed_keeper_left_over(start: Start) -> None:
    run = start().until_ready()
    store = run.process_named("store")
    os.kill(store.pid, signal.SIGSTOP)  # so that it cannot follow the signal it gets when the keeper dies
    run.process.kill()
    run.process.wait()
    assert runs(store)
    os.kill(store.pid, signal.SIGCONT)

    down(run.data)

    assert not runs(store)
    assert run.state.phase is Phase.STOPPED


def test_a_port_that_is_taken_is_named_with_the_program_that_has_it(start: Start, tmp_path: Path) -> None:
    first = start().until_ready()
    place = ["--data", str(tmp_path / "other"), "--ports", str(first.base_port)]
    command = [sys.executable, str(SCRIPT), *place]

    second = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    taken_by = first.process_named("store").pid
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"Port {first.base_port}, which store needs, is taken by" in second.stderr
    assert f"(process {taken_by})" in second.stderr
    assert "--ports" in second.stderr


def test_a_second_signal_kills_what_does_not_end_when_asked(start: Start) -> None:
    run = start("stubborn").until_ready()
    children = run.state.processes
    run.process.send_signal(signal.SIGINT)
    wait_for(lambda: run.state.phase is Phase.STOPPING)

    run.process.send_signal(signal.SIGINT)
    said = run.said()

    assert "service did not end in time and is killed." in said
    assert not any(map(runs, children))


def test_a_service_that_ends_again_and_again_while_starting_stops_the_start(start: Start) -> None:
    run = start("broken")

    said = run.said()

    assert run.process.returncode == 1
    assert said.splitlines()[-1].startswith("service stopped while it was starting: its log is ")
    assert "service.log and ends with «the service lacks its settings»." in said
    assert run.state.phase is Phase.STOPPED


def test_a_detached_keeper_is_ready_when_the_call_returns_and_runs_until_down(tmp_path: Path) -> None:
    told: list[str] = []
    base_port = free_ports(1)[0]

    keeper = detach(tmp_path / "data", base_port, told.append, [sys.executable, str(SCRIPT)])

    state = read_state(tmp_path / "data")
    assert state is not None
    assert (state.keeper, state.phase) == (keeper, Phase.READY)
    assert os.getsid(keeper) == keeper
    assert accepts(base_port + 1)
    assert [line.partition(" after")[0] for line in told] == ["store is ready", "service is ready"]
    assert down(tmp_path / "data") is True
    assert not any(map(runs, state.processes))


def test_a_detached_keeper_that_cannot_start_tells_its_own_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="service stopped while it was starting: its log is"):
        detach(tmp_path / "data", free_ports(1)[0], lambda line: None, [sys.executable, str(SCRIPT), "broken"])

    assert down(tmp_path / "data") is False
