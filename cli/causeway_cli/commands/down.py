"""The command `down`."""

import typer

from causeway_cli.commands.options import DEFAULT_DATA, Data


def down(data: Data = DEFAULT_DATA) -> None:
    """Stop everything that `up` started; data and mails stay."""
    from causeway_cli.keeper.down import down as stop

    stopped = stop(data.absolute(), report=lambda line: typer.echo(line, err=True))
    typer.echo("Everything has stopped." if stopped else f"Nothing was running in {data}.")
