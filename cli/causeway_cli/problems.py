"""Tells what is wrong in a file, not more than a person reads."""

from collections.abc import Sequence

import typer

SHOWN = 20


def tell_problems(name: str, sentences: Sequence[str]) -> None:
    """On stderr: the first problems, and how many more there are."""
    for sentence in sentences[:SHOWN]:
        typer.echo(f"{name}: {sentence}", err=True)
    if len(sentences) > SHOWN:
        typer.echo(f"{name}: and {len(sentences) - SHOWN:,} more.", err=True)
