"""One reading of a roster: how far it is, what it has done so far, and whether it was taken back."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from matching.domain.people import Side

IMPORTS = uuid.UUID("f6f0c8b3-0f2b-4b39-8d3e-2a61d9a0c7b5")  # namespace of import ids; never changed
SILENCE = timedelta(minutes=2)  # of an import whose process is gone


class ImportNotFound(Exception):
    """There is no such import in the programme."""


class ImportUnderWay(Exception):
    """It is still being read or enrolled."""


class ImportState(StrEnum):
    READING = "reading"
    ENROLLING = "enrolling"
    DONE = "done"
    STOPPED = "stopped"
    UNDONE = "undone"


UNDER_WAY = (ImportState.READING, ImportState.ENROLLING)


@dataclass(frozen=True, slots=True)
class RosterImport:
    """Problems are sealed under a key of the import's own: they quote cells."""

    id: str
    programme_id: str
    side: Side
    moved_at: datetime
    state: ImportState = ImportState.READING
    rows: int = 0
    rows_done: int = 0
    enrolled: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    problems: str = ""

    def seen_at(self, now: datetime) -> ImportState:
        """An import that has been silent for too long has stopped with its process."""
        return ImportState.STOPPED if self.state in UNDER_WAY and now - self.moved_at > SILENCE else self.state


def import_id_of(programme_id: str, side: Side, client_key: str) -> str:
    return uuid.uuid5(IMPORTS, f"{programme_id}\0{side.value}\0{client_key}").hex


def undone(known: RosterImport, now: datetime) -> RosterImport:
    """Raises ImportUnderWay."""
    if known.seen_at(now) in UNDER_WAY:
        raise ImportUnderWay("This import is still under way. Nothing was changed; undo it when it is done.")
    return replace(known, state=ImportState.UNDONE, moved_at=now)
