"""Any order and any repetition of the same events gives the figures of a straightforward recount."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.app.read_pairs import read_pair
from analytics.app.read_programme import read_programme
from analytics.domain.reply_buckets import bucket_of
from analytics.domain.timeline import LEAF_PLACES, TAIL_POSTS
from analytics.testing import FakeBooks, FakeFigures, a_block, a_hold, a_release, a_start, an_end
from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased

GAPS = st.sampled_from([1, 1, 1, 1, 2, 5, LEAF_PLACES - 1, LEAF_PLACES, LEAF_PLACES + 1, 20 * LEAF_PLACES])
SETTLING = st.sampled_from([False] * 9 + [True])  # the background step may come between any two events
FATES = ["released", "released", "released", "held", "held then released", "edited", "blocked", "overturned"]
ROLES = st.sampled_from([Role.MENTEE, Role.MENTOR, Role.MENTEE, Role.MENTOR, Role.FACILITATOR])


@dataclass(frozen=True)
class Recount:
    messages: int
    words: int
    characters: int
    held: int
    blocked: int
    mentee_messages: int
    mentor_messages: int
    reply_microseconds: list[int]
    first_posted_at: datetime | None
    last_posted_at: datetime | None


def recount(events: Sequence[Event]) -> Recount:
    """Counts as one would by hand: newest content of each message, sorted by place, the earliest unanswered one kept."""
    newest: dict[str, MessageReleased] = {}
    for event in events:
        if isinstance(event, MessageReleased):
            known = newest.get(event.message_id)
            if known is None or event.content_version > known.content_version:
                newest[event.message_id] = event
    released = sorted(newest.values(), key=lambda one: one.seq)
    return Recount(
        messages=len(released),
        words=sum(one.words for one in released),
        characters=sum(one.characters for one in released),
        held=len({one.message_id for one in events if isinstance(one, MessageHeld)}),
        blocked=len({one.message_id for one in events if isinstance(one, MessageBlocked)} - newest.keys()),
        mentee_messages=sum(one.author_role is Role.MENTEE for one in released),
        mentor_messages=sum(one.author_role is Role.MENTOR for one in released),
        reply_microseconds=replies_by_hand(released),
        first_posted_at=min((one.posted_at for one in released), default=None),
        last_posted_at=max((one.posted_at for one in released), default=None),
    )


def replies_by_hand(released: Sequence[MessageReleased]) -> list[int]:
    unanswered: dict[Role, datetime] = {}
    times = []
    for one in released:
        if one.author_role not in (Role.MENTEE, Role.MENTOR):
            continue
        other = Role.MENTOR if one.author_role is Role.MENTEE else Role.MENTEE
        if other in unanswered:
            waited = one.posted_at - unanswered.pop(other)
            times.append(max(0, round(waited.total_seconds() * 1e6)))
        unanswered.setdefault(one.author_role, one.posted_at)
    return times


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    events: list[Event] = [a_start(), *draw(st.lists(st.just(an_end()), max_size=1))]
    seq, minutes = 0, 0.0
    for _ in range(draw(st.integers(0, 40))):
        seq += draw(GAPS)
        minutes += draw(st.sampled_from([0, 0.0001, 1, 90, 3000, -1]))
        role, words = draw(ROLES), draw(st.integers(0, 300))
        fate = draw(
            st.sampled_from(["released", "released", "released", "held", "held then released", "edited", "blocked", "overturned"])
        )
        if fate.startswith("held"):
            events.append(a_hold(seq))
        if fate in ("blocked", "overturned"):
            events.append(a_block(seq))
        if fate == "overturned":
            events.append(a_release(seq, role, minutes, words=words, characters=5 * words, was_blocked=True))
        if fate in ("released", "held then released", "edited"):
            events.append(a_release(seq, role, minutes, words=words, characters=5 * words))
        if fate == "edited":
            events.append(a_release(seq, role, minutes, words=words + 7, characters=words, content_version=2))
    return events


@settings(max_examples=60, deadline=None)
@given(data=st.data())
async def test_any_order_and_any_repetition_gives_the_figures_of_a_recount(data: st.DataObject) -> None:
    history = data.draw(histories())
    repeated = data.draw(st.lists(st.sampled_from(history), max_size=len(history)))
    arriving = data.draw(st.permutations(history + repeated))

    books = FakeBooks()
    for event in arriving:
        books.apply([event])
        if data.draw(SETTLING):
            books.settle()
    books.settle()

    await assert_recounted(books, history)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    lateness=st.sampled_from([0, 3, LEAF_PLACES, 2 * TAIL_POSTS, 1000]),
    patience=st.sampled_from([0.5, 0.1, 0.02]),
)
async def test_long_conversations_are_counted_exactly_however_late_a_message_is(
    seed: int, lateness: int, patience: float
) -> None:
    """Short and very long turns; some messages come a little late, a few at the very end, and some come again."""
    seeded = random.Random(seed)
    history, books = a_long_talk(seeded, 4 * TAIL_POSTS, changes_of_side=patience), FakeBooks()
    late = {event.event_id: seeded.random() * seeded.choice([0, 0, 1]) * lateness for event in history}
    arriving = sorted((*history, *seeded.sample(history, 20)), key=lambda event: event.seq + late[event.event_id])
    forgotten = seeded.sample(arriving, 5)

    for event in [a_start(), *(one for one in arriving if one not in forgotten), *forgotten]:
        books.apply([event])
        if seeded.random() < 0.05:
            books.settle()
    books.settle()

    await assert_recounted(books, history)


def a_long_talk(seeded: random.Random, messages: int, changes_of_side: float) -> list[MessageReleased]:
    role, talk = Role.MENTEE, []
    for seq in range(1, messages + 1):
        if seeded.random() < changes_of_side:
            role = Role.MENTOR if role is Role.MENTEE else Role.MENTEE
        talk.append(a_release(seq, role, seq * 10 + seeded.randint(0, 9), words=seeded.randint(0, 300)))
    return talk


async def assert_recounted(books: FakeBooks, history: Sequence[Event]) -> None:
    expected = recount(history)
    pair = await read_pair(FakeFigures(books), "programme-1", "pair-1")
    tally = pair.conversation.tally
    assert tally.messages == expected.messages
    assert (tally.words, tally.characters) == (expected.words, expected.characters)
    assert (tally.held, tally.blocked) == (expected.held, expected.blocked)
    assert (tally.mentee_messages, tally.mentor_messages) == (expected.mentee_messages, expected.mentor_messages)
    assert tally.replies == len(expected.reply_microseconds)
    assert tally.reply_microseconds == sum(expected.reply_microseconds)
    assert pair.reply_seconds_median == pytest.approx(median(expected.reply_microseconds or [0]) / 1e6, abs=1e-9)
    assert pair.conversation.first_posted_at == _microseconds(expected.first_posted_at)
    assert len(FakeFigures(books).posts_of(pair.conversation)) == tally.mentee_messages + tally.mentor_messages
    assert pair.conversation.last_posted_at == _microseconds(expected.last_posted_at)
    in_buckets = Counter(f"reply_times.{bucket_of(time)}" for time in expected.reply_microseconds)
    counters = +Counter(books.programmes["programme-1"])
    assert Counter({name: count for name, count in counters.items() if name.startswith("reply_times.")}) == in_buckets


@settings(max_examples=25, deadline=None)
@given(data=st.data())
async def test_a_programme_adds_up_to_its_pairs(data: st.DataObject) -> None:
    history = data.draw(histories())

    books = FakeBooks().apply(data.draw(st.permutations(history))).settle()

    programme = await read_programme(FakeFigures(books), "programme-1")
    expected = recount(history)
    assert programme.counters.tally == books.conversations["pair-1"].tally
    assert sum(programme.counters.reply_buckets.values()) == len(expected.reply_microseconds)
    assert all(count >= 0 for count in programme.counters.reply_buckets.values())
    true_median = median(expected.reply_microseconds or [0]) / 1e6
    assert programme.reply_seconds_median == pytest.approx(true_median, rel=0.0251, abs=0.001)
    assert programme.counters.pairs_started == 1
    assert programme.counters.pairs_in_contact == (expected.messages > 0)


@settings(max_examples=4, deadline=None)
@given(order=st.permutations(range(1, 201)), roles=st.lists(ROLES, min_size=200, max_size=200))
def test_the_histogram_of_replies_forgets_what_a_late_message_undid(order: list[int], roles: list[Role]) -> None:
    releases = {seq: a_release(seq, roles[seq - 1], minutes=seq**2) for seq in range(1, 201)}

    late = FakeBooks().apply(releases[seq] for seq in order).settle()
    punctual = FakeBooks().apply(releases[seq] for seq in sorted(order))

    [one], [other] = late.conversations.values(), punctual.conversations.values()
    assert +Counter(late.programmes["programme-1"]) == +Counter(punctual.programmes["programme-1"])
    assert one.tally == other.tally
    assert FakeFigures(late).posts_of(one) == FakeFigures(punctual).posts_of(other)


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1e6)
