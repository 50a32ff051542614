"""Within v1 the contracts only grow: what was committed last can still be read and called (P12)."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BUF = Path(sys.executable).parent / "buf"


def has_history(folder: Path) -> bool:
    """Whether the last commit's contracts can be had."""
    if shutil.which("git") is None:
        return False
    asked = ["git", "-C", str(folder), "cat-file", "-e", "HEAD:proto/buf.yaml"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def committed(folder: Path) -> Path:
    """The contracts of the last commit, unpacked."""
    archive = folder / "proto.tar"
    subprocess.run(["git", "-C", str(ROOT), "archive", "-o", str(archive), "HEAD", "proto"], check=True)
    shutil.unpack_archive(archive, folder / "before", filter="data")
    return folder / "before" / "proto"


def breaks(now: Path, before: Path) -> list[str]:
    done = subprocess.run([str(BUF), "breaking", str(now), "--against", str(before)], check=False, capture_output=True, text=True)
    assert not done.stderr.strip(), done.stderr
    return done.stdout.splitlines()


def test_nothing_that_was_committed_last_is_broken(tmp_path: Path) -> None:
    if not has_history(ROOT):
        sys.stderr.write("\nThere is no git history here, so the contracts are compared with nothing.\n")
        return
    assert breaks(ROOT / "proto", committed(tmp_path)) == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("  int32 words = 12;", "  int32 word_count = 12;"),
        ("  int32 words = 12;", "  string words = 12;"),
        ("  int32 words = 12;", ""),
        ("  int32 words = 12;", "  int32 words = 15;"),
    ],
    ids=["renamed", "retyped", "removed", "renumbered"],
)
def test_a_field_that_changes_is_found(line: str, instead: str, tmp_path: Path) -> None:
    changed = tmp_path / "proto"
    shutil.copytree(ROOT / "proto", changed, ignore=shutil.ignore_patterns("python", "*.py"))
    events = changed / "causeway" / "messaging" / "v1" / "events.proto"
    text = events.read_text()
    assert line in text
    events.write_text(text.replace(line, instead, 1))

    assert len(breaks(changed, ROOT / "proto")) >= 1


def test_a_field_that_is_added_breaks_nothing(tmp_path: Path) -> None:
    changed = tmp_path / "proto"
    shutil.copytree(ROOT / "proto", changed, ignore=shutil.ignore_patterns("python", "*.py"))
    events = changed / "causeway" / "messaging" / "v1" / "events.proto"
    events.write_text(events.read_text().replace("  int32 words = 12;", "  int32 words = 12;\n  string mood = 99;", 1))

    assert breaks(changed, ROOT / "proto") == []


def test_a_place_without_history_is_noticed(tmp_path: Path) -> None:
    assert not has_history(tmp_path)
