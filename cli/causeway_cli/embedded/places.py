"""Where the working copy keeps what it downloads, runs and tests; and whether there is room for it."""

import os
import shutil
from pathlib import Path

from causeway_cli.trouble import Trouble

WORKING_COPY = Path(__file__).resolve().parents[3]
STATE = WORKING_COPY / ".causeway"
CACHE = STATE / "cache"
TEST = STATE / "test"
DATA = STATE / "data"

ROOM_NEEDED_BYTES = 2_000_000_000


def private_folder(folder: Path) -> Path:
    """Make the folder, readable by its owner alone. Raises Trouble where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Trouble(
            f"The folder {folder} cannot be made ({error.strerror}): choose another place or change its rights."
        ) from None
    return folder


def require_room(folder: Path, needed_bytes: int = ROOM_NEEDED_BYTES) -> None:
    """Raise Trouble when the disk under `folder` has less free than needed."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if free < needed_bytes:
        raise Trouble(
            f"Only {free / 1e9:.1f} GB is free on the disk of {folder}, and {needed_bytes / 1e9:.1f} GB is needed: "
            "make room or choose another place."
        )


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Replace the file in one step, so that no reader ever sees half of it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    aside.replace(path)
