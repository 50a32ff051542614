import grpc
import pytest

from analytics.app.ports import PairUnknown, ProgrammeUnknown
from analytics.entrypoints.rpc import STATUSES, MetricsRpc
from analytics.testing import MORNING, FakeBooks, FakeFigures, a_release, a_start
from causeway.access.v1.access import Role
from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.errors import Refused

CALLER = Caller("c", "", ())


def rpc_over(books: FakeBooks) -> MetricsRpc:
    return MetricsRpc(FakeFigures(books))


async def test_a_pairs_figures_are_answered_in_full() -> None:
    talk = [a_release(1, Role.MENTEE, 0), a_release(2, Role.MENTOR, 30)]
    request = pb.GetPairRequest(programme_id="programme-1", pair_id="pair-1")

    answer = await rpc_over(FakeBooks().apply([a_start(), *talk])).GetPair(request, CALLER)

    counts = answer.pair.counts
    assert (answer.pair.pair_id, counts.messages, counts.words, counts.characters) == ("pair-1", 2, 10, 50)
    assert (counts.replies, counts.reply_seconds_total, counts.reply_seconds_median) == (1, 1800, 1800)
    assert counts.first_posted_at.ToDatetime(MORNING.tzinfo) == MORNING


async def test_a_pair_of_another_programme_does_not_exist() -> None:
    rpc = rpc_over(FakeBooks().apply([a_start("theirs", "programme-2"), a_start()]))

    with pytest.raises(PairUnknown) as foreign:
        await rpc.GetPair(pb.GetPairRequest(programme_id="programme-1", pair_id="theirs"), CALLER)
    with pytest.raises(PairUnknown) as unknown:
        await rpc.GetPair(pb.GetPairRequest(programme_id="programme-1", pair_id="nobody"), CALLER)

    assert str(foreign.value) == str(unknown.value)
    assert STATUSES[PairUnknown] is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize(("size", "pages"), [(3, 3), (7, 1), (0, 1)])
async def test_pages_of_pairs_follow_each_other_without_gap_or_repeat(size: int, pages: int) -> None:
    rpc = rpc_over(FakeBooks().apply(a_start(f"pair-{number}") for number in range(7)))
    seen: list[str] = []
    token = ""

    for _ in range(pages):
        request = pb.ListPairsRequest(programme_id="programme-1", page_size=size, page_token=token)
        answer = await rpc.ListPairs(request, CALLER)
        seen += [pair.pair_id for pair in answer.pairs]
        token = answer.next_page_token

    assert token == ""
    assert seen == [f"pair-{number}" for number in range(7)]


@pytest.mark.parametrize(
    "request_",
    [
        pb.ListPairsRequest(programme_id="programme-1", page_size=-1),
        pb.ListPairsRequest(programme_id="programme-1", page_size=201),
        pb.ListPairsRequest(programme_id="programme-1", page_token="x" * 65),
        pb.ListPairsRequest(),
    ],
)
async def test_a_page_that_cannot_be_given_is_refused_with_a_sentence(request_: pb.ListPairsRequest) -> None:
    with pytest.raises(Refused, match=r"\.$") as refusal:
        await rpc_over(FakeBooks()).ListPairs(request_, CALLER)

    assert refusal.value.status is grpc.StatusCode.INVALID_ARGUMENT


async def test_an_unknown_programme_has_no_figures() -> None:
    with pytest.raises(ProgrammeUnknown):
        await rpc_over(FakeBooks()).GetProgramme(pb.GetProgrammeRequest(programme_id="programme-9"), CALLER)


async def test_a_figure_of_more_than_two_thousand_million_is_answered_in_full() -> None:
    books = FakeBooks().apply([a_start(), a_release(1, characters=2**31), a_release(2, characters=2**31)])

    answer = await rpc_over(books).GetProgramme(pb.GetProgrammeRequest(programme_id="programme-1"), CALLER)

    assert answer.counts.characters == 2**32
