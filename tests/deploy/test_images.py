"""The Dockerfile makes small images: pinned, from the lock, without build tools, as a user without rights."""

import re
import tomllib
from pathlib import Path

import pytest


@pytest.fixture
def stages(root: Path) -> list[str]:
    text = (root / "deploy" / "Dockerfile").read_text()
    return [f"FROM {stage}" for stage in re.split(r"^FROM ", text, flags=re.MULTILINE)[1:]]


def test_both_stages_start_from_the_same_exact_image(stages: list[str]) -> None:
    images = {stage.split()[1] for stage in stages}

    assert len(stages) == 2
    assert len(images) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", images.pop())


def test_an_image_holds_what_the_lock_names_for_its_service(stages: list[str], root: Path) -> None:
    wanted = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["uv"]["required-version"]
    uv = re.search(r"uv==(\d+)\.(\d+)\.(\d+)", stages[0])

    assert 'uv sync --locked --no-default-groups --no-editable --package "causeway-${SERVICE}"' in stages[0]
    assert uv is not None
    assert wanted == f">={uv[1]}.{uv[2]},<{uv[1]}.{int(uv[2]) + 1}"


def test_the_last_stage_builds_nothing(stages: list[str]) -> None:
    last = stages[-1]

    assert "uv " not in last
    assert "apt-get" not in last
    assert "pip install" not in last
    assert re.findall(r"^COPY (.*)$", last, re.MULTILINE) == ["--from=build /app /app"]
    assert "pip uninstall" in last


def test_an_image_runs_as_a_numbered_user_without_rights(stages: list[str]) -> None:
    assert re.findall(r"^USER (.*)$", stages[-1], re.MULTILINE) == ["10001:10001"]


def test_an_image_says_what_it_is(stages: list[str]) -> None:
    labels = set(re.findall(r"org\.opencontainers\.image\.([\w.]+)=", stages[-1]))

    assert labels >= {"title", "description", "version", "revision", "base.name"}


def test_only_what_is_needed_goes_into_the_build(root: Path) -> None:
    lines = [line for line in (root / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    members = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["uv"]["workspace"]["members"]
    needed = {member.partition("/")[0] for member in members} | {"pyproject.toml", "uv.lock"}

    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == needed
    assert {"**/tests", "**/.venv", "**/.causeway"} <= set(lines)


def test_every_service_and_the_command_can_be_an_image(root: Path) -> None:
    for folder in [*(root / "services").iterdir(), root / "cli"]:
        package = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
        assert package["name"] == f"causeway-{folder.name}"
