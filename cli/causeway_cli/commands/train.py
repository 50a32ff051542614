"""The command `train`."""

from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.shown import stages


def train(
    public: Annotated[Path, typer.Option("--public", help="The folder with the public sets.", show_default=False)] = Path(
        "../shared/data/moderation"
    ),
    first_only: Annotated[bool, typer.Option("--first-only", help="Teach the fast first pass alone.")] = False,
    build_only: Annotated[
        bool, typer.Option("--build-only", help="Teach nothing; build the second stage, as set-up does.")
    ] = False,
) -> None:
    """Teach the screening models from the examples here and the public sets; the same data gives the same models."""
    from causeway_cli.training import build_second_stage, train_all

    with stages("reading the examples") as say:
        if build_only:
            say("building the second stage")
            typer.echo(f"The second stage is in {build_second_stage()}.")
            return
        card = train_all(public, say, first_only=first_only)
    typer.echo(f"The models are taught; how they did on texts they had not seen is in {card}.")
