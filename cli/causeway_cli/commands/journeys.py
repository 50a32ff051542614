"""The command `journeys`."""

from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def journeys(
    rows: Annotated[list[str] | None, typer.Argument(help="For example A2 A3; without, all there are.")] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Run the scenario of each row of the mission on the running system, and print one line a row."""
    from causeway_cli.journeying import run_journeys

    if not run_journeys(data.absolute(), rows or [], as_json=as_json):
        raise typer.Exit(1)
