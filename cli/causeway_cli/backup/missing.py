"""Counts what a service told of after the backup and what no event can bring back, because it says too little."""

from collections import Counter
from collections.abc import Mapping, Sequence

from causeway.event import Event
from causeway_cli.backup.snapshot import Client

# Profiles and policies were in matching's store alone.
BEYOND_EVENTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "matching": {
        "ProgrammeOpened": ("programmes", "programme_id"),
        "PersonEnrolled": ("people", "person_id"),
    }
}


class Missing:
    def __init__(self, client: Client, service: str) -> None:
        self._database = client[service]
        self._kinds = BEYOND_EVENTS.get(service, {})
        self._seen: set[tuple[str, str]] = set()

    def among(self, events: Sequence[Event]) -> Counter[str]:
        """By type, how many documents they speak of that the restored database does not have. Each is counted once."""
        wanted: dict[str, set[str]] = {}
        for event in events:
            kind = type(event).__name__
            if kind in self._kinds and (kind, id := str(getattr(event, self._kinds[kind][1]))) not in self._seen:
                self._seen.add((kind, id))
                wanted.setdefault(kind, set()).add(id)
        return Counter({kind: self._absent(self._kinds[kind][0], ids) for kind, ids in wanted.items()})

    def _absent(self, collection: str, ids: set[str]) -> int:
        return len(ids) - self._database[collection].count_documents({"_id": {"$in": list(ids)}})
