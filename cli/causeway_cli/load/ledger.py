"""The account that a replay keeps of itself: what was tried, what was answered, what was seen. One JSON object a line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from causeway_cli.trouble import Trouble


class Outcome(StrEnum):
    OK = "ok"
    FAIL = "fail"
    """Refused: it must not be there."""
    UNKNOWN = "unknown"
    """No answer came: it may be there, once."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One message that was to be posted, with all its tries. Times are seconds since 1970."""

    person: str
    reader: str
    conversation: str
    client_key: str
    sha256: str  # of the text
    start: float
    end: float
    outcome: Outcome
    message_id: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry of a feed reached a person."""

    person: str
    conversation: str
    message_id: str
    feed_seq: int
    at: float


@dataclass(frozen=True, slots=True)
class Ledger:
    attempts: Sequence[Attempt]
    seen: Sequence[Seen]
    begun: Sequence[str]
    """Client keys that were written down before the first try and have no attempt with an end: the run was cut off."""


class LedgerFile:
    """Appends; never waits for the disk.

    Lines are put together by hand, because a replay writes several for each message and shares its processors with the system.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO = path.open("x", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def begin(self, person: str, reader: str, conversation: str, client_key: str, sha256: str, at: float) -> None:
        """Before the first try. `flush` makes it last, so that a key is known whatever happens next."""
        place = f'"p":{_quoted(person)},"r":{_quoted(reader)},"c":{_quoted(conversation)}'
        self._file.write(f'{{"k":"begin",{place},"key":{json.dumps(client_key)},"sha":"{sha256}","at":{at!r}}}\n')

    def flush(self) -> None:
        self._file.flush()

    def end(self, attempt: Attempt) -> None:
        people = f'"person":{_quoted(attempt.person)},"reader":{_quoted(attempt.reader)}'
        place = f'"conversation":{_quoted(attempt.conversation)}'
        what = f'"client_key":{json.dumps(attempt.client_key)},"sha256":"{attempt.sha256}"'
        when = f'"start":{attempt.start!r},"end":{attempt.end!r},"outcome":"{attempt.outcome}"'
        answer = f'"message_id":{json.dumps(attempt.message_id)},"seq":{attempt.seq}'
        self._file.write(f'{{"k":"end",{people},{place},{what},{when},{answer}}}\n')

    def seen(self, person: str, conversation: str, message_id: str, feed_seq: int, at: float) -> None:
        where = f'"p":{_quoted(person)},"c":{_quoted(conversation)}'
        self._file.write(f'{{"k":"seen",{where},"m":{json.dumps(message_id)},"f":{feed_seq},"at":{at!r}}}\n')


@lru_cache(maxsize=50_000)
def _quoted(id: str) -> str:
    return json.dumps(id)


def new_ledger(folder: Path, now: datetime) -> LedgerFile:
    return LedgerFile(folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}.jsonl")


def newest_ledger(folder: Path) -> Path:
    """Raises Trouble when nothing was replayed yet."""
    ledgers = sorted(folder.glob("*.jsonl"))
    if not ledgers:
        raise Trouble(f"There is no ledger in {folder}: run `causeway replay` first, or name one with --ledger.")
    return ledgers[-1]


def read_ledger(path: Path) -> Ledger:
    """A last line that was cut off is left out. Raises Trouble for any other line that is not one of ours."""
    try:
        lines = path.read_text().splitlines()
    except OSError as error:
        raise Trouble(f"{path} cannot be read ({error.strerror}).") from None
    rows = [row for number, line in enumerate(lines, 1) if (row := _row(path, number, line, last=number == len(lines)))]
    attempts = [_attempt(row) for row in rows if row["k"] == "end"]
    ended = {(attempt.person, attempt.client_key) for attempt in attempts}
    begun = [row for row in rows if row["k"] == "begin" and (row["p"], row["key"]) not in ended]
    cut_off = [
        Attempt(row["p"], row["r"], row["c"], row["key"], row["sha"], row["at"], row["at"], Outcome.UNKNOWN) for row in begun
    ]
    seen = [Seen(row["p"], row["c"], row["m"], row["f"], row["at"]) for row in rows if row["k"] == "seen"]
    return Ledger([*attempts, *cut_off], seen, [row["key"] for row in begun])


def _row(path: Path, number: int, line: str, *, last: bool) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] = json.loads(line)
        if row["k"] in ("begin", "end", "seen"):
            return row
    except (ValueError, KeyError, TypeError):
        if last:
            return None
    raise Trouble(f"{path}, line {number} is not a line of a ledger: choose a file from the data directory's «ledgers».")


def _attempt(row: dict[str, Any]) -> Attempt:
    fields = {name: value for name, value in row.items() if name != "k"}
    return Attempt(**fields | {"outcome": Outcome(fields["outcome"])})
