"""The command `reconcile`."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data

WEEK = 7 * 24 * 60  # minutes


def reconcile(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare only: nothing is sent or created.")] = False,
    again: Annotated[
        float,
        typer.Option("--again", min=0, max=WEEK, metavar="MINUTES", help="Send all of the last minutes again."),
    ] = 0.0,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Compare what the services published with what Kafka holds, and send again what a topic lost.

    Consumers know the events that they applied, so nothing happens twice. After a broker lost the end of its log, add
    --again with the minutes since: consumers may have skipped new events that took the places of lost ones.
    """
    from causeway_cli.reconciling.run import reconcile_all
    from causeway_cli.reconciling.told import told

    found = reconcile_all(data.absolute(), dry_run, timedelta(minutes=again))
    if as_json:
        typer.echo(json.dumps({**asdict(found), "missing": found.missing}))
    else:
        typer.echo(told(found, dry_run))
    if found.missing:
        raise typer.Exit(1)
