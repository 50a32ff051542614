"""What the matching benchmark found, and the targets it is held to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from causeway_cli.bench.matching_cohort import Scenario

NATIONAL, LARGE = 100_000, 10_000
MOST_SECONDS = {Scenario.BALANCED: 90.0, Scenario.SHORT: 240.0, Scenario.SKEWED: 240.0}
LARGE_SECONDS = 6.0
MOST_MB = 2_000.0
LEAST_SHARE = {Scenario.BALANCED: 0.999, Scenario.SHORT: 0.999, Scenario.SKEWED: 0.997}
REPAIR_SECONDS = 5.0
ARRIVAL_MS = 50.0
LEAST_WITH_TARGET = {
    "equal placement by region": 0.97,
    "equal placement by background": 0.97,
    "97 % across backgrounds": 0.985,
}


@dataclass(frozen=True, slots=True)
class Sized:
    """One cohort from files to explained pairs; the bound is what no assignment can exceed."""

    scenario: str
    mentees: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    pairs: int
    objective: float
    bound: float
    share_of_bound: float
    rounds: int
    baselines: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, scenario: str, mentees: int, found: Mapping[str, Any]) -> "Sized":
        names = ("seconds", "cpu_seconds", "peak_mb", "pairs", "objective", "bound", "share_of_bound", "rounds", "baselines")
        return cls(scenario, mentees, *(found[name] for name in names))


@dataclass(frozen=True, slots=True)
class Beside:
    """Another way on the same people. Its share is of our bound, so all shares of a cohort are of the same number."""

    name: str
    scenario: str
    mentees: int
    seconds: float | None
    pairs: int
    share_of_bound: float
    peak_mb: float | None

    @classmethod
    def of(cls, name: str, run: Sized, seconds: float | None, found: Mapping[str, float]) -> "Beside":
        return cls(name, run.scenario, run.mentees, seconds, int(found["pairs"]), found["share_of_bound"], None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingReport:
    taken: str
    machine: Mapping[str, str | int | float]
    seed: int
    runs: Sequence[Sized]
    beside: Sequence[Beside]
    targets: Mapping[str, Any]
    between_runs: Mapping[str, Any]
    not_run: Mapping[str, str]
    arrivals: Mapping[str, Any] = field(default_factory=dict)
    """Through the API, where that was measured."""

    @property
    def missed(self) -> list[str]:
        """One sentence for each target that was not met; the sizes that were not measured have none."""
        return [
            *_missed_runs(self.runs),
            *_missed_targets(self.targets),
            *_missed_between(self.between_runs),
            *_missed_arrivals(self.arrivals),
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": self.taken,
            "machine": dict(self.machine),
            "seed": self.seed,
            "missed": self.missed,
            "runs": [asdict(run) for run in self.runs],
            "beside": [asdict(other) for other in self.beside],
            "targets": dict(self.targets),
            "between_runs": dict(self.between_runs),
            "arrivals": dict(self.arrivals),
            "not_run": dict(self.not_run),
        }


def _missed_runs(runs: Sequence[Sized]) -> list[str]:
    missed = []
    for run in runs:
        if run.scenario not in list(Scenario):
            continue
        scenario, name = Scenario(run.scenario), f"{run.mentees:,} mentees, {run.scenario}"
        most = MOST_SECONDS[scenario] if run.mentees == NATIONAL else LARGE_SECONDS if run.mentees == LARGE else None
        if most is not None and run.seconds > most:
            missed.append(f"{name}: {run.seconds:.1f} s, more than {most:g} s")
        if run.peak_mb > MOST_MB:
            missed.append(f"{name}: {run.peak_mb:,.0f} MB, more than {MOST_MB:,.0f} MB")
        if run.share_of_bound < LEAST_SHARE[scenario]:
            missed.append(f"{name}: {run.share_of_bound:.3%} of the bound, less than {LEAST_SHARE[scenario]:.1%}")
    return missed


def _missed_targets(targets: Mapping[str, Any]) -> list[str]:
    missed = []
    for name, least in LEAST_WITH_TARGET.items():
        found = targets.get(name)
        if found and not (found["met"] and found["share_of_optimum"] >= least):
            missed.append(f"{name}: reached {found['reached']:.1%} at {found['share_of_optimum']:.2%} of the optimum")
    return missed


def _missed_between(found: Mapping[str, Any]) -> list[str]:
    if not found:
        return []
    missed = []
    if found["seconds"] > REPAIR_SECONDS:
        missed.append(f"repair after 1 % of mentors left: {found['seconds']:.1f} s, more than {REPAIR_SECONDS:g} s")
    if found["live_pairs_changed"]:
        missed.append(f"repair changed {found['live_pairs_changed']:,} live pairs")
    if found["arrival_ms"]["p50"] > ARRIVAL_MS:
        missed.append(f"an arrival took {found['arrival_ms']['p50']:.1f} ms, more than {ARRIVAL_MS:g} ms")
    return missed


def _missed_arrivals(found: Mapping[str, Any]) -> list[str]:
    times = {"answered": found["suggested_ms"]["p50"], "placed": found["placed_ms"]["p50"]} if found else {}
    return [
        f"an arrival was {what} in {p50:.1f} ms through the API, more than {ARRIVAL_MS:g} ms"
        for what, p50 in times.items()
        if p50 > ARRIVAL_MS
    ]
