"""The command `test`."""

from typing import Annotated

import typer


def run_suite(
    paths: Annotated[list[str] | None, typer.Argument(help="Only these tests; without, everything is checked.")] = None,
) -> None:
    """Run the test suite, against real Kafka and real MongoDB where a test needs them."""
    from causeway_cli.testing_all import run_tests

    if run_tests(paths or []):
        raise typer.Exit(1)
