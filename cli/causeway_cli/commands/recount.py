"""The command `recount`."""

import json
from dataclasses import asdict

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data


def recount(as_json: AsJson = False, data: Data = DEFAULT_DATA) -> None:
    """Count every pair and programme once more from the databases, and print where analytics says something else."""
    from causeway_cli.problems import tell_problems
    from causeway_cli.recounting.run import recount_all

    found = recount_all(data.absolute())
    if as_json:
        typer.echo(json.dumps({"differences": [asdict(each) for each in found.differences]}))
    else:
        tell_problems(
            "difference",
            [
                f"{each.figure} of {'pair ' + each.pair if each.pair else 'programme ' + each.programme}: "
                f"analytics says {each.analytics}, the recount {each.recount}"
                for each in found.differences
            ],
        )
        typer.echo(
            f"{found.messages:,} messages of {found.pairs:,} pairs in {found.programmes:,} programmes were counted again: "
            f"{len(found.differences):,} differences."
        )
    if found.differences:
        raise typer.Exit(1)
