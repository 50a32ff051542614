"""The public sets: what each may teach, and what its labels say nothing about."""

import gzip
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moderation.domain.judgement import Category
from moderation.learning.examples import Example

EVERYTHING = frozenset(category.value for category in Category)
HATE, THREAT, SPAM, SELF_HARM = "abuse_hate", "threat_bullying", "spam_scam", "self_harm"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """`silent_on`: an absent label of these says nothing. `weight` of one text beside a written example's 1.

    Share-alike sets (stormfront, mathdial) are not here: nothing that is shipped learns from them.
    """

    name: str
    licence: str
    silent_on: frozenset[str]
    weight: float
    most: int = 100_000
    takes: Callable[[Row], bool] = field(default=lambda row: True)
    group: Callable[[Row], str] = field(default=lambda row: str(row["id"]))


def _hatecheck_group(row: Row) -> str:
    return f"hatecheck-{row['meta']['functionality']}-{row['meta']['templ_id']}"


SOURCES = (
    Source("hatecheck", "CC-BY-4.0", frozenset({THREAT, "sexual_grooming", SELF_HARM}), 1.0, group=_hatecheck_group),
    Source("davidson", "MIT", EVERYTHING - {HATE, SELF_HARM, SPAM}, 0.5, takes=lambda row: row["meta"]["class"] != "offensive"),
    Source("edos", "CC0-1.0", EVERYTHING - {HATE}, 0.2, takes=lambda row: bool(row["labels"])),
    Source("sms_spam", "CC-BY-4.0", EVERYTHING - {SPAM, SELF_HARM, HATE}, 1.0),
    Source("taskmaster4", "CC-BY-4.0", frozenset(), 0.5),
    Source("cima", "CC-BY-2.5", frozenset(), 0.5, most=1_500),
    Source("counsel_chat", "MIT", frozenset({SELF_HARM}), 0.3, most=600, takes=lambda row: not row["labels"]),
)
_LONGEST = 600  # characters; what the models read


def public_examples(folder: Path, source: Source) -> Iterator[Example]:
    """At most `source.most`, the same ones each time. Raises FileNotFoundError."""
    path = folder / f"{source.name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if source.takes(row)]
    random.Random(source.name).shuffle(rows)
    for row in rows[: source.most]:
        labels, about = frozenset(row["labels"]) & EVERYTHING, str(row.get("meta", {}).get("target_ident", ""))
        yield Example(row["text"][:_LONGEST], labels, source.name, source.group(row), about=about)
