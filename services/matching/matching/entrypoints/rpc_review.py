"""What coordinators do with drafts, and how a programme wants to be matched: one method per rpc."""

from collections.abc import Callable, Sequence
from typing import Any

from causeway.matching.v1 import matching_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import review_run, set_matching
from matching.app import revise_run as revising
from matching.app.compare_runs import compare
from matching.app.run_ports import RunReading, RunRegister
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import Run, Stage
from matching.domain.run_review import Kind, Revision
from matching.entrypoints.rpc_parts import LONGEST_ID, page_size, page_start, require
from matching.entrypoints.rpc_runs import WAIT_SECONDS
from matching.entrypoints.run_messages import changes_message, run_message, settings_message, settings_of
from matching.entrypoints.running import Running

MOST_REVISIONS = 100
KINDS = {
    pb.REVISION_KIND_PIN: Kind.PIN,
    pb.REVISION_KIND_FORBID: Kind.FORBID,
    pb.REVISION_KIND_SWAP: Kind.SWAP,
    pb.REVISION_KIND_DROP: Kind.DROP,
    pb.REVISION_KIND_CLEAR: Kind.CLEAR,
}


class ReviewRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[RunRegister], reading: RunReading, running: Running) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._running = running

    async def ReviseRun(self, request: pb.ReviseRunRequest, caller: Caller) -> pb.ReviseRunResponse:
        revisions = _revisions(request.revisions)
        run = await self._reading.run(request.programme_id, request.run_id)
        draft = await self._draft(run, revisions)
        item = Item(revising.needs(draft, revisions), lambda work: revising.revise_run(self._opens(work), draft, revisions))
        revised, said = await self._commits.submit(item)
        outcomes = [pb.RevisionOutcome(accepted=one.accepted, says=one.says) for one in said]
        return pb.ReviseRunResponse(run=await self._message(revised), outcomes=outcomes)

    async def _draft(self, run: Run, revisions: Sequence[Revision]) -> revising.Draft:
        mentees = [id for one in revisions for id in (one.mentee_id, one.other_mentee_id) if id]
        proposed = await self._reading.proposed(run, mentees)
        named = {*mentees, *(one.mentor_id for one in revisions if one.mentor_id)}
        members = await self._reading.members(run.programme_id, sorted(named))
        return revising.Draft(run.id, run.programme_id, run.attempt, members, proposed)

    async def Resolve(self, request: pb.ResolveRequest, caller: Caller) -> pb.ResolveResponse:
        run = await self._changed(
            request, lambda register: review_run.resolve_run(register, request.programme_id, request.run_id)
        )
        if request.at_once:
            self._running.begin(run.id)
        else:
            run = await self._running.until(run, lambda run: run.stage is not Stage.ASKED, WAIT_SECONDS)
        return pb.ResolveResponse(run=await self._message(run))

    async def Approve(self, request: pb.ApproveRequest, caller: Caller) -> pb.ApproveResponse:
        whose = (request.programme_id, request.run_id, caller.subject)
        run = await self._changed(request, lambda register: review_run.approve_run(register, *whose))
        return pb.ApproveResponse(run=await self._message(run))

    async def _changed(self, request: Any, act: Callable[[RunRegister], Run]) -> Run:
        require(request.run_id, "run_id", LONGEST_ID)
        needs = review_run.needs(request.run_id)
        run: Run = await self._commits.submit(Item(needs, lambda work: act(self._opens(work))))
        return run

    async def CompareRuns(self, request: pb.CompareRunsRequest, caller: Caller) -> pb.CompareRunsResponse:
        size, start = page_size(request.page_size), page_start(request.page_token)
        first = await self._reading.run(request.programme_id, request.first_run_id)
        second = await self._reading.run(request.programme_id, request.second_run_id)
        proposed = [await self._reading.proposed_at(run, run.attempt) for run in (first, second)]
        changes, differences = compare(*proposed)
        page = differences[start : start + size]
        return pb.CompareRunsResponse(
            first=run_message(first),
            second=run_message(second),
            changes=changes_message(changes),
            differences=[
                pb.RunDifference(
                    mentee_id=one.mentee_id,
                    first_mentor_id=one.first_mentor_id,
                    second_mentor_id=one.second_mentor_id,
                    first_score=one.first_score,
                    second_score=one.second_score,
                )
                for one in page
            ],
            next_page_token=str(start + size) if start + size < len(differences) else "",
        )

    async def GetMatchingSettings(self, request: pb.GetMatchingSettingsRequest, caller: Caller) -> pb.GetMatchingSettingsResponse:
        settings = await self._reading.matching_settings(request.programme_id)
        return pb.GetMatchingSettingsResponse(settings=settings_message(settings))

    async def SetMatchingSettings(self, request: pb.SetMatchingSettingsRequest, caller: Caller) -> pb.SetMatchingSettingsResponse:
        wanted = settings_of(request.programme_id, request.settings)
        needs = set_matching.needs(request.programme_id)
        settled: MatchingSettings = await self._commits.submit(
            Item(needs, lambda work: set_matching.set_matching(self._opens(work), wanted))
        )
        return pb.SetMatchingSettingsResponse(settings=settings_message(settled))

    async def _message(self, run: Run) -> pb.MatchingRun:
        return run_message(run, await self._reading.progress(run.id))


def _revisions(messages: Sequence[pb.Revision]) -> list[Revision]:
    """Raises Refused."""
    if not 0 < len(messages) <= MOST_REVISIONS:
        raise invalid(f"Send 1 to {MOST_REVISIONS} revisions at once. Nothing was changed.")
    if any(one.kind not in KINDS for one in messages):
        raise invalid("Each revision needs a kind: pin, forbid, swap, drop or clear. Nothing was changed.")
    if any(len(id) > LONGEST_ID for one in messages for id in (one.mentee_id, one.mentor_id, one.other_mentee_id)):
        raise invalid(f"An id has at most {LONGEST_ID} characters. Nothing was changed.")
    return [Revision(KINDS[one.kind], one.mentee_id, one.mentor_id, one.other_mentee_id, one.reason_code) for one in messages]
