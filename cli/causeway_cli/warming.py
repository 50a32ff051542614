"""Builds once, when a working copy is prepared, what would make its first match and its first screening slow."""

import contextlib
import tempfile
from pathlib import Path

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.training import build_second_stage
from causeway_cli.trouble import Trouble

SAMPLES = WORKING_COPY / "samples"


def warm() -> None:
    """Machine code of matching, compiled rules and the second stage of moderation. What is there already stays."""
    from matching.offline import Files, match_files
    from moderation.judging import open_judge

    with tempfile.TemporaryDirectory(prefix="causeway-warming-") as folder:
        out = Path(folder) / "pairs.csv"
        match_files(Files(mentees=SAMPLES / "mentees.csv", mentors=SAMPLES / "mentors.csv", out=out))
    with contextlib.suppress(Trouble):  # the first pass decides alone
        build_second_stage()
    open_judge().judge("Hello.")


if __name__ == "__main__":
    warm()
