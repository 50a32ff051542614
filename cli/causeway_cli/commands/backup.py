"""The command `backup`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the backup.")],
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Save all databases of the running system as of one moment. The key file is never in a backup: keep it elsewhere."""
    from causeway_cli.backup.make import Source, back_up
    from causeway_cli.backup.told import backup_json, backup_line
    from causeway_cli.keeper.keys import key_encryption_key
    from causeway_cli.keeper.plan import SERVICES
    from causeway_cli.running import running_system
    from causeway_cli.shown import stages
    from causeway_kit.sealed import FileVault

    system = running_system(data)
    kek_file = key_encryption_key(system.data)
    source = Source(system.mongo_uri, system.kafka, SERVICES)
    with stages("saving") as stage:
        made = back_up(source, folder.absolute(), FileVault(kek_file), lambda done: stage(f"saved {done:,} documents"))
    typer.echo(json.dumps(backup_json(made)) if as_json else backup_line(made, folder, kek_file))
