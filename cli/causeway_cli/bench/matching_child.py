"""One measured piece of matching in a process of its own, so that its memory is its own: orders in, figures out, as JSON."""

import asyncio
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from causeway_cli.bench.matching_cohort import files_in
from matching.adapters.kept_process import KeptProcess
from matching.app.cohort.coding import Floats, Ints
from matching.app.cohort.encode import encode
from matching.app.cohort.legal import broken_rules_of
from matching.app.cohort.order import by_seed
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.worth import worth_of
from matching.app.displaced import Displaced, KnownPerson
from matching.app.kept_people import keep_people, repair_people
from matching.app.match_profiles import match_profiles
from matching.app.match_roster import match_roster
from matching.app.matched import FreePeople, Matched, Order
from matching.app.mentor_pool import MentorPool
from matching.app.profile_json import profile_json
from matching.app.since_run import LastRun, LivePair, since_run
from matching.app.suggest_mentors import Standing, distance, suggest_mentors
from matching.domain.enrolment import Profile
from matching.domain.hard_rules import Blocked
from matching.domain.matching_settings import MatchingSettings
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Run
from matching.domain.targets import Grouping, Targets
from matching.domain.weights import Weights
from matching.offline import Files, match_files
from matching.offline_files import blocked_in, mentees_in, mentors_in

USUAL = MatchingOptions()
ARRIVALS = 200
ROWS_AT_ONCE = 250
LOOKED_AT = 40  # as the service does
PROGRAMME, NOW = "national", datetime(2026, 1, 1, tzinfo=UTC)
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
    cohort = encode(mentees, mentors, blocked, Weights(), USUAL)
    began = time.perf_counter()
    cost = -_worths(cohort)[:, np.repeat(np.arange(len(mentors)), cohort.capacity)].astype(np.float64)
    rows, columns = linear_sum_assignment(cost)
    taken = cost[rows, columns]
    return {"seconds": time.perf_counter() - began, "pairs": int(np.sum(taken < 0)), "objective": -float(taken.sum())}


def worths(folder: Path) -> dict[str, Any]:
    """What every pair is worth, 0 where a hard rule says no, and the places: all that the peers are told."""
    mentees, mentors, blocked = _people(folder)
    cohort = encode(mentees, mentors, blocked, Weights(), USUAL)
    return {"worth": _worths(cohort).round(6).tolist(), "capacity": cohort.capacity.tolist()}


def between_runs(folder: Path) -> dict[str, Any]:
    """One mentor in a hundred leaves a matched cohort; then people arrive one by one. Live pairs are never touched.

    It is what the service does once it has read who changed, in a process that stays, as there.
    """
    mentees, mentors, blocked = _people(folder)
    people = FreePeople(
        [(_mentee(one.id), profile_json(Profile(one))) for one in mentees],
        [(_mentor(one.id), profile_json(Profile(one)), 0) for one in mentors],
        [(_mentee(one), _mentor(other)) for one, other in blocked],
    )
    found = match_profiles(people, Order(0))
    repaired, live, seconds = asyncio.run(_repaired(people, found))
    everything = live | {one.mentee_id: one.mentor_id for one in repaired.proposals}
    return seconds | {
        "displaced_and_waiting": repaired.figures.pairs + repaired.figures.unmatched,
        "placed": repaired.figures.pairs,
        "live_pairs_changed": sum(everything[mentee] != mentor for mentee, mentor in live.items()),
        "share_of_full_run": repaired.figures.share_of_full_run,
        "arrival_ms": _arrivals(mentees[:ARRIVALS], mentors, found, everything),
    }


async def _repaired(people: FreePeople, found: Matched) -> tuple[Matched, dict[str, str], dict[str, float]]:
    """The repair, the pairs that were live before it, and how long it took to make everybody known and to repair."""
    process, stop = KeptProcess(), asyncio.Event()
    known = [KnownPerson(id, line) for id, line in people.mentees] + [KnownPerson(id, line) for id, line, _ in people.mentors]
    gone = {row[0] for row in people.mentors[::100]}
    pairs = [LivePair(one.mentee_id, one.mentor_id, one.score, NOW) for one in found.proposals if one.mentor_id not in gone]
    waiting = dict.fromkeys((row[0] for row in people.mentees), 0)
    for one in pairs:
        del waiting[one.mentee_id]
    met = [row for row in people.met if row[0] in waiting]
    met += [(one.mentee_id, one.mentor_id) for one in found.proposals if one.mentor_id in gone]
    last = LastRun(NOW, found.prices, found.figures.surplus or 0.0, frozenset(row[0] for row in people.mentees))
    try:
        began = time.perf_counter()
        await process.call(keep_people, PROGRAMME, known)
        first = Displaced({}, [], {}, frozenset(), since_run(last, [], ()))
        await process.call(repair_people, PROGRAMME, first, Order(0), NOW)  # compiles what is not compiled yet
        ready = time.perf_counter()
        await process.call(keep_people, PROGRAMME, [KnownPerson(id, None) for id in gone])
        taken = Counter(one.mentor_id for one in pairs)
        displaced = Displaced(waiting, met, taken, frozenset(), since_run(last, pairs, waiting))
        repaired = await process.call(repair_people, PROGRAMME, displaced, Order(0), NOW)
        seconds = time.perf_counter() - ready
    finally:
        stop.set()
        await process.close(stop)
    assert repaired is not None
    return repaired, {one.mentee_id: one.mentor_id for one in pairs}, {"known_seconds": ready - began, "seconds": seconds}


def _arrivals(mentees: Sequence[Mentee], mentors: Sequence[Mentor], found: Matched, pairs: Mapping[str, str]) -> dict[str, float]:
    """Milliseconds for one mentee each, among everybody who has a free place; each takes one of the best mentor's."""
    pool, standing = MentorPool(), Standing(Counter(pairs.values()), found.prices)
    by_id = {_mentor(one.id): one for one in mentors}
    for id in sorted(by_id):
        pool.add(id, by_id[id])
    pool.close()
    run = Run("newest", PROGRAMME, NOW, figures=found.figures)

    def arrive(mentee: Mentee) -> None:
        nonlocal standing
        answer = suggest_mentors(pool, mentee, (), standing, MatchingSettings(PROGRAMME), LOOKED_AT)
        for one in answer.best[:1]:
            pool.proposal(_mentee(mentee.id), mentee, one.mentor_id, by_id[one.mentor_id], Weights())
            standing = standing.with_pairs({one.mentor_id: standing.pairs.get(one.mentor_id, 0) + 1})
        distance(run, answer, answer.best[:1])

    times = [_seconds(partial(arrive, one)) for one in mentees]
    return {"p50": 1e3 * float(np.median(times)), "worst": 1e3 * max(times)}


def _mentee(roster_id: str) -> str:
    return f"e{roster_id}"


def _mentor(roster_id: str) -> str:
    return f"r{roster_id}"


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
