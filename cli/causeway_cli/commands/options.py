"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.embedded.places import STATE

DEFAULT_DATA = STATE / "run"

Data = Annotated[
    Path,
    typer.Option("--data", envvar="CAUSEWAY_DATA", help="The data directory of the running system.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")]
