"""The command `match`: what it prints, what it writes and what it refuses."""

import json
import sys
from pathlib import Path

import pytest

from causeway_cli import main
from matching.testing import a_mentee, a_mentor
from matching.testing_rosters import roster

KEYS = {"pairs", "unmatched", "share_of_bound", "bound_gap", "seconds", "peak_mb"}


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["causeway", "match", *arguments])
    with pytest.raises(SystemExit) as ended:
        main.app()
    return ended.value.code


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    mentees = [a_mentee(id=f"e{number}", region="north", low_ses=bool(number % 2)) for number in range(6)]
    mentors = [a_mentor(id=f"r{number}", region="south", low_ses=False) for number in range(4)]
    (tmp_path / "mentees.csv").write_text(roster(mentees, without=["waiting_days", "former_mentor_id"]))
    (tmp_path / "mentors.csv").write_text(roster(mentors, without=["months_left"]))
    named = {"--mentees": "mentees.csv", "--mentors": "mentors.csv", "--out": "pairs.csv", "--report": "report.json"}
    return [part for option, name in named.items() for part in (option, str(tmp_path / name))]


def test_json_has_the_six_figures_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: list[str]
) -> None:
    assert not run(monkeypatch, *files, "--json")

    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == KEYS
    assert (printed["pairs"], printed["unmatched"]) == (4, 2)


def test_a_person_reads_stages_simpler_ways_and_the_outcome(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: list[str], tmp_path: Path
) -> None:
    assert not run(monkeypatch, *files, "--site-pools", "--equal-placement", "background", "--cross-background", "0.5")

    printed = capsys.readouterr()
    assert "reading the roster" in printed.err
    assert "writing the pairs" in printed.err
    assert "4 pairs, 2 without a pair" in printed.out
    assert "site pools: 0 pairs, 6 without" in printed.out
    report = json.loads((tmp_path / "report.json").read_text())
    assert [one["name"] for one in report["baselines"]] == ["random", "first_come", "site_pools"]
    assert len(report["targets"]) == 2
    assert report["stages"][0]["name"] == "reading the roster"


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (("--months-needed", "3"), "months_left"),
        (("--waiting-priority", "0.1"), "waiting_days"),
        (("--continuity", "0.1"), "former_mentor_id"),
        (("--equal-placement", "shoe size"), "region or background"),
        (("--cross-background", "97"), "cross_background"),
        (("--minimum-score", "-1"), "minimum_score"),
        (("--max-loss", "nan"), "max_loss"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, files: list[str], tmp_path: Path, wish: tuple[str, str], says: str
) -> None:
    said = str(run(monkeypatch, *files, *wish))

    assert says in said
    assert "\n" not in said
    assert not (tmp_path / "pairs.csv").exists()
