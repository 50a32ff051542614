"""Who can be shown to a mentee at this moment: the best who are free, for shortlists, next choices, searches and chats."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.app.choosing_ports import Candidate, Chooser, ChoosingReading, Pools
from matching.app.mentor_pool import RULES_OF_A_CHAT, MentorPool, MentorQuery
from matching.domain.chat import OFFERED_TO, Wish
from matching.domain.people import Mentee
from matching.domain.run import Proposal
from matching.domain.weights import Weights

AT_ONCE = 100
MOST_LOOKED_AT = 5_000  # of the best; whoever comes after them fits too badly to be worth the wait
BEST = 20


class MenteeNotFound(Exception):
    """There is no such mentee in the programme."""


NO_MENTEE = "There is no such mentee in this programme."


@dataclass(frozen=True, slots=True)
class Best:
    """Free mentors, the best fitting first, and what it takes to say why."""

    candidates: tuple[Candidate, ...]
    chooser: Chooser
    pool: MentorPool
    weights: Weights

    def proposal(self, candidate: Candidate) -> Proposal:
        chooser = self.chooser
        return self.pool.proposal(chooser.person_id, chooser.mentee, candidate.person_id, candidate.mentor, self.weights)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search; next is empty when it is the last."""

    candidates: tuple[Candidate, ...]
    next: str
    fields: Sequence[tuple[str, int]]
    languages: Sequence[tuple[str, int]]


class FindMentors:
    def __init__(self, reading: ChoosingReading, pools: Pools) -> None:
        self._reading = reading
        self._pools = pools

    async def chooser(self, programme_id: str, mentee_id: str) -> Chooser:
        """Raises MenteeNotFound."""
        chooser = await self._reading.chooser(programme_id, mentee_id)
        if chooser is None:
            raise MenteeNotFound(NO_MENTEE)
        return chooser

    async def best(self, programme_id: str, chooser: Chooser, most: int = BEST) -> Best:
        """Never somebody whom the mentee has asked already, was a pair with, or is kept apart from. Raises PoolNotReady."""
        pool, settings = await self._pools.pool(programme_id), await self._pools.settings(programme_id)
        legal = pool.legal(chooser.mentee, settings.options.demands)
        ranked = pool.ranked(chooser.mentee, settings.weights, legal)
        asked = [one.other_id for one in chooser.desk.open]
        left_out = {*asked, *chooser.desk.passed, *chooser.ties.met}
        free: list[Candidate] = []
        for place in range(0, min(len(ranked), MOST_LOOKED_AT), AT_ONCE):
            some = [one for one in ranked[place : place + AT_ONCE] if one not in left_out]
            free += [one for one in await self._reading.candidates(programme_id, some) if one.free_places]
            if len(free) >= most:
                break
        return Best(tuple(free[:most]), chooser, pool, settings.weights)

    async def these(self, programme_id: str, chooser: Chooser, mentor_ids: Collection[str]) -> Best:
        """Mentors who are named, in this order, whoever they are. Raises PoolNotReady."""
        pool, settings = await self._pools.pool(programme_id), await self._pools.settings(programme_id)
        return Best(tuple(await self._reading.candidates(programme_id, mentor_ids)), chooser, pool, settings.weights)

    async def search(
        self, programme_id: str, query: MentorQuery, chooser: Chooser | None, full_too: bool, size: int, after: str
    ) -> Found:
        """For a mentee, only those they may have. Raises PoolNotReady."""
        pool = await self._pools.pool(programme_id)
        among = pool.found(query)
        left_out: Collection[str] = ()
        if chooser is not None:
            demands = (await self._pools.settings(programme_id)).options.demands
            among &= pool.legal(chooser.mentee, demands)
            left_out = chooser.ties.met
        ids = [pool.person_ids[row] for row in np.flatnonzero(among)]
        candidates: list[Candidate] = []
        place = start = bisect_right(ids, after)
        while place < len(ids) and len(candidates) < size and place - start < MOST_LOOKED_AT:
            some = ids[place : place + AT_ONCE]
            read = {
                one.person_id: one for one in await self._reading.candidates(programme_id, some) if full_too or one.free_places
            }
            for person_id in some:
                if len(candidates) == size:
                    break
                place += 1
                if person_id in read and person_id not in left_out:
                    candidates.append(read[person_id])
        return Found(tuple(candidates), ids[place - 1] if start < place < len(ids) else "", *pool.facets(among))

    async def helpers(self, programme_id: str, asker: Chooser, goal: str, wish: Wish) -> tuple[str, ...]:
        """Whom a chat is offered to: those who answer the wish, the best fitting first, as if the goal were the mentee's own."""
        pool, settings = await self._pools.pool(programme_id), await self._pools.settings(programme_id)
        about = _about(asker.mentee, goal, wish)
        query = MentorQuery(field=wish.field, region=wish.region, organisation=wish.firm)
        among = pool.found(query) & pool.legal(asker.mentee, rules=RULES_OF_A_CHAT)
        ranked = [one for one in pool.ranked(about, settings.weights, among) if one not in asker.ties.met]
        read = await self._reading.candidates(programme_id, ranked[: 3 * OFFERED_TO])
        return tuple(one.person_id for one in read if one.ready)[:OFFERED_TO]


def _about(mentee: Mentee, goal: str, wish: Wish) -> Mentee:
    return replace(mentee, goals=goal, field=wish.field or mentee.field)
