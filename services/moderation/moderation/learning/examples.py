"""The mentoring examples that this project wrote: one template a line, grown into messages that differ in their details."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moderation.learning.inventing import invent

WRITTEN = Path(__file__).parent.parent / "training"
_CHOICE = re.compile(r"\{([^{}]*)\}")
_INVENTED = re.compile(r"<([a-z]+)>")
_MOST_MESSAGES = 4  # of one template; more only repeats its words


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text. Texts of one `group` share their wording, so they never sit on both sides of a split."""

    text: str
    labels: frozenset[str]
    source: str
    group: str
    kind: str = ""  # of a written example; «anyone» marks sentences that nobody would write to a mentor
    about: str = ""  # the group of people that a text of HateCheck speaks of


def written_examples(folder: Path = WRITTEN) -> Iterator[Example]:
    """Every template's messages, the same ones each time. Raises ValueError naming file and line."""
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            try:
                row = json.loads(line)
                name, template, labels = str(row["id"]), str(row["text"]), frozenset(row["labels"])
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(f"{file.name} line {number} is no example ({fault}). Give it id, text and labels.") from None
            for text in messages_of(template, random.Random(name)):
                kind = "anyone" if row.get("voice") == "anyone" else str(row.get("kind", ""))
                yield Example(text, labels, "written", name, kind)


def messages_of(template: str, chance: random.Random) -> list[str]:
    """`{a|b}` stands for one of its parts, `<phone>` for an invented value. Distinct, at most four, in order of invention."""
    found: dict[str, None] = {}
    for _ in range(_MOST_MESSAGES * 3):
        chosen = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), template)
        found[" ".join(_INVENTED.sub(lambda match: invent(match[1], chance), chosen).split())] = None
        if len(found) == _MOST_MESSAGES:
            break
    return list(found)
