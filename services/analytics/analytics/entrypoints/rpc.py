"""Calls that analytics answers. One method per rpc; domain errors become status codes here and nowhere else."""

from datetime import timedelta

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from analytics.app.follow_cost import read_cost
from analytics.app.ports import Figures, NotMeasuredYet, PairUnknown, ProgrammeUnknown
from analytics.app.read_pairs import LARGEST_PAGE, PairFigures, read_pair, read_pairs
from analytics.app.read_programme import read_programme
from analytics.domain.conversation import Tally
from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.errors import invalid
from causeway_kit.stamps import EPOCH, timestamp

LONGEST_ID = 64

STATUSES: dict[type[Exception], grpc.StatusCode] = {
    ProgrammeUnknown: grpc.StatusCode.NOT_FOUND,
    PairUnknown: grpc.StatusCode.NOT_FOUND,
    NotMeasuredYet: grpc.StatusCode.FAILED_PRECONDITION,
}


class MetricsRpc:
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    async def GetProgramme(self, request: pb.GetProgrammeRequest, caller: Caller) -> pb.GetProgrammeResponse:
        _require(request.programme_id, "programme_id")
        found = await read_programme(self._figures, request.programme_id)
        counters = found.counters
        ends = (found.spread.first_posted_at, found.spread.last_posted_at)
        return pb.GetProgrammeResponse(
            counts=_counts(counters.tally, found.reply_seconds_median, ends),
            pairs_started=counters.pairs_started,
            pairs_active=counters.pairs_active,
            pairs_in_contact=counters.pairs_in_contact,
            nudges_sent=counters.nudges_sent,
            messages_per_pair_median=found.spread.messages_per_pair_median,
        )

    async def GetPair(self, request: pb.GetPairRequest, caller: Caller) -> pb.GetPairResponse:
        _require(request.programme_id, "programme_id")
        _require(request.pair_id, "pair_id")
        return pb.GetPairResponse(pair=_pair(await read_pair(self._figures, request.programme_id, request.pair_id)))

    async def ListPairs(self, request: pb.ListPairsRequest, caller: Caller) -> pb.ListPairsResponse:
        _require(request.programme_id, "programme_id")
        if not 0 <= request.page_size <= LARGEST_PAGE:
            raise invalid(f"page_size must be 0 to {LARGEST_PAGE}; 0 leaves it to us.")
        if len(request.page_token) > LONGEST_ID:
            raise invalid("This page_token is not one of ours: send next_page_token of the page before, or nothing.")
        pairs, following = await read_pairs(self._figures, request.programme_id, request.page_token, request.page_size)
        return pb.ListPairsResponse(pairs=[_pair(pair) for pair in pairs], next_page_token=following)

    async def GetCost(self, request: pb.GetCostRequest, caller: Caller) -> pb.GetCostResponse:
        cost = await read_cost(self._figures)
        return pb.GetCostResponse(
            messages=cost.messages,
            services=[pb.ServiceCost(service=name, cpu_seconds=spent) for name, spent in cost.cpu_seconds.items()],
            cpu_seconds_per_1000_messages=cost.cpu_seconds_per_1000_messages,
            since=timestamp(cost.since),
        )


def _require(value: str, field: str) -> None:
    if not value or len(value) > LONGEST_ID:
        raise invalid(f"{field} must have 1 to {LONGEST_ID} characters.")


def _pair(pair: PairFigures) -> pb.PairMetrics:
    conversation = pair.conversation
    ends = (conversation.first_posted_at, conversation.last_posted_at)
    return pb.PairMetrics(pair_id=conversation.id, counts=_counts(conversation.tally, pair.reply_seconds_median, ends))


def _counts(tally: Tally, reply_seconds_median: float, ends: tuple[int | None, int | None]) -> pb.Counts:
    first, last = ends
    return pb.Counts(
        messages=tally.messages,
        words=tally.words,
        characters=tally.characters,
        held=tally.held,
        blocked=tally.blocked,
        replies=tally.replies,
        reply_seconds_total=tally.reply_microseconds / 1e6,
        reply_seconds_median=reply_seconds_median,
        mentee_messages=tally.mentee_messages,
        mentor_messages=tally.mentor_messages,
        first_posted_at=_timestamp(first),
        last_posted_at=_timestamp(last),
    )


def _timestamp(microseconds: int | None) -> Timestamp | None:
    if microseconds is None:
        return None
    return timestamp(EPOCH + timedelta(microseconds=microseconds))
