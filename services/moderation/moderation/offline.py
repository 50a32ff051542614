"""Offline screening of a file: the judge of the service, run over lines of JSON, with memory for one line."""

import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from moderation.app.judge_text import TextJudge
from moderation.dialogues import Dialogues, Said
from moderation.domain.judgement import Action, Judgement
from moderation.domain.policy import STANDARD, Policy, group_of, group_of_age

_TOGETHER = 100  # lines judged at once: many times faster than one by one
_LONGEST_LINE = 4_000_000  # bytes; a longer line is read in pieces and refused, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be screened: its number from 1, what is wrong, and the cure. Never its text."""

    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    text: str
    age: int | None
    said: Said | None = None


@dataclass(slots=True)
class Counts:
    allowed: int = 0
    held: int = 0
    blocked: int = 0
    bad: int = 0


def screen_file(
    judge: TextJudge,
    source: Path,
    target: Path,
    on_bad_line: Callable[[BadLine], None] = lambda bad: None,
    policy: Policy = STANDARD,
) -> Counts:
    """Screen `source` into `target`, either of them gzip when its name ends in .gz.

    Good lines go on after a bad one. `target` appears only when all is done. Raises OSError.
    """
    counts = Counts()
    draft = target.with_name(f".{target.name}.part")
    try:
        with _reading(source) as lines, _writing(draft, zipped=target.suffix == ".gz") as out:
            for result in screen_lines(judge, lines, policy):
                if isinstance(result, BadLine):
                    counts.bad += 1
                    on_bad_line(result)
                else:
                    _count(counts, result[1].action)
                    out.write(json.dumps(_as_row(*result), ensure_ascii=True) + "\n")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return counts


def screen_lines(
    judge: TextJudge, lines: Iterable[bytes], policy: Policy = STANDARD
) -> Iterator[tuple[str, Judgement] | BadLine]:
    """One answer for each line that is not empty, in order. At most a hundred lines are read ahead.

    Lines with a conversation_id and a turn are judged on what was said before them in the file.
    """
    dialogues = Dialogues()
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    while chunk := list(islice(numbered, _TOGETHER)):
        read = [(number, _read_entry(line)) for number, line in chunk]
        judge.read_ahead([entry.text for _, entry in read if isinstance(entry, Entry)])
        for number, entry in read:
            yield BadLine(number, entry) if isinstance(entry, str) else (entry.id, _judged(judge, entry, dialogues, policy))


def _judged(judge: TextJudge, entry: Entry, dialogues: Dialogues, policy: Policy) -> Judgement:
    if entry.said is None:
        return judge.judge(entry.text, sender_age=entry.age, ruling=policy.ruling(group_of_age(entry.age)))
    background = dialogues.background(entry.said)
    ruling = policy.ruling(group_of(background.with_minor))
    judgement = judge.judge(entry.text, sender_age=entry.age, background=background, ruling=ruling)
    dialogues.remember(entry.said, entry.text, judgement)
    return judgement


def _read_entry(line: bytes) -> Entry | str:
    """The entry, or what is wrong with the line and its cure."""
    if len(line) > _LONGEST_LINE:
        return f"is longer than {_LONGEST_LINE:,} bytes. Split it, or cut the text."
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        return "is not UTF-8. Save the file as UTF-8."
    except (ValueError, RecursionError):
        return 'is not JSON. Write one object a line, such as {"id": "1", "text": "…"}.'
    if not isinstance(row, dict):
        return 'is not a JSON object. Write one object a line, such as {"id": "1", "text": "…"}.'
    name, text, age = row.get("id"), row.get("text"), row.get("age")
    if isinstance(name, bool) or not isinstance(name, str | int):
        return "has no «id». Give each line an id, a string or a whole number."
    if not isinstance(text, str):
        return "has no «text». Give the message as a string."
    if age is not None and (isinstance(age, bool) or not isinstance(age, int | float) or not 0 <= age < 150):
        return "has an «age» that is no age. Give whole years, or leave it out."
    years = None if age is None else int(age)
    return Entry(str(name), text, years, _said(row, years))


def _said(row: dict[str, object], age: int | None) -> Said | None:
    """Its place in a conversation; None for a text by itself."""
    conversation, turn, role = row.get("conversation_id"), row.get("turn"), row.get("role", row.get("sender"))
    if isinstance(conversation, bool) or not isinstance(conversation, str | int) or type(turn) is not int:
        return None
    return Said(str(conversation), turn, role if isinstance(role, str) else "", age)


def _as_row(name: str, judgement: Judgement) -> dict[str, object]:
    """Offsets count characters (code points) of the text as given, end exclusive."""
    return {
        "id": name,
        "action": judgement.action.value,
        "categories": [category.value for category in judgement.categories],
        "score": judgement.score,
        "spans": [
            {"start": span.start, "end": span.end, "category": span.category, "rule": span.rule} for span in judgement.spans
        ],
        "rules": list(judgement.rules),
        "alert": judgement.alert,
        "rules_version": judgement.rules_version,
    }


def _count(counts: Counts, action: Action) -> None:
    match action:
        case Action.ALLOW:
            counts.allowed += 1
        case Action.HOLD:
            counts.held += 1
        case Action.BLOCK:
            counts.blocked += 1


@contextmanager
def _reading(source: Path) -> Iterator[Iterator[bytes]]:
    with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as stream:
        yield _bounded_lines(stream)


def _bounded_lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    """The lines; of one that is too long only as much as shows that it is."""
    while line := stream.readline(_LONGEST_LINE + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)


@contextmanager
def _writing(draft: Path, *, zipped: bool) -> Iterator[io.TextIOBase]:
    with gzip.open(draft, "wt", encoding="utf-8") if zipped else draft.open("w", encoding="utf-8") as stream:
        yield stream
