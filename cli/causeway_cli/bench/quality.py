"""How well texts are screened that nothing learned from: the figures of docs/moderation.md."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.public_sets import public_rows, require_sets
from causeway_cli.training import build_second_stage
from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action, Category
from moderation.judging import open_judge
from moderation.learning.sources import SOURCES
from moderation.learning.unseen import Figure, figures_of, judged_unseen

_RED_TEAMS = WORKING_COPY / "tests" / "redteam"
_CONTACTS = {"EMAIL_ADDRESS": "plain e-mail", "PHONE_NUMBER": "plain telephone"}
_NEVER_LEARNED = ("mentoring_examples", "mathdial", "presidio_synth")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QualityReport:
    rules_version: str
    unseen: Sequence[Figure]
    never_learned: Sequence[Figure]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def run_quality(public: Path, say: Callable[[str], None]) -> QualityReport:
    """Raises Trouble where a set or the second stage is missing."""
    require_sets(public, [*(source.name for source in SOURCES), *_NEVER_LEARNED])
    say("preparing the second stage, once")
    built = build_second_stage()
    judge = open_judge()
    unseen = figures_of(judged_unseen(public, built, say))
    say("judging sets that no model learns from")
    return QualityReport(judge.version, unseen, list(_never_learned(public, judge)))


def _never_learned(public: Path, judge: TextJudge) -> Iterator[Figure]:
    for name in ("redteam", "second", "third", "fourth", "fifth"):
        yield from _red_team(name, _rows(_RED_TEAMS / f"{name}.jsonl"), judge)
    yield from _disguised(_rows(_RED_TEAMS / "contacts.jsonl"), judge)
    examples, dialogue, contacts = _NEVER_LEARNED
    yield from _held(examples, public_rows(public, examples), judge)
    yield from _held(dialogue, public_rows(public, dialogue), judge)
    yield from _plain_contacts(public_rows(public, contacts), judge)


def _red_team(name: str, rows: Sequence[Row], judge: TextJudge) -> Iterator[Figure]:
    judged = [(row, judgement) for row, judgement in zip(rows, _judge(judge, rows), strict=True)]
    for category in Category:
        of = [one.action is not Action.ALLOW for row, one in judged if category.value in row["labels"]]
        yield _figure(f"{name}: {category.value}", of)
    caught = [(row, one) for row, one in judged if row["labels"] and one.action is not Action.ALLOW and one.categories]
    yield _figure(f"{name}: all that should be held", [one.action is not Action.ALLOW for row, one in judged if row["labels"]])
    right = [one.categories[0].value in row["labels"] for row, one in caught]
    yield _figure(f"{name}: of these for the right category", right, "right")
    yield _figure(f"{name}: innocent", [one.action is not Action.ALLOW for row, one in judged if not row["labels"]])


def _disguised(rows: Sequence[Row], judge: TextJudge) -> Iterator[Figure]:
    """The odd ones: rules were mended by the even ones."""
    odd = [row for row in rows if int(row["id"][-3:]) % 2 == 1]
    yield from _held("contacts, disguised", [row for row in odd if row["labels"]], judge)
    yield from _held("contacts, numbers", [row for row in odd if not row["labels"]], judge)


def _plain_contacts(rows: Sequence[Row], judge: TextJudge) -> Iterator[Figure]:
    kinds = [{span[0] for span in row.get("meta", {}).get("spans", ())} for row in rows]
    for kind, name in _CONTACTS.items():
        yield from _held(f"presidio_synth, {name}", [row for row, of in zip(rows, kinds, strict=True) if kind in of], judge)


def _held(name: str, rows: Sequence[Row], judge: TextJudge) -> Iterator[Figure]:
    held = [one.action is not Action.ALLOW for one in _judge(judge, rows)]
    for forbidden, ending in ((True, ""), (False, ", innocent")):
        of = [each for each, row in zip(held, rows, strict=True) if bool(row["labels"]) is forbidden]
        if of:
            yield _figure(f"{name}{ending}", of)


def _judge(judge: TextJudge, rows: Sequence[Row]) -> Sequence[Any]:
    return judge.judge_many([(row["text"], None) for row in rows])


def _figure(of: str, held: Sequence[bool], means: str = "held") -> Figure:
    return Figure(of, len(held), sum(held) / max(1, len(held)), means)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def told(report: QualityReport) -> str:
    lines = [f"Rules and models {report.rules_version}."]
    lines.append("The whole judge on the fold that nothing learned from; each template has one vote:")
    lines += [_line(figure) for figure in report.unseen]
    lines.append("As it ships, on texts that no model learns from:")
    lines += [_line(figure) for figure in report.never_learned]
    return "\n".join(lines)


def _line(figure: Figure) -> str:
    return f"{100 * figure.share:>7.1f} %  {figure.means:<8} {figure.of} ({figure.texts:,} texts)"
