"""One run at a time in one folder: a lock that the kernel lets go of when its last holder ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from causeway_cli.embedded.places import private_folder
from causeway_cli.trouble import Trouble

NAME = "in-use.lock"


def take(folder: Path) -> int:
    """Lock the folder and return the open descriptor that holds the lock.

    A child that inherits the descriptor holds the lock too, so a folder stays taken until the last process that
    works in it is gone. Raises Trouble, naming the holder, when another run has it.
    """
    private_folder(folder)
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 20).decode(errors="replace").strip() or "unknown"
        os.close(descriptor)
        raise Trouble(
            f"The folder {folder} is in use by another run (started by process {holder}): "
            "stop it with `causeway down`, or choose another folder."
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


@contextlib.contextmanager
def waiting_turn(folder: Path) -> Iterator[None]:
    """Wait until no other process does the same work in this folder, then keep others waiting."""
    private_folder(folder)
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
