"""Settling: what a verdict does, and what a second, late or forged one does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from messaging.app.ports import MessageNotFound
from messaging.app.settle_message import settle_message
from messaging.domain.message import State, settle
from messaging.testing import MONDAY, FakeMailroom, a_message, a_verdict


def test_a_released_message_is_announced_to_its_readers() -> None:
    mailroom = FakeMailroom(a_message(reader_ids=("mentor",)))

    settle_message(mailroom, a_verdict(Verdict.ALLOW))

    assert mailroom.messages["m1"].state is State.RELEASED
    [released] = mailroom.sent
    assert isinstance(released, MessageReleased)
    assert (released.reader_ids, released.feed_seq) == (("mentor",), 1)


def test_no_event_about_a_settled_message_carries_its_text() -> None:
    for verdict in (Verdict.ALLOW, Verdict.HOLD, Verdict.BLOCK):
        mailroom = FakeMailroom(a_message(text="s1:mentee:sealed-words"))

        settle_message(mailroom, a_verdict(verdict))

        assert b"sealed-words" not in mailroom.sent[0].to_json()


@pytest.mark.parametrize(
    ("verdict", "state", "event"),
    [(Verdict.HOLD, State.IN_REVIEW, MessageHeld), (Verdict.BLOCK, State.BLOCKED, MessageBlocked)],
)
def test_a_message_that_is_not_allowed_gets_no_entry_in_the_feed(verdict: Verdict, state: State, event: type) -> None:
    mailroom = FakeMailroom(a_message())

    settle_message(mailroom, a_verdict(verdict))

    assert mailroom.messages["m1"].state is state
    assert [type(one) for one in mailroom.sent] == [event]
    assert mailroom.entries == []


def test_a_late_release_is_new_in_the_feed_and_old_in_its_place() -> None:
    mailroom = FakeMailroom(a_message(id="m5", seq=5), *(a_message(id=f"m{number}", seq=number) for number in range(6, 10)))
    settle_message(mailroom, a_verdict(Verdict.HOLD, message_id="m5"))
    for number in range(6, 10):
        settle_message(mailroom, a_verdict(message_id=f"m{number}"))

    settle_message(mailroom, a_verdict(message_id="m5", version=2, judged_by=Judge.PERSON))

    assert [(entry.feed_seq, entry.seq) for entry in mailroom.entries] == [(1, 6), (2, 7), (3, 8), (4, 9), (5, 5)]


def test_an_overturned_block_is_new_in_the_feed_and_old_in_its_place() -> None:
    mailroom = FakeMailroom(a_message(id="m5", seq=5), a_message(id="m6", seq=6))
    settle_message(mailroom, a_verdict(Verdict.BLOCK, message_id="m5"))
    settle_message(mailroom, a_verdict(message_id="m6"))

    settle_message(mailroom, a_verdict(message_id="m5", version=2, judged_by=Judge.PERSON))

    assert [(entry.feed_seq, entry.seq) for entry in mailroom.entries] == [(1, 6), (2, 5)]
    assert [one.was_blocked for one in mailroom.sent if isinstance(one, MessageReleased)] == [False, True]


@pytest.mark.parametrize(
    "verdict",
    [
        a_verdict(Verdict.ALLOW, version=2, judged_by=Judge.RULES),
        a_verdict(Verdict.HOLD, version=2, judged_by=Judge.PERSON),
        a_verdict(Verdict.ALLOW, version=1, judged_by=Judge.PERSON),
    ],
    ids=["by a rule", "not a release", "not newer"],
)
def test_only_a_person_s_newer_release_overturns_a_block(verdict: MessageJudged) -> None:
    mailroom = FakeMailroom(a_message())
    settle_message(mailroom, a_verdict(Verdict.BLOCK))

    settle_message(mailroom, verdict)

    assert mailroom.messages["m1"].state is State.BLOCKED
    assert mailroom.entries == []


@pytest.mark.parametrize("state", [State.RELEASED, State.BLOCKED, State.RETRACTED])
def test_a_second_verdict_changes_nothing(state: State) -> None:
    message = a_message(state=state, verdict_version=1)

    assert settle(message, a_verdict(Verdict.BLOCK, version=2), 4, MONDAY) == (message, None, [])


def test_what_a_person_must_decide_is_not_decided_by_rules() -> None:
    message = a_message(state=State.IN_REVIEW, verdict_version=1)

    assert settle(message, a_verdict(version=2), 1, MONDAY)[0] == message
    assert settle(message, a_verdict(version=2, judged_by=Judge.PERSON), 1, MONDAY)[0].state is State.RELEASED


@pytest.mark.parametrize("change", [{"content_hmac": "forged"}, {"content_version": 2}, {"version": 0}])
def test_a_verdict_for_other_content_or_an_old_one_changes_nothing(change: dict[str, object]) -> None:
    mailroom = FakeMailroom(a_message())

    settle_message(mailroom, a_verdict(**change))

    assert mailroom.messages["m1"].state is State.HELD
    assert mailroom.sent == []


def test_a_verdict_that_this_version_does_not_know_releases_nothing() -> None:
    with pytest.raises(ValueError, match="verdict"):
        settle_message(FakeMailroom(a_message()), a_verdict(Verdict.UNSPECIFIED))


def test_a_verdict_for_an_unknown_message_is_an_error() -> None:
    with pytest.raises(MessageNotFound):
        settle_message(FakeMailroom(), a_verdict())


VERDICTS = st.builds(
    lambda verdict, version, judge, hmac: a_verdict(verdict, version=version, judged_by=judge, content_hmac=hmac),
    st.sampled_from([Verdict.ALLOW, Verdict.HOLD, Verdict.BLOCK]),
    st.integers(1, 4),
    st.sampled_from([Judge.RULES, Judge.PERSON]),
    st.sampled_from(["h1", "forged"]),
)


@given(st.lists(VERDICTS, max_size=8))
def test_whatever_comes_in_whatever_order_a_message_is_shown_at_most_once(verdicts: list[MessageJudged]) -> None:
    mailroom = FakeMailroom(a_message())

    for verdict in verdicts:
        settle_message(mailroom, verdict)

    allowed = [one for one in verdicts if one.verdict is Verdict.ALLOW and one.content_hmac == "h1"]
    assert len(mailroom.entries) <= 1
    assert (mailroom.messages["m1"].state is State.RELEASED) == bool(mailroom.entries)
    assert not mailroom.entries or allowed
