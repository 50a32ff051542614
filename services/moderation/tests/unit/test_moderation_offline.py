"""Offline screening of files: the same verdicts, line by line."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from moderation.app.judge_text import TextJudge
from moderation.offline import BadLine, screen_file, screen_lines


def _written(path: Path, *lines: str | bytes) -> Path:
    content = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def _rows(path: Path) -> list[dict[str, object]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.splitlines()]


@pytest.mark.parametrize(("source", "target"), [("in.jsonl", "out.jsonl"), ("in.jsonl.gz", "out.jsonl.gz")])
def test_each_line_gets_the_verdict_of_the_service(judge: TextJudge, tmp_path: Path, source: str, target: str) -> None:
    text = "call 07700 900199"
    lines = _written(
        tmp_path / source,
        json.dumps({"id": "a", "text": "see you on here next week", "conversation_id": "c", "turn": 1, "role": "mentor"}),
        json.dumps({"id": "b", "text": text, "age": 14}),
        json.dumps({"id": 3, "text": text}),
    )

    counts = screen_file(judge, lines, tmp_path / target)

    rows = _rows(tmp_path / target)
    assert [(row["id"], row["action"]) for row in rows] == [("a", "allow"), ("b", "block"), ("3", "hold")]
    assert rows[1]["spans"] == [{"start": 5, "end": 17, "category": "pii_contact", "rule": "pii_contact.phone"}]
    assert rows[1]["rules"] == ["pii_contact.phone"] == list(judge.judge(text).rules)
    assert (counts.allowed, counts.held, counts.blocked, counts.bad) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "x"}', "no «id»"),
        ('{"id": "x"}', "no «text»"),
        ('{"id": "x", "text": 5}', "no «text»"),
        ('{"id": "x", "text": "y", "age": "old"}', "«age»"),
        (b"\xff\xfe{}", "UTF-8"),
        ("[" * 100_000, "not JSON"),
        ('{"id": "x", "text": "' + "y" * 4_000_000 + '"}', "longer than"),
    ],
)
def test_a_bad_line_is_named_with_its_cure_and_the_next_goes_on(
    judge: TextJudge, tmp_path: Path, line: str | bytes, said: str
) -> None:
    source = _written(tmp_path / "in.jsonl", '{"id": "1", "text": "hello"}', "", line, '{"id": "4", "text": "hello"}')
    bad: list[BadLine] = []

    counts = screen_file(judge, source, tmp_path / "out.jsonl", bad.append)

    assert [row["id"] for row in _rows(tmp_path / "out.jsonl")] == ["1", "4"]
    assert [(one.number, said in one.problem) for one in bad] == [(3, True)]
    assert (counts.allowed, counts.bad) == (2, 1)


def test_lines_of_a_conversation_are_judged_on_what_was_before_them(judge: TextJudge, tmp_path: Path) -> None:
    def line(name: str, text: str, turn: int, conversation: str = "c") -> str:
        return json.dumps({"id": name, "text": text, "conversation_id": conversation, "turn": turn, "role": "mentee"})

    lines = _written(
        tmp_path / "in.jsonl",
        line("a", "ok first bit 07700", 1),
        line("b", "900", 3),
        line("elsewhere", "and 418", 1, "d"),
        line("c", "and 418", 5),
    )

    screen_file(judge, lines, tmp_path / "out.jsonl")

    assert [row["action"] for row in _rows(tmp_path / "out.jsonl")] == ["allow", "allow", "allow", "hold"]


def test_few_lines_are_read_ahead(judge: TextJudge) -> None:
    taken: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(1_000):
            taken.append(number)
            yield b'{"id": "%d", "text": "hello"}' % number

    next(iter(screen_lines(judge, lines())))

    assert len(taken) <= 101


def test_a_missing_file_leaves_no_half_written_answer(judge: TextJudge, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        screen_file(judge, tmp_path / "nowhere.jsonl", tmp_path / "out.jsonl")

    assert list(tmp_path.iterdir()) == []
