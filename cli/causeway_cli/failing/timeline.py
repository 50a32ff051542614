"""Strikes faults at their times and undoes each when its time is over, whatever else goes on."""

import heapq
import time
from collections.abc import Callable, Sequence
from itertools import count

from causeway_cli.failing.faults import Heal, strike
from causeway_cli.failing.schedules import Planned
from causeway_cli.failing.system import Breakable

Tell = Callable[[str], None]


def play(system: Breakable, planned: Sequence[Planned], tell: Tell) -> None:
    """Returns when every fault has struck and was undone; also when one cannot strike (Trouble), all are undone."""
    began, number = time.monotonic(), count()
    coming = [(each.at, next(number), each) for each in planned]
    healing: list[tuple[float, int, Heal]] = []
    try:
        while coming or healing:
            now = time.monotonic() - began
            if healing and healing[0][0] <= now:
                heapq.heappop(healing)[2]()
            elif coming and coming[0][0] <= now:
                _, _, each = coming.pop(0)
                tell(f"{now:5.1f} s  {each.fault}")
                heal = strike(system, each.fault)
                heapq.heappush(healing, (time.monotonic() - began + each.fault.seconds, next(number), heal))
            else:
                due = min(each[0] for each in (*coming[:1], *healing[:1]))
                time.sleep(max(0.0, due - now))
    finally:
        for _, _, heal in healing:
            heal()
