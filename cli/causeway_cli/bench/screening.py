"""How fast and how well texts are screened, beside packages that do part of the work, in one run."""

import gzip
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from causeway_cli.bench.peers import PEERS, Peer
from causeway_cli.training import find_uv
from causeway_cli.trouble import Trouble
from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action
from moderation.judging import open_judge
from moderation.learning.train import CARD

_BATCH = 100
_SPEED_TEXTS = 3_000
_PEER_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Speed:
    what: str
    texts_a_second: float
    p99_ms: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """`held` of `texts` texts of one kind."""

    kind: str
    texts: int
    held: int


@dataclass(slots=True)
class ScreeningReport:
    rules_version: str
    speeds: list[Speed] = field(default_factory=list)
    held: list[Quality] = field(default_factory=list)
    unseen: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def run_screening(public: Path, say: Callable[[str], None]) -> ScreeningReport:
    """Raises Trouble when the public sets are not there."""
    texts = [text for text, _ in _texts(public, "taskmaster4")][:_SPEED_TEXTS]
    judge, first = open_judge(), open_judge(second_stage=False)
    report = ScreeningReport(judge.version)
    say("measuring our own speed")
    report.speeds += [_in_batches(first, texts, "rules and first pass, in batches"), _alone(first, texts[:1_000])]
    report.speeds += _second_stage(judge, first, texts)
    for peer in PEERS:
        say(f"measuring {peer.name}")
        report.speeds.append(_peer(peer, texts))
    say("counting what is held")
    report.held += _qualities(public, judge)
    if CARD.exists():
        report.unseen = json.loads(CARD.read_text("utf-8"))
    return report


def _texts(public: Path, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    path = public / f"{name}.jsonl.gz"
    if not path.exists():
        raise Trouble(f"{public} has no {path.name}: give the folder of the public sets with --public.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], frozenset(row["labels"])


def _in_batches(judge: TextJudge, texts: Sequence[str], what: str) -> Speed:
    entries = [(text, None) for text in texts]
    judge.judge_many(entries[:_BATCH])
    began = time.process_time()
    for start in range(0, len(entries), _BATCH):
        judge.judge_many(entries[start : start + _BATCH])
    return Speed(what, len(texts) / (time.process_time() - began))


def _alone(judge: TextJudge, texts: Sequence[str]) -> Speed:
    took: list[float] = []
    for text in texts:
        began = time.perf_counter()
        judge.judge(text)
        took.append(time.perf_counter() - began)
    took.sort()
    return Speed("rules and first pass, one at a time", len(took) / sum(took), 1000 * took[int(0.99 * len(took))])


def _second_stage(judge: TextJudge, first: TextJudge, texts: Sequence[str]) -> list[Speed]:
    if judge.version == first.version:
        return [Speed("second stage", 0, note="not built here: ./causeway train --build-only")]
    from moderation.adapters.second_stage import open_second_stage

    stage = open_second_stage()
    if stage is None:
        return []
    chosen = texts[:300]
    began = time.process_time()
    for text in chosen:
        stage.scores(text)
    alone = Speed("second stage, one at a time", len(chosen) / (time.process_time() - began))
    return [alone, _in_batches(judge, texts, "both stages, the second for what is doubtful, in batches")]


def _peer(peer: Peer, texts: Sequence[str]) -> Speed:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts[: peer.texts]), file)
        file.flush()
        wanted = [part for name in peer.packages for part in ("--with", name)]
        command = [
            find_uv(),
            "run",
            "--quiet",
            "--no-project",
            "--python",
            "3.11",
            *wanted,
            "python",
            "-c",
            peer.script,
            file.name,
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PEER_SECONDS, check=True)
            return Speed(peer.name, float(done.stdout.split()[-1]), note=peer.note)
        except (subprocess.SubprocessError, ValueError, IndexError):
            return Speed(peer.name, 0, note="left out: it could not be had or did not run here")


def _qualities(public: Path, judge: TextJudge) -> list[Quality]:
    kinds: dict[str, tuple[int, int]] = {}
    for name in ("mentoring_examples", "mathdial"):
        rows = list(_texts(public, name))
        judgements = judge.judge_many([(text, None) for text, _ in rows])
        for (_, labels), judgement in zip(rows, judgements, strict=True):
            for kind in sorted(labels) or ["innocent"]:
                texts, held = kinds.get(f"{name}: {kind}", (0, 0))
                kinds[f"{name}: {kind}"] = (texts + 1, held + (judgement.action is not Action.ALLOW))
    return [Quality(kind, *counts) for kind, counts in kinds.items()]


def told(report: ScreeningReport) -> str:
    lines = [f"Rules and models {report.rules_version}. Texts a second of one core's time:"]
    for speed in report.speeds:
        rate = f"{speed.texts_a_second:>12,.0f}" if speed.texts_a_second else f"{'-':>12}"
        late = f", p99 {speed.p99_ms:.2f} ms" if speed.p99_ms is not None else ""
        lines.append(f"{rate}  {speed.what}{late}{f' ({speed.note})' if speed.note else ''}")
    lines.append("Held for a person or blocked, of two sets that no model learned from:")
    lines += [f"{one.held:>6} of {one.texts:>5}  {one.kind}" for one in report.held]
    lines.append("How the models did on texts they had not seen: docs/moderation.md, or --json.")
    return "\n".join(lines)
