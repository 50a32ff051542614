"""The command `replay`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def replay(
    file: Annotated[Path, typer.Argument(help="Conversations, one message a line, also .gz.")],
    rate: Annotated[float, typer.Option("--rate", min=0.01, help="Messages a second in all.")] = 20.0,
    seconds: Annotated[
        float | None, typer.Option("--seconds", min=0.01, help="How long to post; without, each message once.")
    ] = None,
    conversations: Annotated[
        int | None, typer.Option("--conversations", min=1, help="How many pairs write; without, one for each message a second.")
    ] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Play conversations through the running system, each side as itself, and measure what became of every message.

    Times run from the moment at which a message was due, so that a slow system cannot hide behind a slow sender.
    """
    from causeway_cli.load.run import Orders, replay_file
    from causeway_cli.load.told import told

    figures = replay_file(data.absolute(), Orders(file, rate, seconds, conversations))
    typer.echo(json.dumps(figures.as_json()) if as_json else told(figures))
    if figures.lost or figures.duplicated or figures.early:
        raise typer.Exit(1)
