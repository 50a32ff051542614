"""The command `up`."""

import os
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, Data

BASE_PORT = 7400
UNREAD_AFTER_SECONDS = "5"  # a day would be too long to see a nudge in the sample


def up(
    data: Data = DEFAULT_DATA,
    ports: Annotated[int, typer.Option("--ports", min=1024, max=65_000, help="The first port.")] = BASE_PORT,
    detach: Annotated[bool, typer.Option("--detach", help="Go on in the background, until `down`.")] = False,
    no_sample: Annotated[bool, typer.Option("--no-sample", help="Start without the sample programme.")] = False,
    replicas: Annotated[list[str] | None, typer.Option("--replicas", help="A service run more than once: messaging=2.")] = None,
) -> None:
    """Start the whole system on this machine, play a small programme through it, and say what happened."""
    from causeway_cli.keeper.replicas import read_counts
    from causeway_cli.starting import in_background, in_foreground

    os.environ.setdefault("CAUSEWAY_UNREAD_AFTER_SECONDS", UNREAD_AFTER_SECONDS)
    start = in_background if detach else in_foreground
    start(data.absolute(), ports, read_counts(replicas or []), sample=not no_sample)
