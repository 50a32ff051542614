"""Continuous matching: one mentee at a time, and the list of who waits: one method per rpc."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import grpc

from causeway.matching.v1 import matching_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import Refused, invalid, not_found
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import start_arrival
from matching.app.arrival_ports import Standings
from matching.app.choosing_ports import Candidate, Chooser, ChoosingReading, Pools
from matching.app.mentor_pool import MentorPool
from matching.app.ports import Reading, Register
from matching.app.start_arrival import Placed
from matching.app.suggest_mentors import Answer, Standing, Suggested, distance, suggest_mentors, why_nobody
from matching.app.waiting_ports import WaitingReading
from matching.domain.holding import MENTEE_TAKEN, why_not
from matching.domain.matching_settings import MatchingSettings
from matching.domain.programme import require_model, require_open
from matching.domain.run import Proposal, Run
from matching.domain.terms import PAIRED
from matching.entrypoints.rpc_parts import LONGEST_ID, page_size, page_start, require
from matching.entrypoints.run_messages import unmatched_message

T = TypeVar("T")
USUAL_SUGGESTIONS, MOST_SUGGESTIONS = 5, 20
NOT_NOW = (
    "This mentee cannot be matched at the moment: they pause, rest after a pair, or miss something that the programme asks for. "
    "Nothing was changed."
)
LOOKED_AT = 40  # of the best by memory, since some have changed meanwhile
READ_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class _View:
    """What memory says about the mentors of one mentee."""

    pool: MentorPool
    standing: Standing
    last: Run | None
    settings: MatchingSettings
    answer: Answer

    def proposal(self, chooser: Chooser, found: Candidate) -> Proposal:
        return self.pool.proposal(chooser.person_id, chooser.mentee, found.person_id, found.mentor, self.settings.weights)

    def unmatched(self, chooser: Chooser) -> pb.Unmatched:
        met = frozenset(chooser.ties.met)
        demands = self.settings.options.demands
        return unmatched_message(why_nobody(self.pool, chooser.person_id, chooser.mentee, met, self.standing, demands))


class ArrivalsRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[Register],
        reading: Reading,
        choosing: ChoosingReading,
        pools: Pools,
        standings: Standings,
        waiting: WaitingReading,
        clock: Clock,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._choosing = choosing
        self._pools = pools
        self._standings = standings
        self._waiting = waiting
        self._clock = clock

    async def Suggest(self, request: pb.SuggestRequest, caller: Caller) -> pb.SuggestResponse:
        if not 0 <= request.suggestions <= MOST_SUGGESTIONS:
            raise invalid(f"suggestions must be 0 to {MOST_SUGGESTIONS}.")
        most = request.suggestions or USUAL_SUGGESTIONS
        chooser = await self._mentee(request.programme_id, request.mentee_id)
        for fresh in (False, True):  # nobody is said to be free by memory alone
            view = await self._view(request.programme_id, chooser, fresh)
            found = self._still_free(request.programme_id, chooser, view)
            if held := [one async for one in first_of(found, most)]:
                break
        return pb.SuggestResponse(
            suggestions=[_suggestion(one, view.proposal(chooser, mentor)) for one, mentor in held],
            unmatched=None if held else view.unmatched(chooser),
            distance_from_full_run=distance(view.last, view.answer, [one for one, _ in held]),
        )

    async def PlaceArrival(self, request: pb.PlaceArrivalRequest, caller: Caller) -> pb.PlaceArrivalResponse:
        chooser = await self._mentee(request.programme_id, request.mentee_id)
        if chooser.ties.pairs:
            return await self._present(request.programme_id, chooser.ties.pairs[0])
        for fresh in (False, True):
            view = await self._view(request.programme_id, chooser, fresh)
            if (placed := await self._place_on_the_best(request.programme_id, chooser, view)) is not None:
                return placed
        far = distance(view.last, view.answer, [])
        return pb.PlaceArrivalResponse(unmatched=view.unmatched(chooser), distance_from_full_run=far)

    async def _place_on_the_best(self, programme_id: str, chooser: Chooser, view: _View) -> pb.PlaceArrivalResponse | None:
        async for one, mentor in self._still_free(programme_id, chooser, view):
            placed = await self._place(programme_id, view, view.proposal(chooser, mentor))
            if placed.reason == MENTEE_TAKEN:
                return await self._present(programme_id, placed.pair_id)
            if placed.pair_id:
                far = distance(view.last, view.answer, [one])
                return pb.PlaceArrivalResponse(
                    pair_id=placed.pair_id, mentor_id=one.mentor_id, score=one.score, distance_from_full_run=far
                )
        return None

    async def _mentee(self, programme_id: str, mentee_id: str) -> Chooser:
        require(mentee_id, "mentee_id", LONGEST_ID)
        programme = await self._reading.programme(programme_id)
        require_open(programme)
        require_model(programme, "arrivals", *PAIRED)
        chooser = await self._choosing.chooser(programme_id, mentee_id)
        if chooser is None:
            raise not_found("There is no such mentee in this programme.")
        if not chooser.ties.pairs and (not chooser.ready or chooser.ties.rests_at(self._clock.now())):
            raise Refused(grpc.StatusCode.FAILED_PRECONDITION, NOT_NOW)
        return chooser

    async def _view(self, programme_id: str, chooser: Chooser, fresh: bool) -> _View:
        pool = await self._pools.pool(programme_id)
        standing, last = await self._standings.standing(programme_id, pool.person_ids, fresh)
        settings = await self._pools.settings(programme_id)
        answer = suggest_mentors(pool, chooser.mentee, frozenset(chooser.ties.met), standing, settings, LOOKED_AT)
        return _View(pool, standing, last, settings, answer)

    async def _still_free(self, programme_id: str, chooser: Chooser, view: _View) -> AsyncIterator[tuple[Suggested, Candidate]]:
        """Those of the best by memory whom the stored state still allows, in their order; most callers need the first few."""
        for first in range(0, len(view.answer.best), READ_AT_ONCE):
            some = view.answer.best[first : first + READ_AT_ONCE]
            for one in await self._allowed(programme_id, chooser, view, some):
                yield one

    async def _allowed(
        self, programme_id: str, chooser: Chooser, view: _View, some: Sequence[Suggested]
    ) -> list[tuple[Suggested, Candidate]]:
        ids, now = [one.mentor_id for one in some], self._clock.now()
        demands = view.settings.options.demands
        known = {one.person_id: one for one in await self._choosing.candidates(programme_id, ids)}
        return [
            (one, found)
            for one in some
            if (found := known.get(one.mentor_id)) is not None
            and found.ready
            and not why_not(chooser.mentee, found.mentor, chooser.ties, found.ties, now, demands)
        ]

    async def _place(self, programme_id: str, view: _View, proposal: Proposal) -> Placed:
        run = start_arrival.arrivals_of(programme_id, self._clock.now(), view.settings.options)
        needs = start_arrival.needs(run, proposal)
        item = Item(needs, lambda work: start_arrival.start_arrival(self._opens(work), run, proposal))
        placed: Placed = await self._commits.submit(item)
        return placed

    async def _present(self, programme_id: str, pair_id: str) -> pb.PlaceArrivalResponse:
        pair = (await self._reading.pair(programme_id, pair_id)).pair
        return pb.PlaceArrivalResponse(pair_id=pair.id, mentor_id=pair.mentor_id, score=pair.score)

    async def ListWaiting(self, request: pb.ListWaitingRequest, caller: Caller) -> pb.ListWaitingResponse:
        size, start = page_size(request.page_size), page_start(request.page_token)
        found, now = await self._waiting.waiting(request.programme_id, size + 1, start), self._clock.now()
        mentees = [
            pb.WaitingMentee(
                mentee_id=one.mentee_id, since=timestamp(one.since), displaced=one.displaced, waiting_days=one.days(now)
            )
            for one in found[:size]
        ]
        return pb.ListWaitingResponse(mentees=mentees, next_page_token=str(start + size) if len(found) > size else "")


async def first_of(found: AsyncIterator[T], most: int) -> AsyncIterator[T]:
    async for one in found:
        yield one
        most -= 1
        if not most:
            break


def _suggestion(one: Suggested, proposal: Proposal) -> pb.MentorSuggestion:
    return pb.MentorSuggestion(mentor_id=one.mentor_id, score=one.score, value=one.value, reasons=proposal.reasons)
