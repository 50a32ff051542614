"""What `backup` and `restore` say when they are done."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from causeway_cli.backup.make import Made
from causeway_cli.backup.manifest import counts
from causeway_cli.backup.restore import Restored


def backup_json(made: Made) -> dict[str, Any]:
    return {
        "documents": dict(counts(made.manifest)),
        "cluster_time": list(made.manifest.cluster_time),
        "made_at": made.manifest.made_at.isoformat(),
        "file_bytes": made.file_bytes,
        "seconds": round(made.seconds, 2),
    }


def backup_line(made: Made, folder: Path, kek_file: Path) -> str:
    return (
        f"{made.manifest.documents:,} documents of {len(made.manifest.databases)} databases, as of one moment "
        f"({made.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC), are in {folder}: {made.file_bytes / 1e6:,.1f} MB, "
        f"{made.seconds:.1f} s. Without the key file {kek_file} nobody can read the texts in it, and it is not in there: "
        "keep a copy of that file in another safe place."
    )


def restore_json(restored: Restored) -> dict[str, Any]:
    return {
        "databases": list(restored.databases),
        "documents": {name: counts(restored.manifest)[name] for name in restored.databases},
        "made_at": restored.manifest.made_at.isoformat(),
        "from_kafka": {name: dict(caught.events) for name, caught in restored.caught.items()},
        "missing": {name: dict(caught.missing) for name, caught in restored.caught.items() if caught.missing.total()},
        "gone": sum(caught.gone for caught in restored.caught.values()),
        "republished": restored.republished,
        "stage_seconds": restored.stage_seconds,
        "seconds": round(restored.seconds, 2),
    }


def restore_lines(restored: Restored) -> Iterator[str]:
    documents = sum(counts(restored.manifest)[name] for name in restored.databases)
    yield (
        f"{', '.join(restored.databases)}: {documents:,} documents as of {restored.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC, "
        "compared with the backup and equal."
    )
    yield f"{sum(caught.events.total() for caught in restored.caught.values()):,} later events came back from Kafka."
    missing: Counter[str] = sum((caught.missing for caught in restored.caught.values()), Counter())
    if missing.total():
        lost = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(missing.items()) if count)
        yield f"Not in the backup, and more than events can bring back ({lost}): do these steps again."
    if gone := sum(caught.gone for caught in restored.caught.values()):
        yield f"{gone:,} records since the backup are older than Kafka keeps them and are lost."
    if restored.republished:
        yield f"{restored.republished:,} events that Kafka had lost were sent again."
    stages = ", ".join(f"{seconds:.1f} s {name}" for name, seconds in restored.stage_seconds.items())
    yield f"{restored.seconds:.1f} s in all: {stages}."
