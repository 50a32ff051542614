"""The command `import`."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def import_roster(
    programme: Annotated[str, typer.Option("--programme", help="The programme's id.")],
    mentees: Annotated[Path, typer.Option("--mentees", help="CSV file, also .gz.")],
    mentors: Annotated[Path, typer.Option("--mentors", help="CSV file, also .gz.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Enrol a roster: good rows are taken, each bad one is named with its row, column, value and cure."""
    from causeway_cli.roster_import import import_files, told

    files = {"mentee": mentees, "mentor": mentors}
    answers = asyncio.run(import_files(data.absolute(), programme, files, dry_run=dry_run))
    if as_json:
        typer.echo(json.dumps({f"{side}s": answer.as_json() for side, answer in answers.items()}))
    else:
        told(answers, files, dry_run=dry_run)
