"""The account of a pipeline benchmark: lines for a person, a table for a page, the lines of the picture."""

from collections.abc import Callable, Sequence

from causeway_cli.bench.measured import AtRate, Measured, PipelineReport
from causeway_cli.bench.picture import Line, latency_picture

TITLE = "From post to reader: latency against rate"
SHARES = ("p50", "p99")


def told(report: PipelineReport) -> str:
    return "\n".join(
        [
            *(line for each in report.rates for line in told_rate(each)),
            f"sustained    {report.highest_sustained:,g} messages a second is the highest rate at which it kept up",
            *(f"{name:<12} {why}" for name, why in report.not_run.items()),
        ]
    )


def told_rate(each: AtRate) -> list[str]:
    ours = each.causeway
    lines = [f"— {each.rate:,g} messages a second for {ours.seconds:g} s, {each.conversations:,} conversations —"]
    lines += _told_measured("causeway", ours)
    wrong = f"{ours.lost:,} lost, {ours.duplicated:,} duplicated, {ours.early:,} early, {ours.waiting:,} without an end"
    lines.append(f"  wrong      {wrong}")
    lines.append(f"  queues     {_queues(ours)}")
    lines.append(f"  processor  {_processes(ours, lambda name: f'{ours.processes[name].cpu_ms_a_message:.2f}')} ms a message")
    memory = _processes(ours, lambda name: f"{ours.processes[name].memory_mb:.0f}/{ours.processes[name].peak_mb:.0f}")
    lines.append(f"  memory     {memory} MB now/peak")
    for name, other in (("floor", each.floor), ("peer", each.peer)):
        if other is not None:
            lines += _told_measured(name, other)
            lines.append(f"  {'ratio':<10} {_told_ratios(each.ratios[name], name)}")
    return lines


def _told_measured(name: str, found: Measured) -> list[str]:
    ack, readable = (
        "/".join(f"{times[share]:,.1f}" for share in ("p50", "p95", "p99")) for times in (found.ack_ms, found.readable_ms)
    )
    return [
        f"  {name:<10} {found.throughput:,.1f}/s out; answered {ack} ms, readable {readable} ms (p50/p95/p99); "
        f"{found.cpu_ms_a_message:.2f} ms of processor a message"
    ]


def _told_ratios(found: dict[str, float], name: str) -> str:
    words = {
        "ack_p50": "answered p50",
        "readable_p50": "readable p50",
        "readable_p99": "readable p99",
        "cpu": "processor",
    }
    return f"to the {name}: " + ", ".join(f"{words[key]} {value:g} times" for key, value in found.items())


def _queues(found: Measured) -> str:
    if found.grew:
        return "GREW: " + ", ".join(
            f"{queue.name} ({queue.at_start:,} to {queue.at_end:,})" for queue in found.queues if queue.grew
        )
    return "none grew"


def _processes(found: Measured, figure: Callable[[str], str]) -> str:
    return ", ".join(f"{name} {figure(name)}" for name in found.processes)


def table(report: PipelineReport) -> str:
    """Markdown, with what was measured on which machine."""
    machine = report.machine
    head = [
        f"Taken {report.taken} on {machine['processors']} processors ({machine['model']}), {machine['memory_gb']} GB, which also "
        f"ran the load. {report.seconds:g} s a rate after {report.warm_up_seconds:g} s of warming up; each rate first through "
        "the system, then through the floor. Times run from the moment at which a message was due. The same work takes "
        f"{machine['slower_after_sleep']} times as long after a processor slept for 5 ms.",
        "",
        "| messages/s | kept up | answered p50 / p99 ms | readable p50 / p99 ms | processor ms a message | lost, doubled, early "
        "| floor readable p50 / p99 ms | floor processor ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    rows = [_row(each) for each in report.rates]
    left_out = [f"\n{name}: {why}" for name, why in report.not_run.items()]
    return "\n".join([*head, *rows, "", *_parts(report.rates), *left_out]) + "\n"


def _row(each: AtRate) -> str:
    ours, floor = each.causeway, each.floor
    cells = [
        f"{each.rate:,g}",
        "yes" if ours.sustained else "no",
        _pair(ours.ack_ms),
        _pair(ours.readable_ms),
        f"{ours.cpu_ms_a_message:.2f}",
        f"{ours.lost}, {ours.duplicated}, {ours.early}",
        _pair(floor.readable_ms) if floor else "",
        f"{floor.cpu_ms_a_message:.2f}" if floor else "",
    ]
    return f"| {' | '.join(cells)} |"


def _pair(times: object) -> str:
    assert isinstance(times, dict)
    return f"{times['p50']:,.0f} / {times['p99']:,.0f}"


def _parts(rates: Sequence[AtRate]) -> list[str]:
    """Processor time and memory by process."""
    names = list(dict.fromkeys(name for each in rates for name in each.causeway.processes))
    lines = [f"| process | {' | '.join(f'ms a message at {each.rate:,g}/s' for each in rates)} | peak MB |"]
    lines.append("|---" * (len(rates) + 2) + "|")
    for name in names:
        found = [each.causeway.processes.get(name) for each in rates]
        cells = ["" if part is None else f"{part.cpu_ms_a_message:.2f}" for part in found]
        lines.append(f"| {name} | {' | '.join(cells)} | {max(part.peak_mb for part in found if part):,.0f} |")
    return lines


def picture(report: PipelineReport) -> str:
    wanted: list[tuple[str, int, Callable[[AtRate], Measured | None], bool]] = [
        ("answered", 0, lambda each: each.causeway, True),
        ("readable", 1, lambda each: each.causeway, False),
        ("floor, readable", 2, lambda each: each.floor, False),
        ("peer, readable", 3, lambda each: each.peer, False),
    ]
    lines = []
    for label, colour, of, acks in wanted:
        for share in SHARES:
            points = [
                (each.rate, (found.ack_ms if acks else found.readable_ms)[share])
                for each in report.rates
                if (found := of(each)) is not None
            ]
            lines.append(Line(f"{label} {share}", colour, share == "p99", points))
    return latency_picture(TITLE, lines)
