"""The matching benchmark: cohorts of several sizes and situations from CSV to explained pairs, beside what else there is."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from causeway_cli.bench import matching_peers
from causeway_cli.bench.machine import machine
from causeway_cli.bench.matching_arrivals import time_arrivals
from causeway_cli.bench.matching_cohort import Scenario, files_in, make_cohort
from causeway_cli.bench.matching_measured import Beside, MatchingReport, Sized
from causeway_cli.bench.matching_report import pictures, table
from causeway_cli.bench.pipeline import writable
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble

SEED = 7
LARGEST = 200_000
DENSE_UP_TO = 10_000  # the whole matrix of 10,000 people and their places fills 2.7 GB
PEERS_AT = {"mentor-match": (100, 200), "matching": (100, 200, 500)}
TARGETS_AT = 10_000
API_UP_TO = 10_000  # larger rosters take minutes to enrol
CHILD_SECONDS = 3_600.0

Say = Callable[[str], None]
Found = tuple[list[Sized], list[Beside], dict[str, Any], dict[str, Any]]
"""Runs, other ways beside them, targets, and what happens between runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingOrders:
    """Half as many mentors as mentees. With `cohort`, a folder of roster files, nothing else is measured.

    With `api` a system is started, and mentees come one at a time through its API.
    """

    sizes: Sequence[int]
    scenarios: Sequence[Scenario] = tuple(Scenario)
    cohort: Path | None = None
    peers: bool = True
    api: bool = False
    out: Path | None = None


def sizes_in(text: str) -> list[int]:
    """`2000,10000` in rising order. Raises Trouble."""
    try:
        sizes = sorted({int(part) for part in text.split(",")})
    except ValueError:
        sizes = []
    if not sizes or not all(10 <= size <= LARGEST for size in sizes):
        raise Trouble(f"--sizes takes numbers of mentees from 10 to {LARGEST:,} with commas between them: 2000,10000,100000.")
    return sizes


def run_matching(orders: MatchingOrders) -> MatchingReport:
    """Raises Trouble. What was measured is also written to `out`, if that is given."""
    out = None if orders.out is None else writable(orders.out)
    now, found_machine = datetime.now(UTC), machine()
    not_run: dict[str, str] = {}
    arrivals: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="causeway-bench-") as folder, stages("making up people") as say:
        work = _Work(Path(folder), say, not_run)
        if orders.cohort is not None:
            runs, beside, targets, continuous = _given(work, orders.cohort)
        else:
            small = _peer_sizes(work) if orders.peers else []
            runs, beside, targets, continuous = _measure(work, orders, small)
            arrivals = _through_the_api(work, orders) if orders.api else {}
    report = MatchingReport(
        taken=now.isoformat(timespec="seconds"),
        machine=found_machine,
        seed=SEED,
        runs=runs,
        beside=beside,
        targets=targets,
        between_runs=continuous,
        not_run=not_run,
        arrivals=arrivals,
    )
    if out is not None:
        _write(out, report)
    return report


@dataclass(frozen=True, slots=True)
class _Work:
    folder: Path
    say: Say
    not_run: dict[str, str]

    def child(self, what: str, folder: Path, doing: str) -> dict[str, Any]:
        """One piece of work in a process of its own. Raises Trouble."""
        self.say(doing)
        command = [sys.executable, "-P", "-m", "causeway_cli.bench.matching_child", what, str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=CHILD_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Trouble(f"{doing} took longer than {CHILD_SECONDS:.0f} s.") from None
        if done.returncode != 0:
            words = done.stderr.strip().splitlines() or ["no reason given"]
            raise Trouble(f"{doing} failed: {words[-1]}")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    @contextmanager
    def cohort(self, mentees: int, scenario: Scenario) -> Iterator[Path]:
        """The files are gone at the end of the block: the largest take 60 MB."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            self.say(f"making up {mentees:,} mentees, {scenario}")
            make_cohort(Path(folder), SEED, mentees, mentees // 2, scenario)
            yield Path(folder)

    def tried(self, what: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
        try:
            return work()
        except Trouble as trouble:
            self.not_run[what] = trouble.sentence
            return None


def _given(work: _Work, folder: Path) -> Found:
    files = files_in(folder)
    missing = [path.name for path in (files.mentees, files.mentors, files.blocked) if not path.is_file()]
    if missing:
        raise Trouble(f"{folder} lacks {', '.join(missing)}: name a folder with mentees.csv, mentors.csv and blocked.csv.")
    with tempfile.TemporaryDirectory(dir=work.folder) as own:
        # pairs and report are written beside the roster, which may be somebody's own
        for path in (files.mentees, files.mentors, files.blocked):
            (Path(own) / path.name).symlink_to(path.resolve())
        run = _sized(work, Path(own), "given")
        return [run], _beside(work, Path(own), run), {}, {}


def _sized(work: _Work, folder: Path, scenario: str) -> Sized:
    doing = f"matching {scenario}"
    found = work.child("from_files", folder, doing)
    return Sized.of(scenario, found["pairs"] + found["unmatched"], found)


def _measure(work: _Work, orders: MatchingOrders, small: Sequence[Beside]) -> Found:
    runs: list[Sized] = []
    beside: list[Beside] = [*small]
    targets: dict[str, Any] = {}
    continuous: dict[str, Any] = {}
    # the first process to use a kernel compiles it, which nobody does twice
    with work.cohort(50, Scenario.BALANCED) as folder:
        work.child("between_runs", folder, "compiling")
    for size in orders.sizes:
        for scenario in orders.scenarios:
            with work.cohort(size, scenario) as folder:
                run = _sized(work, folder, scenario)
                runs.append(run)
                beside += _beside(work, folder, run)
                if scenario is Scenario.SKEWED and size <= TARGETS_AT:
                    targets = work.child("with_targets", folder, f"weighing targets for {size:,}") | {"mentees": size}
                if scenario is Scenario.BALANCED:
                    continuous = work.child("between_runs", folder, f"repairing {size:,}") | {"mentees": size}
    return runs, beside, targets, continuous


def _through_the_api(work: _Work, orders: MatchingOrders) -> dict[str, Any]:
    """At the largest of the sizes for which that is quick."""
    size = max((size for size in orders.sizes if size <= API_UP_TO), default=0)
    if not size:
        return {}
    with work.cohort(size, Scenario.BALANCED) as folder:
        return work.tried("arrivals through the API", lambda: time_arrivals(files_in(folder), work.say)) or {}


def _beside(work: _Work, folder: Path, run: Sized) -> list[Beside]:
    """Simpler ways on the same people, and the whole matrix where it fits."""
    ways = [Beside.of(name, run, None, found) for name, found in run.baselines.items()]
    if run.mentees > DENSE_UP_TO:
        return ways
    name = f"dense SciPy at {run.mentees:,}, {run.scenario}"
    found = work.tried(name, lambda: work.child("dense", folder, name))
    if found is None:
        return ways
    share = found["objective"] / run.bound if run.bound else 1.0
    return [*ways, Beside("dense SciPy", run.scenario, run.mentees, found["seconds"], found["pairs"], share, found["peak_mb"])]


def _peer_sizes(work: _Work) -> list[Beside]:
    """Each peer at the sizes it takes, on one balanced cohort a size, which we match as well."""
    found: list[Beside] = []
    pythons = {peer.name: _installed(work, peer) for peer in matching_peers.PEERS}
    for size in sorted({size for sizes in PEERS_AT.values() for size in sizes}):
        with work.cohort(size, Scenario.BALANCED) as folder:
            run = _sized(work, folder, Scenario.BALANCED)
            found.append(Beside("causeway", run.scenario, size, run.seconds, run.pairs, run.share_of_bound, run.peak_mb))
            worths = work.child("worths", folder, f"scoring {size:,} for the peers")
            for peer in matching_peers.PEERS:
                python = pythons[peer.name]
                if python is not None and size in PEERS_AT[peer.name]:
                    found += _peer(work, peer, python, worths, run)
    return found


def _installed(work: _Work, peer: matching_peers.Peer) -> Path | None:
    work.say(f"installing {peer.name}")
    try:
        return matching_peers.install(peer, work.folder)
    except Trouble as trouble:
        work.not_run[peer.name] = trouble.sentence
        return None


def _peer(work: _Work, peer: matching_peers.Peer, python: Path, worths: Mapping[str, Any], run: Sized) -> list[Beside]:
    work.say(f"{peer.name} at {run.mentees:,}")
    found = work.tried(f"{peer.name} at {run.mentees:,}", lambda: matching_peers.run(peer, python, worths))
    if found is None:
        return []
    share = matching_peers.worth_of_pairs(found, worths) / run.bound
    return [Beside(peer.name, run.scenario, run.mentees, found["seconds"], len(found["pairs"]), share, None)]


def _write(folder: Path, report: MatchingReport) -> None:
    (folder / "matching.json").write_text(json.dumps(report.as_json(), indent=1) + "\n")
    (folder / "matching.md").write_text(table(report))
    for name, picture in pictures(report).items():
        (folder / f"matching-{name}.svg").write_text(picture)
