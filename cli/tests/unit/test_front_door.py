"""The shell script at the top: what it checks, and the one sentence it fails with. Its tools are small fakes on PATH."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from causeway_cli.embedded.places import WORKING_COPY

REAL_TOOLS = ["awk", "bash", "cat", "cut", "dirname", "flock", "grep", "head", "ln", "mkdir", "readlink", "rm", "sha256sum"]
# Answers as Python 3.11 does, makes an environment with a uv that writes its call down, and leaves the rest to FAKE_*.
PYTHON = """#!/bin/bash
case "$*" in
  *version_info*) echo "$0" ;;
  *ensurepip*) exit ${FAKE_ENSUREPIP:-0} ;;
  "-m venv "*) mkdir -p "$3/bin"; ln -s "$FAKE_PYTHON" "$3/bin/python" ;;
  "-m pip "*)
    [ -z "$FAKE_PIP" ] || { echo "$FAKE_PIP"; exit 1; }
    ln -s "${FAKE_PYTHON%/*}/fake-uv" "$FAKE_HOME/.causeway/uv/bin/uv" ;;
  *"-m causeway_cli.main"*) echo "ran: $*" ;;
esac
"""
UV = """#!/bin/bash
[ "$1" = --version ] && { echo "uv 0.13.9"; exit; }
echo "$*" >>"$FAKE_HOME/uv-calls"
[ -z "$FAKE_UV" ] || { echo "$FAKE_UV" >&2; exit 2; }
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
ln -sf "$FAKE_PYTHON" "$UV_PROJECT_ENVIRONMENT/bin/python"
"""

Door = Callable[..., subprocess.CompletedProcess[str]]


def make_tool(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A working copy with nothing in it but what the script reads; there are blanks in its name."""
    copy = tmp_path / "working copy"
    for project in ("", "proto", "kit", "cli", "services/messaging"):
        (copy / project).mkdir(parents=True, exist_ok=True)
        (copy / project / "pyproject.toml").write_text(f"# {project}\n")
    (copy / "uv.lock").write_text("# lock\n")
    shutil.copy(WORKING_COPY / "causeway", copy / "causeway")
    return copy


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in REAL_TOOLS:
        (folder / name).symlink_to(str(shutil.which(name)))
    make_tool(folder / "python3.11", PYTHON)
    make_tool(folder / "fake-uv", UV)
    make_tool(folder / "uname", '#!/bin/bash\n[ "$1" = -s ] && echo Linux || echo x86_64\n')
    make_tool(folder / "df", "#!/bin/bash\nprintf 'Filesystem a b c\\nx 9 9 99000000 x /\\n'\n")
    return folder


@pytest.fixture
def door(home: Path, tools: Path, tmp_path: Path) -> Door:
    def knock(*arguments: str, script: Path = home / "causeway", **fakes: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(tools), "FAKE_HOME": str(home), "FAKE_PYTHON": str(tools / "python3.11"), **fakes}
        return subprocess.run(
            [script, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=30, check=False
        )

    return knock


def test_the_first_call_prepares_and_then_runs_the_command_with_its_arguments(door: Door, home: Path) -> None:
    called = door("up", "--data", "a b")

    assert (called.returncode, called.stdout) == (0, "ran: -P -m causeway_cli.main up --data a b\n")
    assert called.stderr.splitlines()[0].startswith("Fetching the installer")
    assert called.stderr.splitlines()[-1] == "Ready."
    assert "sync --locked --all-packages" in (home / "uv-calls").read_text()


def test_the_second_call_prepares_nothing(door: Door, home: Path) -> None:
    door("status")

    called = door("status")

    assert (called.returncode, called.stderr) == (0, "")
    assert (home / "uv-calls").read_text().count("sync") == 1


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml", "services/messaging/pyproject.toml", "causeway"])
def test_a_changed_dependency_is_installed_at_the_next_call(changed: str, door: Door, home: Path) -> None:
    door("status")
    with (home / changed).open("a") as file:
        file.write("# changed\n")

    door("status")

    assert (home / "uv-calls").read_text().count("sync") == 2


def test_the_script_finds_its_working_copy_through_a_link(door: Door, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "working copy" / "causeway")

    called = door("status", script=tmp_path / "link")

    assert called.stdout == "ran: -P -m causeway_cli.main status\n"


def test_two_first_calls_prepare_once(door: Door, home: Path, tools: Path) -> None:
    environment = {"PATH": str(tools), "FAKE_HOME": str(home), "FAKE_PYTHON": str(tools / "python3.11")}
    calls = [subprocess.Popen([home / "causeway", "x"], env=environment, stderr=subprocess.PIPE) for _ in range(3)]

    for call in calls:
        call.communicate(timeout=30)

    assert [call.returncode for call in calls] == [0, 0, 0]
    assert (home / "uv-calls").read_text().count("sync") == 1


def test_after_a_failed_call_the_next_one_goes_on(door: Door) -> None:
    failed = door("status", FAKE_UV="error: Failed to fetch: the network is away")

    assert failed.returncode == 1
    assert door("status").returncode == 0


@pytest.mark.parametrize(
    ("fakes", "sentence"),
    [
        ({"FAKE_ENSUREPIP": "1"}, "lacks its venv module: install it (Debian and Ubuntu: apt install python3.11-venv)"),
        ({"FAKE_PIP": "ERROR: Could not find: Failed to establish a new connection"}, "package index was not reached"),
        ({"FAKE_PIP": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"}, "a download is not the one that was checked"),
        ({"FAKE_UV": "error: error sending request: dns error"}, "check the network or proxy and run this again"),
        ({"FAKE_UV": "error: write failed: No space left on device (os error 28)"}, "the disk is full"),
        ({"FAKE_UV": "error: The lockfile at `uv.lock` needs to be updated"}, "run .causeway/uv/bin/uv lock"),
        ({"FAKE_UV": "error: something odd"}, "(error: something odd): the whole story is in"),
    ],
)
def test_every_failure_is_one_sentence_with_what_to_do(fakes: dict[str, str], sentence: str, door: Door) -> None:
    called = door("status", **fakes)

    assert called.returncode == 1
    assert sentence in called.stderr.splitlines()[-1]
    assert [line for line in called.stderr.splitlines() if line.startswith("causeway: ")] == [called.stderr.splitlines()[-1]]


@pytest.mark.parametrize(
    ("tool", "text", "sentence"),
    [
        ("uname", "#!/bin/bash\n[ $1 = -s ] && echo Darwin || echo arm64\n", "this is Darwin on arm64"),
        ("df", "#!/bin/bash\nprintf 'F a b c\\nx 9 9 1000000 x /\\n'\n", "only 1000 MB is free"),
        ("python3.11", "#!/bin/bash\nexit 1\n", "Python 3.11 is needed and was not found"),
    ],
)
def test_a_machine_that_lacks_something_is_told_what(tool: str, text: str, sentence: str, door: Door, tools: Path) -> None:
    make_tool(tools / tool, text)

    called = door("status")

    assert called.returncode == 1
    assert called.stdout == ""
    assert sentence in called.stderr
    assert len(called.stderr.splitlines()) == 1


def test_a_python_of_another_version_is_named(door: Door, tools: Path) -> None:
    (tools / "python3.11").unlink()
    make_tool(tools / "python3", '#!/bin/bash\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n')

    assert "was not found (Python 3.9.2)" in door("status").stderr


def test_a_working_copy_that_cannot_be_written_is_one_sentence(door: Door, home: Path) -> None:
    (home / ".causeway").write_text("a file where the folder should be")

    called = door("status")

    assert called.returncode == 1
    assert "give yourself the right to write" in called.stderr
    assert len(called.stderr.splitlines()) == 1
