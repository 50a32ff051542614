"""The command `screen`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import AsJson


def screen(
    source: Annotated[Path, typer.Option("--in", help="JSON lines with id and text, also .gz.")],
    target: Annotated[Path, typer.Option("--out", help="Where the judgements go, one a line.")],
    rules: Annotated[str, typer.Option("--rules", help="Refuse to run with another version of the rules and models.")] = "",
    first_pass: Annotated[bool, typer.Option("--first-pass", help="Without the second stage: faster, and less sure.")] = False,
    policy: Annotated[Path | None, typer.Option("--policy", help="A programme's choices as JSON, else the standard.")] = None,
    as_json: AsJson = False,
) -> None:
    """Judge texts from a file by the rules of the service, without a running system."""
    from causeway_cli.screening import screen_files

    counts = screen_files(source, target, rules, first_pass=first_pass, policy_file=policy)
    if as_json:
        typer.echo(json.dumps(asdict(counts)))
    else:
        typer.echo(
            f"{counts.allowed:,} allowed, {counts.held:,} held, {counts.blocked:,} blocked, {counts.bad:,} lines not read."
        )
    if counts.bad and not counts.allowed + counts.held + counts.blocked:
        raise typer.Exit(1)
