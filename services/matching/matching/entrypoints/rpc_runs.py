"""The Matching service: one method per rpc."""

from causeway.matching.v1 import matching_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import ask_for_run as runs
from matching.app.ask_for_run import Asked
from matching.app.ports import Register, RunReading
from matching.domain.run import OPEN_STAGES, LeftOver, NotMadeYet, Proposal, Run, RunFailed, Stage
from matching.entrypoints.rpc_parts import LONGEST_ID, LONGEST_KEY, page_size, page_start, require
from matching.entrypoints.running import Running

WAIT_SECONDS = 8.0  # a call has 10


class MatchingRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Register], reading: RunReading, running: Running) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._running = running

    async def Run(self, request: pb.RunRequest, caller: Caller) -> pb.RunResponse:
        """A run that takes longer than 8 s goes on by itself: until it is finished, `made_at` is not set and nobody is proposed.

        GetRun, or Run with the same key, shows it when it is.
        """
        require(request.client_key, "client_key", LONGEST_KEY)
        asked = Asked(request.programme_id, request.client_key)
        item = Item(runs.asked_needs(asked), lambda work: runs.ask_for_run(self._opens(work), asked))
        run = await self._running.until(await self._commits.submit(item), lambda run: run.stage is not Stage.ASKED, WAIT_SECONDS)
        return pb.RunResponse(run=_run(_unless_failed(run)))

    async def GetRun(self, request: pb.GetRunRequest, caller: Caller) -> pb.GetRunResponse:
        size, start = page_size(request.page_size), page_start(request.page_token)
        run = _unless_failed(await self._reading.run(request.programme_id, request.run_id))
        proposals, left_over = await self._reading.rows(run, start, size)
        end = start + size
        return pb.GetRunResponse(
            run=_run(run),
            proposals=[_proposal(one) for one in proposals],
            unmatched=[_unmatched(one) for one in left_over],
            next_page_token=str(end) if end < run.figures.pairs + run.figures.unmatched else "",
        )

    async def Start(self, request: pb.StartRequest, caller: Caller) -> pb.StartResponse:
        """Raises NotMadeYet after 8 s: the work goes on by itself, and the same call later tells how many pairs have started."""
        require(request.run_id, "run_id", LONGEST_ID)
        item = Item(
            runs.run_needs(request.run_id),
            lambda work: runs.ask_to_start(self._opens(work), request.programme_id, request.run_id),
        )
        asked: Run = await self._commits.submit(item)
        run = await self._running.until(asked, lambda run: run.stage not in OPEN_STAGES, WAIT_SECONDS)
        if run.stage is not Stage.STARTED:
            raise NotMadeYet("The pairs are still being started, none of them twice; ask again in a moment.")
        return pb.StartResponse(pairs_started=run.pairs_started)


def _unless_failed(run: Run) -> Run:
    if run.stage is Stage.FAILED:
        raise RunFailed("This run could not be made and proposes nobody. Nothing was changed; make a new run.")
    return run


def _run(run: Run) -> pb.MatchingRun:
    figures = run.figures
    return pb.MatchingRun(
        run_id=run.id,
        programme_id=run.programme_id,
        pairs=figures.pairs,
        unmatched=figures.unmatched,
        total_score=figures.total_score,
        share_of_bound=figures.share_of_bound,
        bound_gap=figures.bound_gap,
        seconds=figures.seconds,
        started=run.stage is Stage.STARTED,
        made_at=timestamp(run.made_at) if run.made_at is not None else None,
    )


def _proposal(one: Proposal) -> pb.Proposal:
    return pb.Proposal(mentee_id=one.mentee_id, mentor_id=one.mentor_id, score=one.score, reasons=one.reasons)


def _unmatched(one: LeftOver) -> pb.Unmatched:
    ruled_out = [pb.RuledOut(rule=rule, mentors=mentors) for rule, mentors in one.ruled_out]
    return pb.Unmatched(mentee_id=one.mentee_id, ruled_out=ruled_out, nearest_change=one.nearest_change)
