"""The command itself: what it prints when something is wrong, and what it counts."""

import sys
from pathlib import Path

import pytest

from causeway_cli import main, running
from causeway_cli.journeying import reason_of
from causeway_cli.lag import lag_of
from causeway_cli.log_files import last_lines, log_of
from causeway_cli.running import free_base_port
from causeway_cli.testing_all import Tally, folders_of_tests, parts, tally_of
from causeway_cli.trouble import Trouble


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """What the process ends with: None or 0 for success, else a code or the sentence on stderr."""
    monkeypatch.setattr(sys, "argv", ["causeway", *arguments])
    with pytest.raises(SystemExit) as ended:
        main.app()
    return ended.value.code


@pytest.mark.parametrize(
    "command",
    [
        "up",
        "down",
        "status",
        "logs",
        "doctor",
        "test",
        "import",
        "match",
        "screen",
        "replay",
        "check",
        "recount",
        "journeys",
        "bench",
        "train",
        "reconcile",
        "backup",
        "restore",
        "dead-letters",
        "audit",
    ],
)
def test_every_command_has_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert not run(monkeypatch, command, "--help")
    assert "Usage:" in capsys.readouterr().out


def test_trouble_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = run(monkeypatch, "status", "--data", str(tmp_path))

    assert said == f"causeway: Nothing runs in {tmp_path}: start it with `causeway up`."


def test_the_unexpected_is_one_sentence_too_and_its_trace_goes_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(prog_name: str) -> None:
        raise RuntimeError("a fault in the program")

    monkeypatch.setattr(main, "commands", broken)

    said = str(run(monkeypatch, "status", "--data", str(tmp_path)))

    assert "\n" not in said
    assert "RuntimeError: a fault in the program" in (tmp_path / "logs" / "command.log").read_text()


def test_match_wants_either_files_or_a_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--programme" in str(run(monkeypatch, "match", "--programme", "p", "--mentees", "x.csv"))
    assert "--programme" in str(run(monkeypatch, "match"))


def test_help_loads_nothing_heavy() -> None:
    heavy = {"grpc", "aiokafka", "pymongo", "numpy", "pydantic", "hyperscan"}
    import subprocess

    script = f"import sys, causeway_cli.main; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_lag_counts_what_is_stored_and_not_committed() -> None:
    assert lag_of({"a": 10, "b": 5, "c": 0}, {"a": 7, "b": -1}) == 8


def test_a_skipped_test_did_not_pass() -> None:
    report = '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>'

    assert tally_of(report) == Tally(2, 3)


def test_the_parts_of_the_suite_are_everything_and_nothing_twice() -> None:
    *apart, others = parts([Path("alone")])
    named = [path for part in apart for path in part]

    assert all(Path(path).is_dir() for path in named)
    assert len(set(named)) == len(named)
    assert [path for path in others if path.startswith("--ignore=")] == [f"--ignore={path}" for path in (*named, "alone")]
    folders = [path for path in others if not path.startswith("--ignore=")]
    assert not set(folders) & set(named)
    assert {str(path) for path in folders_of_tests()} <= {*folders, *named}


def test_the_reason_of_a_failed_scenario_is_one_line() -> None:
    case = '<testcase name="test_order_is_right"><failure message="assert 1 == 2&#10;more">trace</failure></testcase>'

    assert reason_of(f"<testsuites><testsuite>{case}</testsuite></testsuites>") == "order is right: assert 1 == 2"


def test_the_last_lines_of_a_log_are_shown(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "kafka.log").write_text("one\ntwo\nthree\n")

    assert last_lines(log_of(tmp_path, "kafka"), 2) == ["two", "three"]
    with pytest.raises(Trouble, match="there are: kafka"):
        log_of(tmp_path, "kafak")


def test_a_free_range_of_ports_is_found() -> None:
    assert 20_000 <= free_base_port() < 32_000


def test_a_range_of_ports_that_was_just_chosen_is_chosen_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "TEST", tmp_path)
    monkeypatch.setattr(running, "HIGHEST_BASE", running.LOWEST_BASE + 400)
    monkeypatch.setattr(running, "is_taken", lambda port: False)
    monkeypatch.setattr("random.sample", lambda population, count: list(population))

    assert [free_base_port(), free_base_port()] == [running.LOWEST_BASE, running.LOWEST_BASE + 200]
    with pytest.raises(Trouble, match="No free range"):
        free_base_port()
