"""The state file, the pauses between restarts, and how a pid is recognised."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from causeway_cli.keeper.down import down
from causeway_cli.keeper.kept import pause_seconds
from causeway_cli.keeper.proc import birth, command_line, is_still
from causeway_cli.keeper.state import Phase, ProcessRecord, State, read_state, write_state
from causeway_cli.trouble import Trouble

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_record(pid: int, born: int, command: tuple[str, ...] = ("sleep",)) -> ProcessRecord:
    return ProcessRecord(name="messaging", pid=pid, birth=born, command=command, stage=1, started=NOON, ports=(7402,), restarts=0)


def a_state(*records: ProcessRecord, phase: Phase = Phase.READY) -> State:
    # 2**22 is the highest pid that Linux ever gives.
    return State(keeper=2**22 + 1, keeper_birth=1, base_port=7400, phase=phase, started=NOON, processes=tuple(records))


def test_the_state_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    state = a_state(a_record(pid=12, born=34))

    write_state(tmp_path, state)

    assert read_state(tmp_path) == state


def test_a_data_directory_where_nothing_ever_ran_has_no_state(tmp_path: Path) -> None:
    assert read_state(tmp_path) is None
    assert down(tmp_path) is False


def test_a_damaged_state_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"keeper": "half')

    with pytest.raises(Trouble, match="delete it and run the command again"):
        read_state(tmp_path)


def test_a_process_is_known_by_when_it_began_and_by_its_command() -> None:
    born = birth(os.getpid())

    assert born is not None
    assert is_still(os.getpid(), born, command_line(os.getpid())[-1:])
    assert not is_still(os.getpid(), born + 1)
    assert not is_still(os.getpid(), born, ("another", "command"))


def test_down_leaves_a_stranger_with_a_recorded_pid_alone(tmp_path: Path) -> None:
    born = birth(os.getpid())
    assert born is not None
    write_state(tmp_path, a_state(a_record(os.getpid(), born, ("mongod", "--dbpath", "gone"))))

    stopped = down(tmp_path)

    assert stopped is False  # and this process is alive to say so
    state = read_state(tmp_path)
    assert state is not None
    assert state.phase is Phase.STOPPED


def test_the_pause_before_a_restart_grows_from_a_fifth_of_a_second_to_five_seconds() -> None:
    assert [pause_seconds(deaths) for deaths in range(6)] == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0]
    assert pause_seconds(10_000) == 5.0
