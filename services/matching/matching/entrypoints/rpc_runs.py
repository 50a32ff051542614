"""Runs of the Matching service, from asking for one to its pairs: one method per rpc."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from causeway.matching.v1 import matching_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import ask_for_run as runs
from matching.app.ask_for_run import Asked
from matching.app.page_of_run import Filter, page_of_run
from matching.app.review_run import cancel_run
from matching.app.run_ports import RunReading, RunRegister
from matching.domain.run import OPEN_STAGES, NotMadeYet, RunFailed, Stage
from matching.domain.run import Run as KnownRun
from matching.domain.run_review import Review
from matching.entrypoints.rpc_parts import LONGEST_ID, LONGEST_KEY, page_size, page_start, require
from matching.entrypoints.run_messages import options_of, proposal_message, run_message, unmatched_message, weights_of
from matching.entrypoints.running import Running

WAIT_SECONDS = 8.0  # a call has 10
WATCH_SECONDS = 0.25


class RunsRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[RunRegister], reading: RunReading, running: Running) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._running = running

    async def Run(self, request: pb.RunRequest, caller: Caller) -> pb.RunResponse:
        """A run that takes longer than 8 s goes on by itself: until it is finished, `made_at` is not set and nobody is proposed.

        GetRun, or Run with the same key, shows it when it is.
        """
        require(request.client_key, "client_key", LONGEST_KEY)
        run = await self._asked(_asked(request))
        if request.at_once:
            self._running.begin(run.id)
        else:
            run = await self._running.until(run, lambda run: run.stage is not Stage.ASKED, WAIT_SECONDS)
        return pb.RunResponse(run=await self._message(_unless_failed(run)))

    async def _asked(self, asked: Asked) -> KnownRun:
        item = Item(runs.asked_needs(asked), lambda work: runs.ask_for_run(self._opens(work), asked))
        run: KnownRun = await self._commits.submit(item)
        return run

    async def Repair(self, request: pb.RepairRequest, caller: Caller) -> pb.RepairResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        run = await self._asked(Asked(request.programme_id, request.client_key, repair=True, starts_itself=request.start))
        run = await self._running.until(run, lambda run: run.stage not in OPEN_STAGES, WAIT_SECONDS)
        return pb.RepairResponse(run=await self._message(_unless_failed(run)))

    async def GetRun(self, request: pb.GetRunRequest, caller: Caller) -> pb.GetRunResponse:
        size, start = page_size(request.page_size), page_start(request.page_token)
        run = _unless_failed(await self._reading.run(request.programme_id, request.run_id))
        page = await page_of_run(self._reading, run, _filter(request.filter), start, size)
        review = await self._reading.review(run.id) if page.rows else Review(run.id)
        return pb.GetRunResponse(
            run=await self._message(run),
            proposals=[proposal_message(row, review) for row in page.rows if row.proposal is not None],
            unmatched=[unmatched_message(row.left_over) for row in page.rows if row.left_over is not None],
            next_page_token=str(page.next) if page.next is not None else "",
        )

    async def ListRuns(self, request: pb.ListRunsRequest, caller: Caller) -> pb.ListRunsResponse:
        size, start = page_size(request.page_size), page_start(request.page_token)
        found = await self._reading.runs(request.programme_id, size + 1, start)
        token = str(start + size) if len(found) > size else ""
        return pb.ListRunsResponse(runs=[run_message(run) for run in found[:size]], next_page_token=token)

    async def WatchRun(self, request: pb.WatchRunRequest, caller: Caller) -> AsyncIterator[pb.WatchRunResponse]:
        told: pb.MatchingRun | None = None
        while True:
            run = await self._reading.run(request.programme_id, request.run_id)
            message = await self._message(run)
            if message != told:
                told = message
                yield pb.WatchRunResponse(run=message)
            if run.stage not in OPEN_STAGES:
                return
            await asyncio.sleep(WATCH_SECONDS)

    async def CancelRun(self, request: pb.CancelRunRequest, caller: Caller) -> pb.CancelRunResponse:
        run = await self._changed(request, lambda register: cancel_run(register, request.programme_id, request.run_id))
        self._running.drop(run.id)
        return pb.CancelRunResponse(run=await self._message(run))

    async def Start(self, request: pb.StartRequest, caller: Caller) -> pb.StartResponse:
        """Raises NotMadeYet after 8 s: the work goes on by itself, and the same call later tells how many pairs have started."""
        asked = await self._changed(request, lambda register: runs.ask_to_start(register, request.programme_id, request.run_id))
        run = await self._running.until(asked, lambda run: run.stage not in OPEN_STAGES, WAIT_SECONDS)
        if run.stage is not Stage.STARTED:
            raise NotMadeYet("The pairs are still being started, none of them twice; ask again in a moment.")
        not_started = [pb.NotStarted(reason=reason, pairs=pairs) for reason, pairs in run.not_started]
        return pb.StartResponse(pairs_started=run.pairs_started, not_started=not_started)

    async def _changed(self, request: Any, act: Callable[[RunRegister], KnownRun]) -> KnownRun:
        require(request.run_id, "run_id", LONGEST_ID)
        run: KnownRun = await self._commits.submit(Item(runs.run_needs(request.run_id), lambda work: act(self._opens(work))))
        return run

    async def _message(self, run: KnownRun) -> pb.MatchingRun:
        return run_message(run, await self._reading.progress(run.id))


def _asked(request: pb.RunRequest) -> Asked:
    if request.seed < 0:
        raise invalid("seed must be 0 or more. Nothing was saved.")
    return Asked(
        request.programme_id,
        request.client_key,
        seed=request.seed,
        dry=request.dry,
        site_pools=request.with_site_pools,
        weights=weights_of(request.weights) if request.HasField("weights") else None,
        options=options_of(request.options) if request.HasField("options") else None,
    )


def _filter(message: pb.RunFilter) -> Filter:
    return Filter(
        region=message.region,
        reason=message.reason,
        only_changed=message.only_changed,
        proposals=message.rows != pb.RUN_ROWS_UNMATCHED,
        unmatched=message.rows != pb.RUN_ROWS_PROPOSALS,
    )


def _unless_failed(run: KnownRun) -> KnownRun:
    if run.stage is Stage.FAILED:
        raise RunFailed("This run could not be made and proposes nobody. Nothing was changed; make a new run.")
    return run
