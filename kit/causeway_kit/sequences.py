"""Dense numbers without a counter document: 1, 2, 3 … for each key, kept in memory and guarded by unique ids.

A counter that every write must update costs more than everything else in its transaction. So the newest number of a key
is remembered, and whatever carries the next one has a unique id or index: if somebody else took it, the commit raises
Duplicate, the memory is dropped, and the truth is read again.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterable

REMEMBERED = 100_000  # keys


class Sequence:
    def __init__(self, newest_of: Callable[[Collection[str]], Awaitable[dict[str, int]]]) -> None:
        """newest_of reads the newest stored number of each key; keys without any may be left out."""
        self._newest_of = newest_of
        self._newest: OrderedDict[str, int] = OrderedDict()

    async def load(self, keys: Iterable[str]) -> dict[str, int]:
        wanted = set(keys)
        unknown = wanted - self._newest.keys()
        found = await self._newest_of(unknown) if unknown else {}
        for key in unknown:
            self.saw(key, found.get(key, 0))
        return {key: self._newest.get(key, found.get(key, 0)) for key in wanted}

    def saw(self, key: str, number: int) -> None:
        self._newest[key] = number
        self._newest.move_to_end(key)
        if len(self._newest) > REMEMBERED:
            self._newest.popitem(last=False)

    def forget(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._newest.pop(key, None)
