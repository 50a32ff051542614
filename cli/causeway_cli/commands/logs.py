"""The command `logs`."""

from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, Data


def logs(
    service: Annotated[str, typer.Argument(help="For example messaging, kafka or mongod.")],
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on printing what is added.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")] = 100,
    data: Data = DEFAULT_DATA,
) -> None:
    """Print the log of one process."""
    from causeway_cli.log_files import follow_log, last_lines, log_of

    log = log_of(data.absolute(), service)
    for line in last_lines(log, lines):
        typer.echo(line)
    if follow:
        for line in follow_log(log):
            typer.echo(line)
