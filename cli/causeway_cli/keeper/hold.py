"""A sign in the data directory on which the keeper ends the services and keeps them down, while the stores run on.

It stays when the command that set it dies: a store that is half restored is then never served.
"""

import contextlib
from pathlib import Path

from causeway_cli.embedded.places import write_whole

NAME = "services.held"


def hold(data: Path, note: str) -> None:
    write_whole(data / NAME, note.encode())


def release(data: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        (data / NAME).unlink()


def held(data: Path) -> str | None:
    """The note of whoever holds the services down, or None."""
    try:
        return (data / NAME).read_text()
    except FileNotFoundError:
        return None
