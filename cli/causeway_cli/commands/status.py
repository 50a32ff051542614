"""The command `status`."""

import asyncio
import json
from dataclasses import asdict

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def status(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Show every process: whether it is healthy and how many events it has still to read."""
    from causeway_cli.standing import standing, table

    rows = asyncio.run(standing(data.absolute()))
    if as_json:
        typer.echo(json.dumps([asdict(row) | {"since": row.since.isoformat()} for row in rows]))
    else:
        from rich.console import Console

        Console().print(table(rows))
    if not all(row.healthy for row in rows):
        raise typer.Exit(1)
