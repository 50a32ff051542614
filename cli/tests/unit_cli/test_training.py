"""The command that teaches: it says what is missing before it begins."""

from pathlib import Path

import pytest

from causeway_cli import training
from causeway_cli.trouble import Trouble


def test_a_missing_set_is_named_before_anything_is_taught(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="--public"):
        training.train_all(tmp_path, lambda stage: None, first_only=True)


def test_a_step_that_fails_says_its_last_line() -> None:
    with pytest.raises(Trouble, match=r"Doing it did not work: .*no such thing"):
        training._call(["python3", "-c", "import sys; sys.exit('no such thing')"], "doing it")
