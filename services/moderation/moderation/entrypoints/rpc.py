"""Calls that moderation answers. One method per rpc; domain errors become status codes here and nowhere else."""

from collections.abc import Callable

import grpc

from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1 import moderation_pb2 as pb
from causeway.moderation.v1.events import Verdict
from causeway_kit.access import EVERYTHING, Caller, programme_scope
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from moderation.app import appeal, review_case
from moderation.app.ports import Bench, Queue, TextJudging, Wanted
from moderation.app.review_case import Turn
from moderation.domain.case import (
    AlreadyDecided,
    Case,
    CaseNotFound,
    CaseState,
    ClaimedByAnother,
    DecisionNotAccepted,
    NotClaimed,
    NothingToAppeal,
    NotYours,
    check_decision,
)
from moderation.domain.verdict import VERDICTS
from moderation.entrypoints.rpc_parts import page_size, require

OfACase = pb.ClaimRequest | pb.ReleaseRequest | pb.SkipRequest | pb.DecideRequest

STATUSES: dict[type[Exception], grpc.StatusCode] = {
    CaseNotFound: grpc.StatusCode.NOT_FOUND,
    ClaimedByAnother: grpc.StatusCode.FAILED_PRECONDITION,
    NotYours: grpc.StatusCode.FAILED_PRECONDITION,
    NothingToAppeal: grpc.StatusCode.FAILED_PRECONDITION,
    NotClaimed: grpc.StatusCode.FAILED_PRECONDITION,
    AlreadyDecided: grpc.StatusCode.FAILED_PRECONDITION,
    DecisionNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
}
STATES = {
    CaseState.WAITING: pb.CASE_STATE_WAITING,
    CaseState.CLAIMED: pb.CASE_STATE_CLAIMED,
    CaseState.DECIDED: pb.CASE_STATE_DECIDED,
}


class ScreeningRpc:
    def __init__(self, judge: TextJudging) -> None:
        self._judge = judge

    async def Screen(self, request: pb.ScreenRequest, caller: Caller) -> pb.ScreenResponse:
        judgement = self._judge.judge(request.text)
        return pb.ScreenResponse(
            verdict=VERDICTS[judgement.action].value,
            categories=[category.value for category in judgement.categories],
            score=judgement.score,
            spans=[pb.Span(start=one.start, end=one.end, category=one.category, rule=one.rule) for one in judgement.spans],
            rules=judgement.rules,
            rules_version=judgement.rules_version,
        )


class ReviewRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Bench], queue: Queue) -> None:
        self._commits = commits
        self._opens = opens
        self._queue = queue

    async def ListCases(self, request: pb.ListCasesRequest, caller: Caller) -> pb.ListCasesResponse:
        size = page_size(request.page_size)
        try:
            wanted = Wanted(request.programme_id, caller.person_id, request.category, request.appealed)
            page = await self._queue.open_cases(wanted, size, request.page_token)
        except ValueError:
            raise invalid("page_token is not one that this method gave. Start again without it.") from None
        return pb.ListCasesResponse(cases=[_case(case) for case in page.cases], next_page_token=page.next_token)

    async def Claim(self, request: pb.ClaimRequest, caller: Caller) -> pb.ClaimResponse:
        case = await self._turn(request, caller, review_case.claim_case)
        spans = [pb.Span(start=one.start, end=one.end, category=one.category, rule=one.rule) for one in case.places]
        opened = await self._queue.opened(case)
        return pb.ClaimResponse(case=_case(case), text=opened.text, spans=spans, appeal=opened.appeal)

    async def Release(self, request: pb.ReleaseRequest, caller: Caller) -> pb.ReleaseResponse:
        return pb.ReleaseResponse(case=_case(await self._turn(request, caller, review_case.release_case)))

    async def Skip(self, request: pb.SkipRequest, caller: Caller) -> pb.SkipResponse:
        return pb.SkipResponse(case=_case(await self._turn(request, caller, review_case.skip_case)))

    async def Appeal(self, request: pb.AppealRequest, caller: Caller) -> pb.AppealResponse:
        require(request.message_id, "message_id")
        whose = (request.message_id, caller.person_id)
        item = Item(appeal.needs(*whose), lambda work: appeal.appeal(self._opens(work), *whose, request.words))
        case: Case = await self._commits.submit(item)
        return pb.AppealResponse(due_at=timestamp(case.due_at))

    async def Decide(self, request: pb.DecideRequest, caller: Caller) -> pb.DecideResponse:
        verdict = _verdict(request)
        check_decision(verdict, request.reason)

        def deciding(bench: Bench, turn: Turn) -> Case:
            return review_case.decide_case(bench, turn, verdict, request.reason)

        return pb.DecideResponse(case=_case(await self._turn(request, caller, deciding)))

    async def _turn(self, request: OfACase, caller: Caller, act: Callable[[Bench, Turn], Case]) -> Case:
        lead = bool(caller.scopes(["safeguarding_lead"]) & {EVERYTHING, programme_scope(request.programme_id)})
        turn = Turn(request.programme_id, request.case_id, caller.person_id, lead)
        item = Item(review_case.needs(turn), lambda work: act(self._opens(work), turn))
        case: Case = await self._commits.submit(item)
        return case


def _verdict(request: pb.DecideRequest) -> Verdict:
    try:
        return Verdict(events_pb2.Verdict.Name(request.verdict))
    except ValueError:
        return Verdict.UNSPECIFIED


def _case(case: Case) -> pb.Case:
    return pb.Case(
        case_id=case.id,
        programme_id=case.programme_id,
        conversation_id=case.conversation_id,
        author_id=case.author_id,
        state=STATES[case.state],
        categories=case.categories,
        rules=case.rules,
        minor=case.minor,
        opened_at=timestamp(case.opened_at),
        due_at=timestamp(case.due_at),
        claimed_by=case.claimed_by,
        second_look=case.looks > 0,
        disputed=case.disputed,
        appealed=bool(case.appeal),
        steps=[pb.CaseStep(step=one.step.value, by=one.by, at=timestamp(one.at)) for one in case.taken],
    )
