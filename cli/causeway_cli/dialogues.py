"""Reads conversations between two people from a file, one message a line."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causeway_cli.trouble import Trouble

ROLES = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Turn:
    role: str  # "mentor" or "mentee"
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    id: str
    turns: tuple[Turn, ...]


def read_dialogues(path: Path) -> list[Dialogue]:
    """The dialogues in the order in which they begin. Raises Trouble, naming the line, for what is not one."""
    turns: dict[str, list[tuple[int, Turn]]] = {}
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            id, place, turn = _message(path, number, line)
            turns.setdefault(id, []).append((place, turn))
    if not turns:
        raise Trouble(f"{path} holds no messages: each line is an object with conversation_id, turn, role and text.")
    return [Dialogue(id, tuple(turn for _, turn in sorted(each, key=_place))) for id, each in turns.items()]


def _place(numbered: tuple[int, Turn]) -> int:
    return numbered[0]


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is damaged or not UTF-8"
        raise Trouble(f"{path} cannot be read: {reason}.") from None


def _message(path: Path, number: int, line: str) -> tuple[str, int, Turn]:
    try:
        found: Any = json.loads(line)
        id, place, role, text = found["conversation_id"], found["turn"], found["role"], found["text"]
    except (ValueError, KeyError, TypeError):
        raise Trouble(f"{path}, line {number}: write an object with conversation_id, turn, role and text.") from None
    if role not in ROLES or not isinstance(text, str) or not text.strip() or not isinstance(place, int):
        raise Trouble(f"{path}, line {number}: role is mentor or mentee, turn a number, and text must not be empty.")
    return str(id), place, Turn(role, text)
