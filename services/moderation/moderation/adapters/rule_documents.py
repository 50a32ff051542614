"""Rules of staff, what they say, their sets and their rehearsals, as documents."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from causeway_kit.store import Document
from moderation.app.rule_ports import SetOfRules
from moderation.domain.category import Category
from moderation.domain.own_rule import OwnRule, Stage, Version
from moderation.domain.rehearsal import Progress, Rehearsal, Rehearsed, Report
from moderation.domain.rule import Rule
from moderation.domain.rule_draft import Draft


def examples_place(place: str) -> str:
    """What the examples of a rule are bound to."""
    return f"rule_contents/{place}/examples"


def from_rule(rule: OwnRule) -> Document:
    return {
        "_id": f"{rule.programme_id or '*'}/{rule.base}",
        "programme_id": rule.programme_id,
        "category": rule.category.value,
        "name": rule.name,
        "revision": rule.revision,
        "versions": [_from_version(version) for version in rule.versions],
    }


def to_rule(document: Document) -> OwnRule:
    return OwnRule(
        programme_id=document["programme_id"],
        category=Category(document["category"]),
        name=document["name"],
        versions=tuple(_to_version(row) for row in document["versions"]),
        revision=document["revision"],
    )


def _from_version(version: Version) -> Document:
    rehearsed = version.rehearsed
    return {
        **asdict(version),
        "stage": version.stage.value,
        "rehearsed": rehearsed and {**asdict(rehearsed), "covered": rehearsed.covered / timedelta(seconds=1)},
    }


def _to_version(row: Document) -> Version:
    known = {name: row[name] for name in Version.__slots__ if name in row}
    rehearsed = row.get("rehearsed")
    found = Rehearsed(**{**rehearsed, "covered": timedelta(seconds=rehearsed["covered"])}) if rehearsed else None
    return Version(**{**known, "stage": Stage(row["stage"]), "rehearsed": found})


def from_content(place: str, draft: Draft, rule: Rule, by: str, examples: str) -> Document:
    """`examples` are sealed."""
    return {
        "_id": place,
        "rule_id": rule.id,
        "programme_id": "" if place.startswith("*/") else place.partition("/")[0],
        "category": rule.category.value,
        "name": draft.name,
        "reason": rule.reason,
        "score": rule.score,
        "typed_patterns": list(draft.patterns),
        "typed_unless": list(draft.unless),
        "patterns": list(rule.patterns),
        "unless": list(rule.unless),
        "owner": by,
        "version": rule.version,
        "examples": examples,
    }


def to_draft(document: Document, examples: str = "") -> Draft:
    """`examples` as they were opened; empty: none are shown."""
    opened: dict[str, list[str]] = json.loads(examples) if examples else {}
    return Draft(
        category=Category(document["category"]),
        name=document["name"],
        reason=document["reason"],
        score=document["score"],
        patterns=tuple(document["typed_patterns"]),
        unless=tuple(document["typed_unless"]),
        catches=tuple(opened.get("catches", ())),
        passes=tuple(opened.get("passes", ())),
    )


def written_examples(draft: Draft) -> str:
    return json.dumps({"catches": draft.catches, "passes": draft.passes})


def to_matched(document: Document) -> Rule:
    """As it is matched. Raises ValueError or KeyError for a document that is damaged."""
    return Rule(
        id=document["rule_id"],
        category=Category(document["category"]),
        reason=document["reason"],
        score=float(document["score"]),
        patterns=tuple(document["patterns"]),
        unless=tuple(document["unless"]),
        catches=(),
        passes=(),
        owner=document["owner"],
        version=document["version"],
    )


def from_set(made: SetOfRules, id: str) -> Document:
    return {"_id": id, "number": made.number, "acting": sorted(made.acting), "trial": sorted(made.trial)}


def to_set(document: Document | None) -> SetOfRules:
    if document is None:
        return SetOfRules(0)
    return SetOfRules(document["number"], frozenset(document["acting"]), frozenset(document["trial"]))


_PLAIN = (
    "id", "programme_id", "base", "number", "days", "asked_by", "asked_at", "attempt", "runner", "leased_until", "done", "total",
    "finished_at", "why",
)  # fmt: skip


def from_rehearsal(place: str, rehearsal: Rehearsal) -> Document:
    plain: dict[str, Any] = {name: getattr(rehearsal, name) for name in _PLAIN}
    report = asdict(rehearsal.report) if rehearsal.report else None
    return {**plain, "_id": place, "progress": rehearsal.progress.value, "open": rehearsal.open, "report": report}


def to_rehearsal(document: Document) -> Rehearsal:
    plain = {name: document[name] for name in _PLAIN}
    return Rehearsal(**plain, progress=Progress(document["progress"]), report=_to_report(document["report"]))


def _to_report(row: Document | None) -> Report | None:
    if row is None:
        return None
    counts = {name: tuple((of, count) for of, count in row[name]) for name in ("categories", "programmes")}
    return Report(**{**row, **counts, "samples": tuple(row["samples"])})
