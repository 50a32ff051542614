"""Two who know each other already start as a pair as soon as both may be matched."""

import structlog

from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app.people_ports import PeopleReading, PeopleRegister
from matching.app.start_promised_pair import needs, start_promised_pair
from matching.domain.promised_pair import PromisedPair

log = structlog.get_logger()
AT_ONCE = 100


class Promising:
    """Tried at once when one of the two changes, and again by itself: a pause ends without anybody's call."""

    def __init__(self, commits: GroupCommit, opens: Opens[PeopleRegister], reading: PeopleReading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._after = ""

    async def try_for(self, person_id: str) -> None:
        for promised in await self._reading.promised_of(person_id):
            await self._try(promised)

    async def step(self) -> None:
        """Some of those that wait, in turn."""
        waiting = await self._reading.promised_after(self._after, AT_ONCE)
        for promised in waiting:
            await self._try(promised)
        self._after = waiting[-1].id if len(waiting) == AT_ONCE else ""

    async def _try(self, promised: PromisedPair) -> None:
        item = Item(needs(promised), lambda work: start_promised_pair(self._opens(work), promised.id))
        if await self._commits.submit(item):
            log.info("two who knew each other have started", pair_id=promised.id)
