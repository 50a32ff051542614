"""The Review service: one method per rpc. Who may see what is asked at each call, and not remembered."""

from collections.abc import Callable
from typing import TypeVar

import grpc

from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1 import moderation_pb2 as pb
from causeway.moderation.v1.events import Verdict
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from moderation.app import appeal, golden_items, read_context, review_case
from moderation.app.review_case import Claimed, Turn
from moderation.app.review_ports import (
    Counts,
    GoldenItems,
    LimitsKnown,
    Overview,
    Queue,
    ReviewBench,
    Reviewers,
    Transcripts,
    Wanted,
)
from moderation.domain.case import (
    AlreadyDecided,
    Case,
    CaseNotFound,
    ClaimedByAnother,
    DecisionNotAccepted,
    Kind,
    NobodyElse,
    NotClaimed,
    NothingToAppeal,
    NotYours,
    StillVeiled,
)
from moderation.domain.deciding import check_decision
from moderation.domain.reviewer import Reviewer
from moderation.domain.shift import TooMuch
from moderation.domain.veil import veiled
from moderation.entrypoints.review_shown import shown_around, shown_case, shown_spans
from moderation.entrypoints.reviewing_as import reviewing_as
from moderation.entrypoints.rpc_parts import page_size, require

OfACase = pb.ClaimRequest | pb.UnveilRequest | pb.GetContextRequest | pb.ReleaseRequest | pb.SkipRequest | pb.DecideRequest
MOST_STUCK_SHOWN = 20
T = TypeVar("T")

REVIEW_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    CaseNotFound: grpc.StatusCode.NOT_FOUND,
    ClaimedByAnother: grpc.StatusCode.FAILED_PRECONDITION,
    NotYours: grpc.StatusCode.FAILED_PRECONDITION,
    NothingToAppeal: grpc.StatusCode.FAILED_PRECONDITION,
    NotClaimed: grpc.StatusCode.FAILED_PRECONDITION,
    AlreadyDecided: grpc.StatusCode.FAILED_PRECONDITION,
    StillVeiled: grpc.StatusCode.FAILED_PRECONDITION,
    NobodyElse: grpc.StatusCode.FAILED_PRECONDITION,
    TooMuch: grpc.StatusCode.FAILED_PRECONDITION,
    DecisionNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
}


class ReviewRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ReviewBench],
        queue: Queue,
        transcripts: Transcripts,
        overview: Overview,
        reviewers: Reviewers,
        limits: LimitsKnown,
        golden: GoldenItems,
        clock: Clock,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._queue = queue
        self._transcripts = transcripts
        self._overview = overview
        self._reviewers = reviewers
        self._limits = limits
        self._golden = golden
        self._clock = clock

    async def ListCases(self, request: pb.ListCasesRequest, caller: Caller) -> pb.ListCasesResponse:
        size = page_size(request.page_size)
        who = await self._who(request.programme_id, caller)
        wanted = Wanted(
            request.programme_id, who, self._clock.now(), request.category, request.appealed, request.minor, request.mine
        )
        try:
            page = await self._queue.open_cases(wanted, size, request.page_token)
        except ValueError:
            raise invalid("page_token is not one that this method gave. Start again without it.") from None
        rows = [shown_case(row.case, row.together) for row in page.rows]
        return pb.ListCasesResponse(cases=rows, next_page_token=page.next_token)

    async def Summary(self, request: pb.SummaryRequest, caller: Caller) -> pb.SummaryResponse:
        who = await self._who(request.programme_id, caller)
        counts = await self._overview.counts(Wanted(request.programme_id, who, self._clock.now()))
        stuck = await self._overview.stuck(request.programme_id, await self._reviewers.all_of(request.programme_id))
        return _summary(counts, stuck)

    async def Claim(self, request: pb.ClaimRequest, caller: Caller) -> pb.ClaimResponse:
        who = await self._who(request.programme_id, caller)
        known = await self._known(request)
        siblings = await self._queue.others_of(known) if known.child_safety and known.kind is Kind.MESSAGE else []
        turn = self._turn(request, who, unveil=request.unveil, siblings=siblings)
        claimed: Claimed = await self._commit(turn, review_case.claim_case)
        if claimed.brings_golden:
            await self._deal(request.programme_id, who)
        opened = await self._queue.opened(claimed.case)
        context = await self._context(turn, claimed.case) if request.unveil else pb.GetContextResponse()
        return pb.ClaimResponse(
            case=shown_case(claimed.case, 1 + len(claimed.others)),
            text=opened.text if request.unveil else veiled(opened.text),
            appeal=opened.appeal if request.unveil else veiled(opened.appeal),
            spans=shown_spans(claimed.case),
            veiled=not request.unveil,
            others=[shown_case(other) for other in claimed.others],
            break_suggested=claimed.break_due,
            context=context.messages,
            context_incomplete=context.incomplete,
        )

    async def Unveil(self, request: pb.UnveilRequest, caller: Caller) -> pb.UnveilResponse:
        turn = self._turn(request, await self._who(request.programme_id, caller))
        case: Case = await self._commit(turn, review_case.unveil_case)
        opened = await self._queue.opened(case)
        return pb.UnveilResponse(case=shown_case(case), text=opened.text, appeal=opened.appeal, spans=shown_spans(case))

    async def GetContext(self, request: pb.GetContextRequest, caller: Caller) -> pb.GetContextResponse:
        turn = self._turn(request, await self._who(request.programme_id, caller))
        return await self._context(turn, await self._known(request))

    async def Release(self, request: pb.ReleaseRequest, caller: Caller) -> pb.ReleaseResponse:
        turn = self._turn(request, await self._who(request.programme_id, caller))
        return pb.ReleaseResponse(case=shown_case(await self._commit(turn, review_case.release_case)))

    async def Skip(self, request: pb.SkipRequest, caller: Caller) -> pb.SkipResponse:
        turn = self._turn(request, await self._who(request.programme_id, caller))
        return pb.SkipResponse(case=shown_case(await self._commit(turn, review_case.skip_case)))

    async def Appeal(self, request: pb.AppealRequest, caller: Caller) -> pb.AppealResponse:
        require(request.message_id, "message_id")
        author = await self._queue.author_of(request.message_id)
        whose = (request.message_id, author if author in caller.person_ids else caller.person_id)
        item = Item(appeal.needs(*whose), lambda work: appeal.appeal(self._opens(work), *whose, request.words))
        case: Case = await self._commits.submit(item)
        return pb.AppealResponse(due_at=timestamp(case.due_at))

    async def Decide(self, request: pb.DecideRequest, caller: Caller) -> pb.DecideResponse:
        verdict = _verdict(request)
        check_decision(verdict, request.reason)
        who = await self._who(request.programme_id, caller)
        known = await self._known(request)
        others = await self._reviewers.all_of(request.programme_id) if known.needs_two else []
        turn = self._turn(request, who, others=others)

        def deciding(bench: ReviewBench, turn: Turn) -> Case:
            return review_case.decide_case(bench, turn, verdict, request.reason)

        return pb.DecideResponse(case=shown_case(await self._commit(turn, deciding)))

    async def _who(self, programme_id: str, caller: Caller) -> Reviewer:
        return await reviewing_as(self._reviewers, programme_id, caller)

    async def _known(self, request: OfACase) -> Case:
        """Raises CaseNotFound."""
        require(request.case_id, "case_id")
        case = await self._queue.case(request.programme_id, request.case_id)
        if case is None:
            raise CaseNotFound("There is no such case in this programme.")
        return case

    def _turn(
        self,
        request: OfACase,
        who: Reviewer,
        *,
        unveil: bool = False,
        siblings: list[str] | None = None,
        others: list[Reviewer] | None = None,
    ) -> Turn:
        require(request.case_id, "case_id")
        return Turn(
            programme_id=request.programme_id,
            case_id=request.case_id,
            reviewer=who.person_id,
            lead=who.lead,
            cleared=who.cleared,
            unveil=unveil,
            siblings=tuple(siblings or ()),
            others=tuple(others or ()),
            limits=self._limits.of(request.programme_id),
        )

    async def _commit(self, turn: Turn, act: Callable[[ReviewBench, Turn], T]) -> T:
        made: T = await self._commits.submit(Item(review_case.needs(turn), lambda work: act(self._opens(work), turn)))
        return made

    async def _context(self, turn: Turn, case: Case) -> pb.GetContextResponse:
        """It is kept who reads whose words before any of them is opened."""
        context = await read_context.context_of(self._queue, self._transcripts, case, turn.who)
        authors = [one.author_id for one in context.messages if one.text]
        needs = read_context.needs(turn)
        await self._commits.submit(Item(needs, lambda work: read_context.read_context(self._opens(work), turn, authors)))
        shown = shown_around(context.messages, await self._queue.words(context.messages))
        return pb.GetContextResponse(messages=shown, incomplete=context.incomplete)

    async def _deal(self, programme_id: str, who: Reviewer) -> None:
        item = await self._golden.for_reviewer(programme_id, who)
        if item:
            deal = golden_items.deal_of(item, who.person_id)
            needs = golden_items.deal_needs(deal)
            await self._commits.submit(Item(needs, lambda work: golden_items.deal_golden(self._opens(work), deal)))


def _verdict(request: pb.DecideRequest) -> Verdict:
    try:
        return Verdict(events_pb2.Verdict.Name(request.verdict))
    except ValueError:
        return Verdict.UNSPECIFIED


def _summary(counts: Counts, stuck: list[str]) -> pb.SummaryResponse:
    return pb.SummaryResponse(
        waiting=counts.waiting,
        claimed=counts.claimed,
        late=counts.late,
        due_within_an_hour=counts.soon,
        danger=counts.danger,
        appeals=counts.appeals,
        categories=[pb.CategoryCount(category=name, cases=count) for name, count in counts.categories],
        oldest_opened_at=timestamp(counts.oldest) if counts.oldest else None,
        stuck=len(stuck),
        stuck_case_ids=stuck[:MOST_STUCK_SHOWN],
    )
