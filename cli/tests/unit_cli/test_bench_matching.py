"""The matching benchmark: the same made-up people each time, an honest account, and a failure where a target is missed."""

from dataclasses import replace
from pathlib import Path

import pytest

from causeway_cli.bench.matching import MatchingOrders, run_matching, sizes_in
from causeway_cli.bench.matching_cohort import Scenario, make_cohort
from causeway_cli.bench.matching_measured import Beside, MatchingReport, Sized
from causeway_cli.bench.matching_peers import worth_of_pairs
from causeway_cli.bench.matching_report import pictures, table, told
from causeway_cli.trouble import Trouble
from matching.domain.options import MatchingOptions
from matching.offline_files import blocked_in, mentees_in, mentors_in

GOOD = Sized("balanced", 100_000, 60.0, 80.0, 1_500.0, 100_000, 1e5, 1.0001e5, 0.9999, 0, {})
REPORT = MatchingReport(
    taken="2026-01-01T00:00:00+00:00",
    machine={"processors": 2, "model": "one", "memory_gb": 24.0, "load_before": 0.1},
    seed=7,
    runs=[GOOD, replace(GOOD, mentees=10_000, seconds=4.0)],
    beside=[Beside("first_come", "balanced", 10_000, None, 9_900, 0.97, None)],
    targets={
        "mentees": 10_000,
        "97 % across backgrounds": {"met": True, "reached": 0.971, "share_of_optimum": 0.99, "seconds": 3.0},
    },
    between_runs={
        "mentees": 10_000,
        "displaced_and_waiting": 90,
        "placed": 88,
        "seconds": 0.2,
        "live_pairs_changed": 0,
        "share_of_full_run": 0.998,
        "arrival_ms": {"p50": 1.0, "worst": 3.0},
    },
    not_run={"mentor-match": "could not be installed"},
)


@pytest.mark.parametrize("scenario", list(Scenario))
def test_a_made_up_roster_is_clean_and_the_same_each_time(tmp_path: Path, scenario: Scenario) -> None:
    first = make_cohort(tmp_path / "one", 3, 60, 40, scenario)
    second = make_cohort(tmp_path / "two", 3, 60, 40, scenario)

    mentees, mentee_problems = mentees_in(first.mentees, MatchingOptions())
    mentors, mentor_problems = mentors_in(first.mentors, MatchingOptions())

    assert (len(mentees), len(mentors), mentee_problems, mentor_problems) == (60, 40, [], [])
    assert blocked_in(first.blocked)
    assert first.mentees.read_bytes() == second.mentees.read_bytes()
    assert first.mentors.read_bytes() == second.mentors.read_bytes()
    places = sum(mentor.capacity for mentor in mentors)
    assert places > 70 if scenario is Scenario.BALANCED else places < 80


@pytest.mark.parametrize("given", ["", "many", "5", "2000,-1", "9e9", "1000000"])
def test_sizes_that_cannot_be_made_up_are_refused(given: str) -> None:
    with pytest.raises(Trouble, match="--sizes takes numbers"):
        sizes_in(given)


def test_a_folder_without_a_roster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"lacks mentees\.csv, mentors\.csv, blocked\.csv"):
        run_matching(MatchingOrders(sizes=[10], cohort=tmp_path))


def test_the_account_names_everything_that_was_measured_or_left_out() -> None:
    for text in (told(REPORT), table(REPORT)):
        for word in ("100,000", "first_come", "97 % across backgrounds", "88 placed", "mentor-match", "could not be installed"):
            assert word in text
    assert REPORT.missed == []
    assert {"time", "quality"} == pictures(REPORT).keys()


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (replace(GOOD, seconds=91.0), "91.0 s, more than 90 s"),
        (replace(GOOD, mentees=10_000, seconds=7.0), "7.0 s, more than 6 s"),
        (replace(GOOD, peak_mb=2_100.0), "2,100 MB"),
        (replace(GOOD, share_of_bound=0.998), "99.800% of the bound"),
        (replace(GOOD, scenario="skewed", share_of_bound=0.9969), "less than 99.7%"),
    ],
)
def test_a_missed_target_is_told(run: Sized, says: str) -> None:
    (missed,) = replace(REPORT, runs=[run]).missed

    assert says in missed
    assert f"MISSED       {missed}" in told(replace(REPORT, runs=[run]))


def test_a_changed_live_pair_is_a_missed_target() -> None:
    changed = replace(REPORT, between_runs={**REPORT.between_runs, "live_pairs_changed": 1})

    assert changed.missed == ["repair changed 1 live pairs"]


def test_arrivals_through_the_api_are_told_and_held_to_their_target() -> None:
    quick, slow = {"p50": 9.0, "p99": 30.0}, {"p50": 51.0, "p99": 90.0}
    report = replace(REPORT, arrivals={"mentees": 10_000, "suggested_ms": quick, "placed_ms": slow})

    assert report.missed == ["an arrival was placed in 51.0 ms through the API, more than 50 ms"]
    for text in (told(report), table(report)):
        assert "answered in 9.0 ms (p99 30.0)" in text


def test_a_peers_pair_that_breaks_a_rule_is_worth_nothing() -> None:
    assert worth_of_pairs({"pairs": [[0, 0], [1, 1]]}, {"worth": [[0.8, 0.0], [0.7, 0.0]]}) == 0.8
