"""What this process stored or read a moment ago, so that the next batch need not read it again.

Memory is never the truth. Whatever is changed is compared by version when it is stored, and a batch in which anything
failed or collided is taken again from the database. What is only looked at may be two seconds old; whatever must bite
everywhere, such as an ended pair, has five.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from typing import Any

SECONDS = 2.0
DOCUMENTS = 20_000  # of a text of 200 words each some 50 MB


class Memory:
    """Holds documents of chosen collections, by id, with the version they have in the database."""

    def __init__(self, collections: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._collections = frozenset(collections)
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, int, dict[str, Any]]] = OrderedDict()

    def keep(self, collection: str, version: int, document: dict[str, Any]) -> None:
        if collection not in self._collections:
            return
        need = (collection, document["_id"])
        self._known[need] = (self._clock(), version, document)
        self._known.move_to_end(need)
        self._drop_old()

    def recall(self, collection: str, id: str) -> tuple[int, dict[str, Any]] | None:
        """Version and document; None if it is not known or was learnt too long ago."""
        known = self._known.get((collection, id))
        if known is None or self._clock() - known[0] > SECONDS:
            return None
        return known[1], known[2]

    def forget(self, needs: Iterable[tuple[str, str]]) -> None:
        for need in needs:
            self._known.pop(need, None)

    def _drop_old(self) -> None:
        oldest_allowed = self._clock() - SECONDS
        while self._known and (len(self._known) > DOCUMENTS or next(iter(self._known.values()))[0] < oldest_allowed):
            self._known.popitem(last=False)
