"""The account of a matching benchmark: lines for a person, tables for a page, pictures of time and quality against size."""

from collections.abc import Callable, Sequence

from causeway_cli.bench.matching_measured import Beside, MatchingReport
from causeway_cli.bench.picture import Axes, Line, picture_of

TIME = Axes("From CSV to explained pairs: time against size", "mentees", "seconds")
QUALITY = Axes("Short of the proven bound, against size", "mentees", "% short of the bound")
COLOURS = {"balanced": 0, "short": 3, "skewed": 1}


def told(report: MatchingReport) -> str:
    lines = [
        f"{run.mentees:>8,} {run.scenario:<9} {run.seconds:>7.1f} s ({run.cpu_seconds:,.1f} s of processor), "
        f"{run.peak_mb:,.0f} MB; {run.pairs:,} pairs, {run.share_of_bound:.4%} of the proven bound, {run.rounds} price rounds"
        for run in report.runs
    ]
    lines += [f"{each.mentees:>8,} {each.scenario:<9} {_told_beside(each)}" for each in report.beside]
    lines += [_told_target(name, found) for name, found in report.targets.items() if isinstance(found, dict)]
    if report.between_runs:
        lines.append(_told_between(report))
    lines += _told_arrivals(report)
    lines += [f"not run      {name}: {why}" for name, why in report.not_run.items()]
    lines += [f"MISSED       {sentence}" for sentence in report.missed] or ["targets      all met"]
    return "\n".join(lines)


def _told_beside(each: Beside) -> str:
    seconds = "" if each.seconds is None else f"{each.seconds:.2f} s, "
    return f"{each.name}: {seconds}{each.pairs:,} pairs, {each.share_of_bound:.3%} of the bound"


def _told_target(name: str, found: dict[str, float]) -> str:
    return f"{name}: reached {found['reached']:.2%} at {found['share_of_optimum']:.3%} of the optimum, {found['seconds']:.1f} s"


def _told_between(report: MatchingReport) -> str:
    found = report.between_runs
    return (
        f"1 % of mentors left {found['mentees']:,} mentees: {found['displaced_and_waiting']:,} looked at, "
        f"{found['placed']:,} placed in {found['seconds']:.2f} s, {found['live_pairs_changed']} live pairs changed, at least "
        f"{found['share_of_full_run']:.2%} of a full run; an arrival takes {found['arrival_ms']['p50']:.1f} ms "
        f"(worst {found['arrival_ms']['worst']:.1f})"
    )


def _told_arrivals(report: MatchingReport) -> list[str]:
    found = report.arrivals
    if not found:
        return []
    suggested, placed = found["suggested_ms"], found["placed_ms"]
    return [
        f"through the API at {found['mentees']:,} mentees: an arrival is answered in {suggested['p50']:.1f} ms (p99 "
        f"{suggested['p99']:.1f}) and placed, stored and announced in {placed['p50']:.1f} ms (p99 {placed['p99']:.1f})"
    ]


def table(report: MatchingReport) -> str:
    """Markdown, with what was measured on which machine."""
    machine = report.machine
    lines = [
        f"Taken {report.taken} on {machine['processors']} processors ({machine['model']}), {machine['memory_gb']} GB, load "
        f"{machine['load_before']} before. Made-up cohorts (seed {report.seed}) with half as many mentors as mentees, from "
        "CSV files to explained pairs in a process of its own. The bound is what no assignment within the rules can exceed.",
        "",
        "| mentees | situation | seconds | processor s | peak MB | pairs | share of the bound | price rounds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {run.mentees:,} | {run.scenario} | {run.seconds:.1f} | {run.cpu_seconds:.1f} | {run.peak_mb:,.0f} | {run.pairs:,} "
        f"| {run.share_of_bound:.4%} | {run.rounds} |"
        for run in report.runs
    ]
    lines += [
        "",
        "| mentees | situation | other way | seconds | peak MB | pairs | share of the same bound |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.mentees:,} | {each.scenario} | {each.name} | {_cell(each.seconds, '.2f')} | {_cell(each.peak_mb, ',.0f')} "
        f"| {each.pairs:,} | {each.share_of_bound:.3%} |"
        for each in report.beside
    ]
    said = [_told_target(name, found) for name, found in report.targets.items() if isinstance(found, dict)]
    said += [_told_between(report)] if report.between_runs else []
    said += _told_arrivals(report)
    said += [f"Not run: {name}: {why}" for name, why in report.not_run.items()]
    said += [f"Missed: {sentence}" for sentence in report.missed] or ["All targets met."]
    return "\n".join([*lines, *(f"\n{sentence}" for sentence in said)]) + "\n"


def _cell(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def pictures(report: MatchingReport) -> dict[str, str]:
    """By name; a picture without a point is left out."""
    drawn = {}
    for name, axes, of in (("time", TIME, _seconds), ("quality", QUALITY, _short)):
        lines = [line for line in _lines(report, of) if any(y > 0 for _, y in line.points)]
        if lines:
            drawn[name] = picture_of(axes, lines)
    return drawn


def _lines(report: MatchingReport, of: Callable[[float | None, float], float]) -> Sequence[Line]:
    lines = []
    for scenario, colour in COLOURS.items():
        points = [(float(run.mentees), of(run.seconds, run.share_of_bound)) for run in report.runs if run.scenario == scenario]
        lines.append(Line(f"causeway, {scenario}", colour, False, points))
    for name in sorted({each.name for each in report.beside}):
        others = [each for each in report.beside if each.name == name and each.scenario == "balanced"]
        points = [(float(each.mentees), of(each.seconds, each.share_of_bound)) for each in others]
        lines.append(Line("causeway, small" if name == "causeway" else name, 2, True, points))
    return lines


def _seconds(seconds: float | None, _share: float) -> float:
    return seconds or 0.0


def _short(_seconds_taken: float | None, share: float) -> float:
    """Per cent; a share that is 1 within rounding has no place on a logarithmic axis."""
    short = 100 * (1 - share)
    return short if short > 1e-6 else 0.0
