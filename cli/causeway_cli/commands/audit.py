"""The commands `audit verify` and `audit list`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data

audit = typer.Typer(
    help="What people with power did, and whether anybody has changed the record.", no_args_is_help=True, rich_markup_mode=None
)

Checkpoints = Annotated[
    Path | None, typer.Option("--checkpoints", help="The file of kept checkpoints; without, the running system's own.")
]
Key = Annotated[
    Path | None, typer.Option("--key", help="The public key of the checkpoints, 32 bytes; without, the system's own.")
]


@audit.command("verify")
def verify_chains(checkpoints: Checkpoints = None, key: Key = None, as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Hold the audit chain of every service against its hashes and against the checkpoints that were kept elsewhere.

    Names the first block that was changed, left out, moved, put in or cut off. Ends with 1 if there is one.
    """
    from causeway_cli.auditing import read_checkpoints, verify
    from causeway_cli.running import running_system

    folder = data.absolute()
    public = key or folder / "secrets" / "checkpoint-key.public"
    file = checkpoints or folder / "checkpoints.jsonl"
    kept, unsigned = read_checkpoints(file, public)
    for number in unsigned:
        typer.echo(f"{file}, line {number}: torn, or not signed with {public}; it was left out.", err=True)
    verdicts = verify(running_system(folder), kept)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in verdicts]))
    else:
        for one in verdicts:
            state = f"FAULT  {one.fault}" if one.fault else "sound"
            typer.echo(f"{one.service:<14} {one.blocks:>8,} blocks {one.acts:>8,} acts {one.kept:>6,} checkpoints  {state}")
    if any(one.fault for one in verdicts):
        raise typer.Exit(1)


@audit.command("list")
def list_acts(
    service: Annotated[str, typer.Option("--service", help="Whose chain.")] = "moderation",
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """List who did what, and when. Reasons about people stay sealed."""
    from causeway_cli.auditing import acts
    from causeway_cli.running import running_system

    for act in acts(running_system(data.absolute()), service):
        line = f"{act['block']:>8} {act['at']}  {act['actor']}  {act['action']}  {act['thing']}"
        typer.echo(json.dumps(act) if as_json else line)
