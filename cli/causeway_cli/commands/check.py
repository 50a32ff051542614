"""The command `check`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def check(
    ledger: Annotated[Path | None, typer.Option("--ledger", help="Of a replay; without, the newest one.")] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Read everything of a replay back as each person, and compare it with what was promised and with what was stored."""
    from causeway_cli.checking.run import check_ledger
    from causeway_cli.problems import tell_problems

    found = check_ledger(data.absolute(), ledger)
    if as_json:
        typer.echo(json.dumps({"differences": [asdict(each) for each in found.differences]}))
    else:
        tell_problems(
            "difference", [f"{each.promise}, conversation {each.conversation}: {each.what}" for each in found.differences]
        )
        typer.echo(
            f"{found.attempts:,} posts in {found.conversations:,} conversations were checked against {found.promises}: "
            f"{len(found.differences):,} differences."
        )
    if found.differences:
        raise typer.Exit(1)
