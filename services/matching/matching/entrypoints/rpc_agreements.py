"""The Pairs service, what the two settle: their agreement, and the reviews and plans that follow."""

from collections.abc import Iterable, Sequence

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import agree, answer_review
from matching.app.care_ports import CareReading, CareRegister
from matching.app.screening import WritingReading
from matching.domain.agreement import Agreement, Channel, Hours, Terms
from matching.domain.review import Answers, Plan, Review
from matching.entrypoints.pair_messages import CHANNELS, Texts, plan_of, review_of, terms_of
from matching.entrypoints.pair_rights import care_of, own_seat, seat_of

CHANNEL = {pb.Channel.Value(name): channel for channel, name in CHANNELS.items()}


class AgreementsRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[CareRegister], reading: CareReading, writings: WritingReading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._writings = writings

    async def ProposeAgreement(self, request: pb.ProposeAgreementRequest, caller: Caller) -> pb.ProposeAgreementResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        hours = tuple(Hours(one.weekday, one.from_hour, one.until_hour) for one in request.hours)
        proposed = agree.Proposed(
            seated.pair, seated.person_id, request.number, request.goals, _channels(request.channels), hours,
            request.reply_within_hours,
        )  # fmt: skip
        item = Item(agree.needs(proposed), lambda work: agree.propose_agreement(self._opens(work), proposed))
        agreement: Agreement = await self._commits.submit(item)
        terms = agreement.proposed or agreement.current
        return pb.ProposeAgreementResponse(proposed=terms_of(terms, await self._texts([terms], seated.person_id)))

    async def AcceptAgreement(self, request: pb.AcceptAgreementRequest, caller: Caller) -> pb.AcceptAgreementResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        known = await self._reading.one(Agreement, request.pair_id)
        item = Item(
            agree.accepting_needs(seated.pair, known),
            lambda work: agree.accept_agreement(self._opens(work), seated.pair, request.number, seated.person_id),
        )
        current = (await self._commits.submit(item)).current
        return pb.AcceptAgreementResponse(current=terms_of(current, await self._texts([current], seated.person_id)))

    async def GetAgreement(self, request: pb.GetAgreementRequest, caller: Caller) -> pb.GetAgreementResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        agreement = await self._reading.one(Agreement, request.pair_id) or Agreement(request.pair_id)
        texts = await self._texts([agreement.current, agreement.proposed, *agreement.past], seated.person_id)
        return pb.GetAgreementResponse(
            current=terms_of(agreement.current, texts),
            proposed=terms_of(agreement.proposed, texts),
            past=[shown for one in agreement.past if (shown := terms_of(one, texts)) is not None],
            newest_number=agreement.numbers,
        )

    async def AnswerReview(self, request: pb.AnswerReviewRequest, caller: Caller) -> pb.AnswerReviewResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        plans = care_of(seated).plans
        said = answer_review.Said(seated.pair, request.number, seated.person_id, tuple(request.answers))
        item = Item(answer_review.needs(said, plans), lambda work: answer_review.answer_pair_review(self._opens(work), said))
        review = await self._commits.submit(item)
        return pb.AnswerReviewResponse(review=review_of(review, await self._answered(review.answers, seated.person_id)))

    async def ListReviews(self, request: pb.ListReviewsRequest, caller: Caller) -> pb.ListReviewsResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        reviews = await self._reading.of_pair(Review, request.pair_id)
        texts = await self._answered([one for review in reviews for one in review.answers], seated.person_id)
        return pb.ListReviewsResponse(reviews=[review_of(one, texts) for one in reviews])

    async def ListPlans(self, request: pb.ListPlansRequest, caller: Caller) -> pb.ListPlansResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        plans = await self._reading.of_pair(Plan, request.pair_id)
        goals = [goal.title_id for plan in plans for goal in plan.goals]
        texts = await self._answered([one for plan in plans for one in plan.answers], seated.person_id, goals)
        return pb.ListPlansResponse(plans=[plan_of(one, texts) for one in plans])

    async def _texts(self, terms: Iterable[Terms | None], reader_id: str) -> Texts:
        return await self._writings.shown([one.goals_id for one in terms if one is not None], reader_id)

    async def _answered(self, answers: Iterable[Answers], reader_id: str, others: Sequence[str] = ()) -> Texts:
        return await self._writings.shown([*others, *(id for one in answers for id in one.writing_ids)], reader_id)


def _channels(given: Iterable["pb.Channel"]) -> tuple[Channel, ...]:
    channels = tuple(CHANNEL.get(one) for one in given)
    known = tuple(one for one in channels if one is not None)
    if len(known) < len(channels):
        raise invalid("channels must be ways to talk that there are. Nothing was saved.")
    return known
