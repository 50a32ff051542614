"""The command `bench`: one benchmark each."""

import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import AsJson

bench = typer.Typer(help="Measure the system, each time beside its floor or its peer in the same run.", no_args_is_help=True)

RunningData = Annotated[
    Path | None,
    typer.Option("--data", help="A running system's data directory; without, a system is started for the benchmark."),
]
Awake = Annotated[
    bool, typer.Option("--awake", help="Keep the processors from sleeping meanwhile, as an operator may with idle=poll.")
]
Out = Annotated[Path | None, typer.Option("--out", help="A folder for the figures as JSON, as a table and as a picture.")]
Public = Annotated[Path, typer.Option("--public", help="The folder with the public sets.", show_default=False)]
PUBLIC = Path("../shared/data/moderation")


@bench.command("pipeline")
def pipeline(
    rates: Annotated[str, typer.Option("--rates", help="Messages a second, one run each.")] = "50,100,200,400,800,1000,1500",
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="How long each rate is measured.")] = 20.0,
    warm_up: Annotated[float, typer.Option("--warm-up", min=0, help="Seconds of load before each measurement.")] = 5.0,
    sync: Annotated[
        bool, typer.Option("--sync", help="Instead: pages of long conversations read during 200 messages a second.")
    ] = False,
    synapse: Annotated[
        str | None, typer.Option("--synapse", help="The address of a running Matrix Synapse to measure beside it.")
    ] = None,
    awake: Awake = False,
    as_json: AsJson = False,
    data: RunningData = None,
    out: Out = None,
) -> None:
    """Latency, processor time and memory against rate, from the post of a message to its reader.

    The load comes at its rate whatever the system does, and times run from the moment at which a message was due.
    """
    if sync:
        _sync(seconds, data, awake=awake, as_json=as_json)
        return
    from causeway_cli.bench.awake import kept_awake
    from causeway_cli.bench.pipeline import PipelineOrders, rates_in, run_pipeline
    from causeway_cli.bench.report import told

    orders = PipelineOrders(rates=rates_in(rates), seconds=seconds, warm_up_seconds=warm_up, data=data, out=out, synapse=synapse)
    with kept_awake(awake):
        report = run_pipeline(orders)
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))
    if any(each.causeway.lost or each.causeway.duplicated or each.causeway.early for each in report.rates):
        raise typer.Exit(1)


def _sync(seconds: float, data: Path | None, *, awake: bool, as_json: bool) -> None:
    from causeway_cli.bench.awake import kept_awake
    from causeway_cli.bench.syncing import SyncOrders, run_sync, told
    from causeway_cli.trouble import Trouble

    if data is not None:
        raise Trouble("--sync starts a system of its own, because it invents long conversations: leave --data out.")
    with kept_awake(awake):
        report = run_sync(SyncOrders(seconds=seconds))
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))
    if not report.clean:
        raise typer.Exit(1)


@bench.command("growth")
def growth(
    conversations: Annotated[
        str, typer.Option("--conversations", help="How many there are, one measurement each.")
    ] = "1000,10000,100000",
    rate: Annotated[float, typer.Option("--rate", min=1, help="Messages a second, the same each time.")] = 100.0,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="How long each number is measured.")] = 20.0,
    as_json: AsJson = False,
    out: Out = None,
) -> None:
    """What a message costs as the number of conversations grows, on a system started for it."""
    from causeway_cli.bench.growth import GrowthOrders, counts_in, run_growth, told

    report = run_growth(GrowthOrders(conversations=counts_in(conversations), rate=rate, seconds=seconds, out=out))
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))
    if not report.flat:
        raise typer.Exit(1)


@bench.command("matching")
def matching(
    sizes: Annotated[
        str, typer.Option("--sizes", help="Numbers of mentees, one run each; half as many mentors.")
    ] = "2000,5000,10000,100000",
    cohort: Annotated[
        Path | None, typer.Option("--cohort", help="Instead: a folder with mentees.csv, mentors.csv and blocked.csv.")
    ] = None,
    peers: Annotated[bool, typer.Option("--peers/--no-peers", help="Also install and run other packages that match.")] = True,
    api: Annotated[bool, typer.Option("--api/--no-api", help="Also time arrivals through a system started for it.")] = True,
    as_json: AsJson = False,
    out: Out = None,
) -> None:
    """Time, memory and quality of matching against size, in three situations, beside exact and simpler ways."""
    from causeway_cli.bench.matching import MatchingOrders, run_matching, sizes_in
    from causeway_cli.bench.matching_report import told

    report = run_matching(MatchingOrders(sizes=sizes_in(sizes), cohort=cohort, peers=peers, api=api, out=out))
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))
    if report.missed:
        raise typer.Exit(1)


@bench.command("backup")
def backup(
    messages: Annotated[int, typer.Option("--messages", min=1, help="How many the store holds.")] = 1_000_000,
    as_json: AsJson = False,
) -> None:
    """How long it takes to save and to load a store of so many messages, on servers started for it."""
    from dataclasses import asdict

    from causeway_cli.backup.bench import time_backup, told
    from causeway_cli.shown import stages

    with stages("starting servers") as stage:
        timing = time_backup(messages, stage)
    typer.echo(json.dumps(asdict(timing)) if as_json else told(timing))


@bench.command("quality")
def quality(public: Public = PUBLIC, as_json: AsJson = False) -> None:
    """How well texts are screened that nothing learned from: by wording and by category, in some minutes."""
    from causeway_cli.bench.quality import run_quality, told
    from causeway_cli.shown import stages

    with stages("reading the rules") as say:
        report = run_quality(public, say)
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))


@bench.command("screening")
def screening(public: Public = PUBLIC, as_json: AsJson = False) -> None:
    """How fast texts are screened, beside packages that do part of the work."""
    from causeway_cli.bench.screening import run_screening, told
    from causeway_cli.shown import stages

    with stages("reading the rules") as say:
        report = run_screening(public, say)
    typer.echo(json.dumps(report.as_json()) if as_json else told(report))
