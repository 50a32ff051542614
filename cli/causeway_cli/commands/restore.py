"""The command `restore`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `backup` made.")],
    replace: Annotated[
        list[str] | None, typer.Option("--replace", help="Restore this database alone, whatever is in it; may be repeated.")
    ] = None,
    replace_all: Annotated[bool, typer.Option("--replace-all", help="Restore every service's database.")] = False,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Bring databases back from a backup, and from Kafka what happened since. The services are down meanwhile."""
    from causeway_cli.backup.restore import Wanted
    from causeway_cli.backup.restore import restore as bring_back
    from causeway_cli.backup.told import restore_json, restore_lines
    from causeway_cli.shown import stages

    wanted = Wanted(folder.absolute(), frozenset(replace or ()), replace_all)
    with stages("restoring") as stage:
        restored = bring_back(data.absolute(), wanted, stage)
    if as_json:
        typer.echo(json.dumps(restore_json(restored)))
    else:
        for line in restore_lines(restored):
            typer.echo(line)
