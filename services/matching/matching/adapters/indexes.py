"""Every collection of matching with its indexes: each area's own, put together."""

from collections.abc import Mapping
from typing import Any

from causeway_kit.store import Indexes
from matching.adapters import mongo, mongo_care, mongo_choosing, mongo_runs, mongo_waiting, mongo_writings


def together(*areas: Indexes) -> Indexes:
    """Several areas may want indexes on one collection."""
    wanted: dict[str, list[tuple[Any, Mapping[str, Any]]]] = {}
    for area in areas:
        for collection, indexes in area.items():
            wanted.setdefault(collection, []).extend(indexes)
    return wanted


INDEXES: Indexes = together(
    mongo.INDEXES,
    mongo_care.INDEXES,
    mongo_choosing.INDEXES,
    mongo_runs.INDEXES,
    mongo_waiting.INDEXES,
    mongo_writings.INDEXES,
)
