"""The update that makes one stored document of another."""

from typing import Any

from causeway_kit.store import Document

_NOTHING = object()


def difference(before: Document, after: Document) -> dict[str, Any]:
    """The update that makes one of the other: a long text that stays is not written again."""
    update: dict[str, Any] = {"$set": {name: value for name, value in after.items() if before.get(name, _NOTHING) != value}}
    if gone := {name: "" for name in before if name not in after}:
        update["$unset"] = gone
    return update
