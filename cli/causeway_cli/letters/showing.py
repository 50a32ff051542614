"""What may be shown of an event that nobody could apply: its form, its ids, and never a word of what it says."""

import hashlib
import importlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiokafka import ConsumerRecord
from rich.table import Table

import causeway
from causeway.event import Event
from causeway_cli.letters.letterbox import DeadLetter

AN_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Payload:
    size: int
    sha256: str
    parses: bool  # as JSON with fields
    fields: tuple[str, ...]  # those that the event's type knows
    unknown_fields: int
    ids: Mapping[str, str]
    """Values of id fields, and only if they have the form of an id."""


def payload_of(event: ConsumerRecord, type_name: str) -> Payload:
    value = event.value or b""
    content = _fields(value)
    known = _known_fields(type_name) & content.keys()
    return Payload(
        size=len(value),
        sha256=hashlib.sha256(value).hexdigest(),
        parses=bool(content),
        fields=tuple(sorted(known)),
        unknown_fields=len(content) - len(known),
        ids={name: text for name in sorted(known) if name.endswith("_id") and AN_ID.fullmatch(text := str(content[name]))},
    )


def _fields(value: bytes) -> dict[str, object]:
    try:
        content = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _known_fields(type_name: str) -> set[str]:
    """All event classes' fields if the type is not known: none of these names is anybody's text."""
    classes = _event_classes()
    wanted = [classes[type_name]] if type_name in classes else list(classes.values())
    return {"type", *(name for each in wanted for name in each.model_fields)}


def _event_classes() -> Mapping[str, type[Event]]:
    root = Path(next(iter(causeway.__path__)))
    for path in sorted(root.glob("*/v*/events.py")):
        importlib.import_module(".".join(("causeway", *path.relative_to(root).with_suffix("").parts)))
    return {each.__name__: each for each in Event.__subclasses__() if each.__module__.startswith("causeway.")}


def table(letters: list[DeadLetter]) -> Table:
    shown = Table("id", "set aside", "type", "reason", "error", "attempts", "state")
    for letter in letters:
        moment = letter.set_aside[:19].replace("T", " ")
        shown.add_row(letter.id, moment, letter.type, letter.reason, letter.error, str(letter.attempts), letter.state.value)
    return shown
