from itertools import permutations

import pytest

from analytics.app.read_programme import read_programme
from analytics.testing import FakeBooks, FakeFigures, a_nudge, a_release, a_start, an_end
from causeway.event import Event
from causeway.notifications.v1.events import Outcome


@pytest.mark.parametrize("arriving", list(permutations([a_start(), an_end(), a_release(1)])))
async def test_a_pair_that_started_wrote_and_ended_counts_the_same_in_any_order(arriving: tuple[Event, ...]) -> None:
    counters = (await read_programme(FakeFigures(FakeBooks().apply(arriving)), "programme-1")).counters

    assert (counters.pairs_started, counters.pairs_active, counters.pairs_in_contact) == (1, 0, 1)


async def test_a_pair_that_starts_again_is_one_pair_and_active() -> None:
    books = FakeBooks().apply([a_start(version=3), an_end(version=2), a_start(version=1)])

    counters = (await read_programme(FakeFigures(books), "programme-1")).counters

    assert (counters.pairs_started, counters.pairs_active) == (1, 1)


async def test_a_conversation_that_is_no_pairs_is_counted_in_the_programme_and_not_among_its_pairs() -> None:
    counters = (await read_programme(FakeFigures(FakeBooks().apply([a_release(1)])), "programme-1")).counters

    assert (counters.tally.messages, counters.pairs_started, counters.pairs_in_contact) == (1, 0, 0)


async def test_the_median_of_messages_takes_silent_pairs_into_account() -> None:
    books = FakeBooks().apply([a_start("a"), a_start("b"), a_start("c"), a_release(1, pair="c"), a_release(2, pair="c")])

    assert (await read_programme(FakeFigures(books), "programme-1")).spread.messages_per_pair_median == 0


@pytest.mark.parametrize("arriving", list(permutations([Outcome.SENT, Outcome.UNKNOWN, Outcome.SENT])))
async def test_a_nudge_counts_once_and_only_if_it_was_surely_sent(arriving: tuple[Outcome, ...]) -> None:
    books = FakeBooks().apply(a_nudge("n1", outcome) for outcome in arriving)
    books.apply([a_nudge("n2", Outcome.FAILED), a_nudge("n3", Outcome.DROPPED)])

    assert (await read_programme(FakeFigures(books), "programme-1")).counters.nudges_sent == 1
