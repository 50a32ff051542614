"""One measured piece of matching in a process of its own, so that its memory is its own: orders in, figures out, as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from causeway_cli.bench.matching_cohort import files_in
from matching.app.cohort.coding import Floats, Ints
from matching.app.cohort.encode import encode
from matching.app.cohort.legal import broken_rules_of
from matching.app.cohort.order import by_seed
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.worth import worth_of
from matching.app.match_roster import match_roster
from matching.app.place_arrival import place_arrival
from matching.app.repair import repair
from matching.app.standing import standing_of
from matching.domain.hard_rules import Blocked
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.targets import Grouping, Targets
from matching.domain.weights import Weights
from matching.offline import Files, match_files
from matching.offline_files import blocked_in, mentees_in, mentors_in

USUAL = MatchingOptions()
ARRIVALS = 200
ROWS_AT_ONCE = 250
TARGETS = {
    "equal placement by region": Targets(equal_placement=Grouping.REGION),
    "equal placement by background": Targets(equal_placement=Grouping.BACKGROUND),
    "97 % across backgrounds": Targets(cross_background=0.97),
}


def from_files(folder: Path) -> dict[str, Any]:
    """From CSV files to explained pairs, as `causeway match` does it."""
    files = files_in(folder)
    wanted = Files(
        mentees=files.mentees,
        mentors=files.mentors,
        blocked=files.blocked,
        out=folder / "pairs.csv",
        report=folder / "report.json",
    )
    outcome = match_files(wanted)
    found = outcome.assignment
    return {
        "seconds": outcome.seconds,
        "pairs": outcome.pairs,
        "unmatched": outcome.unmatched,
        "objective": found.objective,
        "bound": found.bound,
        "share_of_bound": found.share_of_bound,
        "rounds": found.rounds,
        "baselines": {
            one.name: {"pairs": one.pairs, "mean_score": one.mean_score, "share_of_bound": one.share_of_bound}
            for one in found.baselines
        },
    }


def dense(folder: Path) -> dict[str, Any]:
    """SciPy's exact assignment on the whole matrix, one column for every place."""
    from scipy.optimize import linear_sum_assignment

    mentees, mentors, blocked = _people(folder)
    cohort = encode(mentees, mentors, blocked, Weights(), USUAL)[1]
    began = time.perf_counter()
    cost = -_worths(cohort)[:, np.repeat(np.arange(len(mentors)), cohort.capacity)].astype(np.float64)
    rows, columns = linear_sum_assignment(cost)
    taken = cost[rows, columns]
    return {"seconds": time.perf_counter() - began, "pairs": int(np.sum(taken < 0)), "objective": -float(taken.sum())}


def worths(folder: Path) -> dict[str, Any]:
    """What every pair is worth, 0 where a hard rule says no, and the places: all that the peers are told."""
    mentees, mentors, blocked = _people(folder)
    cohort = encode(mentees, mentors, blocked, Weights(), USUAL)[1]
    return {"worth": _worths(cohort).round(6).tolist(), "capacity": cohort.capacity.tolist()}


def between_runs(folder: Path) -> dict[str, Any]:
    """One mentor in a hundred leaves a matched cohort; then people arrive one by one. Live pairs are never touched."""
    mentees, mentors, blocked = _people(folder)
    found = match_roster(mentees, mentors, blocked, Weights(), 0)
    began = time.perf_counter()
    standing = standing_of(mentees, mentors, blocked, Weights(), 0, USUAL, found.prices)
    built = time.perf_counter() - began
    gone = {mentor.id for mentor in mentors[::100]}
    live = {pair.mentee_id: pair.mentor_id for pair in found.pairs if pair.mentor_id not in gone}
    waiting = {mentee.id for mentee in mentees} - live.keys()
    repair(standing, live, set(list(waiting)[:1]), away=gone)  # compiles what is not compiled yet
    began = time.perf_counter()
    repaired = repair(standing, live, waiting, away=gone)
    seconds = time.perf_counter() - began
    everything = live | {mentee: mentor for mentee, mentor, _ in repaired.pairs}
    free = standing.free(standing.mentor_of(everything), gone)
    times = [_seconds(partial(place_arrival, standing, mentee, free)) for mentee in mentees[:ARRIVALS]]
    return {
        "standing_seconds": built,
        "displaced_and_waiting": len(waiting),
        "placed": len(repaired.pairs),
        "seconds": seconds,
        "live_pairs_changed": sum(everything[mentee] != mentor for mentee, mentor in live.items()),
        "share_of_full_run": repaired.share_of_full_run,
        "arrival_ms": {"p50": 1e3 * float(np.median(times)), "worst": 1e3 * max(times)},
    }


def with_targets(folder: Path) -> dict[str, Any]:
    """What fairness costs: each target alone, against the run without."""
    mentees, mentors, blocked = _people(folder)
    results = {}
    for name, targets in TARGETS.items():
        began = time.perf_counter()
        found = match_roster(mentees, mentors, blocked, Weights(), 0, MatchingOptions(targets=targets))
        (outcome,) = found.targets
        results[name] = {
            "wanted": outcome.wanted,
            "reached": outcome.reached,
            "met": outcome.met,
            "share_of_optimum": 1 - outcome.cost,
            "seconds": time.perf_counter() - began,
        }
    return results


WORK: dict[str, Callable[[Path], dict[str, Any]]] = {
    work.__name__: work for work in (from_files, dense, worths, between_runs, with_targets)
}


def _people(folder: Path) -> tuple[list[Mentee], list[Mentor], Blocked]:
    files = files_in(folder)
    left, right = mentees_in(files.mentees, USUAL)[0], mentors_in(files.mentors, USUAL)[0]
    return by_seed(left, 0, "mentees"), by_seed(right, 0, "mentors"), blocked_in(files.blocked)


def _worths(cohort: Cohort) -> Floats:
    """Mentees × mentors, by whole blocks of pairs."""
    mentors: Ints = np.arange(len(cohort.capacity))
    worth = np.zeros((cohort.size, len(mentors)), np.float32)
    for first in range(0, cohort.size, ROWS_AT_ONCE):
        rows = np.arange(first, min(first + ROWS_AT_ONCE, cohort.size))
        pairs = np.repeat(rows, len(mentors)).astype(np.int32), np.tile(mentors, len(rows)).astype(np.int32)
        legal = (broken_rules_of(cohort, *pairs) == 0) & (cohort.capacity[pairs[1]] > 0)
        worth[rows] = np.where(legal, worth_of(cohort, *pairs), 0).reshape(len(rows), -1)
    return worth


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    work, folder = sys.argv[1:]
    result = WORK[work](Path(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    result |= {"cpu_seconds": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
