"""The Reviewers service: who reviews, how much at once, and how well."""

from datetime import timedelta

import grpc

from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1 import review_pb2 as pb
from causeway.moderation.v1.events import Verdict
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from moderation.app import clear_reviewer, golden_items, set_limits
from moderation.app.golden_items import Wish
from moderation.app.ports import TextJudging
from moderation.app.review_ports import LimitsRead, Overview, ReviewBench, Reviewers
from moderation.domain import quality
from moderation.domain.case import CaseNotFound, Place
from moderation.domain.golden import LONGEST_TEXT, Golden, GoldenRefused
from moderation.domain.quality import Disagreement, Figures, Share
from moderation.domain.reviewer import Reviewer, ReviewerNotKnown
from moderation.domain.shift import Limits, LimitsRefused
from moderation.entrypoints.reviewing_as import reviewing_as
from moderation.entrypoints.rpc_parts import page_size, require

MOST_DAYS, DEFAULT_DAYS = 366, 30
MOST_RECORDS = 20_000
MOST_DISAGREEMENTS = 50
REVIEWERS_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    CaseNotFound: grpc.StatusCode.NOT_FOUND,
    ReviewerNotKnown: grpc.StatusCode.NOT_FOUND,
    GoldenRefused: grpc.StatusCode.INVALID_ARGUMENT,
    LimitsRefused: grpc.StatusCode.INVALID_ARGUMENT,
}


class ReviewersRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ReviewBench],
        overview: Overview,
        reviewers: Reviewers,
        limits: LimitsRead,
        judge: TextJudging,
        clock: Clock,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._overview = overview
        self._reviewers = reviewers
        self._limits = limits
        self._judge = judge
        self._clock = clock

    async def SetCleared(self, request: pb.SetClearedRequest, caller: Caller) -> pb.SetClearedResponse:
        require(request.person_id, "person_id")
        programme = request.programme_id
        by = (await reviewing_as(self._reviewers, programme, caller)).person_id
        known = await self._reviewers.one(programme, request.person_id)
        needs = clear_reviewer.needs(programme, request.person_id)
        item = Item(needs, lambda work: clear_reviewer.set_cleared(self._opens(work), programme, known, request.cleared, by))
        return pb.SetClearedResponse(reviewer=_reviewer(await self._commits.submit(item)))

    async def ListReviewers(self, request: pb.ListReviewersRequest, caller: Caller) -> pb.ListReviewersResponse:
        size = page_size(request.page_size)
        everybody = await self._reviewers.all_of(request.programme_id)
        after = [one for one in everybody if one.person_id > request.page_token]
        token = after[size - 1].person_id if len(after) > size else ""
        return pb.ListReviewersResponse(reviewers=[_reviewer(one) for one in after[:size]], next_page_token=token)

    async def SetLimits(self, request: pb.SetLimitsRequest, caller: Caller) -> pb.SetLimitsResponse:
        programme = request.programme_id
        by = (await reviewing_as(self._reviewers, programme, caller)).person_id
        asked = _limits(request.limits)
        item = Item(set_limits.needs(programme), lambda work: set_limits.set_limits(self._opens(work), programme, asked, by))
        return pb.SetLimitsResponse(limits=_shown_limits(await self._commits.submit(item)))

    async def GetLimits(self, request: pb.GetLimitsRequest, caller: Caller) -> pb.GetLimitsResponse:
        return pb.GetLimitsResponse(limits=_shown_limits(await self._limits.read(request.programme_id)))

    async def AddGolden(self, request: pb.AddGoldenRequest, caller: Caller) -> pb.AddGoldenResponse:
        require(request.client_key, "client_key")
        if request.case_id and request.text:
            raise invalid("Give a case or a text, not both. Nothing was kept.")
        if request.case_id:
            require(request.case_id, "case_id")
        who = await reviewing_as(self._reviewers, request.programme_id, caller)
        wish = Wish(
            id=golden_items.golden_id(request.programme_id, request.client_key),
            programme_id=request.programme_id,
            by=who.person_id,
            answer=_verdict(request.answer),
            case_id=request.case_id,
            text=request.text,
            categories=tuple(dict.fromkeys(request.categories)),
            places=self._places(request.text),
        )
        needs = golden_items.needs(wish)
        made: Golden = await self._commits.submit(Item(needs, lambda work: golden_items.add_golden(self._opens(work), wish)))
        return pb.AddGoldenResponse(golden_id=made.id)

    def _places(self, text: str) -> tuple[Place, ...]:
        if not text or len(text) > LONGEST_TEXT:
            return ()
        return tuple(Place(span.start, span.end, span.category, span.rule) for span in self._judge.judge(text).spans)

    async def Quality(self, request: pb.QualityRequest, caller: Caller) -> pb.QualityResponse:
        if not 0 <= request.days <= MOST_DAYS:
            raise invalid(f"days must be 1 to {MOST_DAYS}, or unset.")
        who = await reviewing_as(self._reviewers, request.programme_id, caller)
        since = self._clock.now() - timedelta(days=request.days or DEFAULT_DAYS)
        records = await self._overview.records(request.programme_id, since, MOST_RECORDS)
        figures = quality.figures_of(records)
        shown = sorted(figures) if who.lead else [one for one in figures if one == who.person_id]
        differing = quality.disagreements(records)[:MOST_DISAGREEMENTS] if who.lead else []
        return pb.QualityResponse(
            reviewers=[_quality(person, figures[person]) for person in shown],
            disagreements=[_disagreement(one) for one in differing],
            since=timestamp(since),
            cut=len(records) == MOST_RECORDS,
        )


def _verdict(number: "events_pb2.Verdict") -> Verdict:
    try:
        return Verdict(events_pb2.Verdict.Name(number))
    except ValueError:
        return Verdict.UNSPECIFIED


def _reviewer(reviewer: Reviewer) -> pb.Reviewer:
    return pb.Reviewer(person_id=reviewer.person_id, safeguarding_lead=reviewer.lead, cleared=reviewer.cleared)


def _limits(asked: pb.Limits) -> Limits:
    given = {field.name: value for field, value in asked.ListFields()}
    return Limits(**given)


def _shown_limits(limits: Limits) -> pb.Limits:
    return pb.Limits(
        open_claims=limits.open_claims,
        danger_cases=limits.danger_cases,
        golden_one_in=limits.golden_one_in,
        audit_one_in=limits.audit_one_in,
    )


def _share(share: Share) -> pb.Share:
    return pb.Share(count=share.count, of=share.of)


def _quality(person: str, figures: Figures) -> pb.ReviewerQuality:
    by_category = sorted(figures.by_category.items())
    return pb.ReviewerQuality(
        person_id=person,
        decided=figures.decided,
        median_minutes=figures.median_minutes,
        golden=_share(figures.golden),
        golden_by_category=[pb.CategoryShare(category=name, right=_share(share)) for name, share in by_category],
        audit=_share(figures.audit),
        overturned=_share(figures.overturned),
        kappa=figures.kappa,
        looked_at_by_two=len(figures.pairs),
    )


def _disagreement(one: Disagreement) -> pb.Disagreement:
    return pb.Disagreement(
        message_id=one.message_id,
        first_by=one.first_by,
        second_by=one.second_by,
        first=one.first.value,
        second=one.second.value,
        at=timestamp(one.at),
    )
