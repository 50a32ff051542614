"""The command `doctor`."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data
from causeway_cli.commands.up import BASE_PORT


def doctor(
    ports: Annotated[int, typer.Option("--ports", help="The first port that `up` would use.")] = BASE_PORT,
    data: Data = DEFAULT_DATA,
    as_json: AsJson = False,
) -> None:
    """Look at this machine and name what is missing, with its cure."""
    from causeway_cli.examining import examine

    findings = examine(data.absolute(), ports)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            typer.echo(f"{'ok  ' if finding.well else 'FAIL'} {finding.name}: {finding.said}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
