"""The public sets as they lie in their folder."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from causeway_cli.trouble import Trouble


def require_sets(folder: Path, names: Iterable[str]) -> None:
    """Raises Trouble for the first that is not there."""
    for name in names:
        if not _file(folder, name).exists():
            raise Trouble(f"{folder} has no {_file(folder, name).name}: give the folder of the public sets with --public.")


def public_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Raises Trouble."""
    require_sets(folder, [name])
    with gzip.open(_file(folder, name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.jsonl.gz"
