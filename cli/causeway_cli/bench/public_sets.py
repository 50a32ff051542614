"""The public sets as they lie in their folder."""

import gzip
import json
from pathlib import Path
from typing import Any

from causeway_cli.trouble import Trouble


def public_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Raises Trouble."""
    path = folder / f"{name}.jsonl.gz"
    if not path.exists():
        raise Trouble(f"{folder} has no {path.name}: give the folder of the public sets with --public.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
