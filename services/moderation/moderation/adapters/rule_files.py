"""Reads the rule files: one TOML file a category, word lists, and the public places that anyone may be told of."""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from moderation.domain.judgement import Category
from moderation.domain.public import PublicPlaces
from moderation.domain.rule import BadRule, Rule, RuleSet, expand

SHIPPED = Path(__file__).parent.parent / "rules"
_LISTS, _PUBLIC = "words.toml", "public.toml"
_FIELDS = {"id", "reason", "score", "patterns", "unless", "catches", "passes", "owner", "version"}
_OF_FILE = ("owner", "version")  # said once for a file, or by a rule for itself


def read_rules(folder: Path = SHIPPED) -> tuple[RuleSet, PublicPlaces]:
    """The version is a hash over names and bytes of all files. Raises BadRule with the file and the cure."""
    files = sorted(folder.glob("*.toml"))
    documents = {file.name: _parse(file) for file in files}
    if missing := {_LISTS, _PUBLIC} - documents.keys():
        raise BadRule(f"The rules folder {folder} has no {' and no '.join(sorted(missing))}. Put it back.")
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    lists = _lists(documents[_LISTS])
    rules = [
        rule for name, document in documents.items() if name not in {_LISTS, _PUBLIC} for rule in _rules(name, document, lists)
    ]
    _refuse_repeats(rules)
    return RuleSet(digest.hexdigest()[:16], tuple(rules)), _public(documents[_PUBLIC])


def read_lists(folder: Path = SHIPPED) -> Mapping[str, tuple[str, ...]]:
    """The word lists alone. Raises BadRule."""
    return _lists(_parse(folder / _LISTS))


def _lists(document: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in document.items()}


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadRule(f"{file.name} is not valid TOML ({fault}). Correct it there.") from fault


def _rules(name: str, document: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> list[Rule]:
    try:
        category = Category(document["category"])
    except (KeyError, ValueError):
        raise BadRule(f"{name} needs a first line `category = …` with one of: {', '.join(Category)}.") from None
    of_file = {field: document[field] for field in _OF_FILE if field in document}
    return [_rule(name, category, of_file | entry, lists) for entry in document.get("rule", [])]


def _rule(name: str, category: Category, entry: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Rule:
    unknown = entry.keys() - _FIELDS
    missing = {"id", "reason", "catches"} - entry.keys()
    if unknown or missing:
        said = f"has unknown fields {sorted(unknown)}" if unknown else f"lacks {sorted(missing)}"
        raise BadRule(f"The rule {entry.get('id', 'without an id')} in {name} {said}. Allowed are {sorted(_FIELDS)}.")
    owner, version = entry.get("owner"), entry.get("version")
    if not (isinstance(owner, str) and owner.strip() and type(version) is int and version >= 1):
        raise BadRule(
            f"The rule {entry['id']} in {name} needs an owner, who answers for it, and a version, a whole number from 1 that "
            "grows with each change. Write `owner = …` and `version = …` at the top of the file or in the rule."
        )
    return Rule(
        id=entry["id"],
        category=category,
        reason=entry["reason"],
        score=float(entry.get("score", 0.7)),
        patterns=tuple(expand(pattern, lists) for pattern in entry.get("patterns", ())),
        unless=tuple(expand(pattern, lists) for pattern in entry.get("unless", ())),
        catches=tuple(entry["catches"]),
        passes=tuple(entry.get("passes", ())),
        owner=owner,
        version=version,
    )


def _refuse_repeats(rules: list[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise BadRule(f"Two rules are called {rule.id}. Give one of them another id.")
        seen.add(rule.id)


def _public(document: Mapping[str, Any]) -> PublicPlaces:
    return PublicPlaces(
        numbers=frozenset(re.sub(r"[^0-9]", "", number) for number in document["numbers"]),
        hosts=frozenset(document["hosts"]),
        host_endings=tuple(document["host_endings"]),
        open_hosts=frozenset(document["open_hosts"]),
        mailboxes=frozenset(document["mailboxes"]),
        office_words=re.compile(r"\b(?:" + "|".join(document["office_words"]) + r")\b"),
        private_words=re.compile("|".join(document["private_words"])),
    )
