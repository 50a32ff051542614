"""How fast texts are screened, beside packages that do part of the work, in one run."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from causeway_cli.bench.peers import PEERS, Peer
from causeway_cli.public_sets import public_rows
from causeway_cli.training import find_uv
from moderation.app.judge_text import TextJudge
from moderation.judging import open_judge

_BATCH = 100
_SPEED_TEXTS = 3_000
_PEER_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Speed:
    what: str
    texts_a_second: float
    p99_ms: float | None = None
    note: str = ""


@dataclass(slots=True)
class ScreeningReport:
    rules_version: str
    speeds: list[Speed] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def run_screening(public: Path, say: Callable[[str], None]) -> ScreeningReport:
    """Raises Trouble when the public sets are not there."""
    texts = [row["text"] for row in public_rows(public, "taskmaster4")[:_SPEED_TEXTS]]
    judge, first = open_judge(), open_judge(second_stage=False)
    report = ScreeningReport(judge.version)
    say("measuring our own speed")
    report.speeds += [_in_batches(first, texts, "rules and first pass, in batches"), _alone(first, texts[:1_000])]
    report.speeds += _second_stage(judge, first, texts)
    for peer in PEERS:
        say(f"measuring {peer.name}")
        report.speeds.append(_peer(peer, texts))
    return report


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


def told(report: ScreeningReport) -> str:
    lines = [f"Rules and models {report.rules_version}. Texts a second of one core's time:"]
    for speed in report.speeds:
        rate = f"{speed.texts_a_second:>12,.0f}" if speed.texts_a_second else f"{'-':>12}"
        late = f", p99 {speed.p99_ms:.2f} ms" if speed.p99_ms is not None else ""
        lines.append(f"{rate}  {speed.what}{late}{f' ({speed.note})' if speed.note else ''}")
    lines.append("How well it judges: ./causeway bench quality, and docs/moderation.md.")
    return "\n".join(lines)
