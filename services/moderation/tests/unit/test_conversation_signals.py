"""What shows only over several messages: details in bits, a slide towards secrecy, pressure that goes on, a past that expires."""

from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.access.v1.access import Role
from moderation.app.judge_message import judge_message
from moderation.app.judge_text import TextJudge
from moderation.domain.conversation import (
    KEPT_FOR,
    KEPT_TURNS,
    LABEL_FOR,
    SLIDE_RULE,
    SPLIT_RULE,
    UNANSWERED_RULE,
    Background,
    Label,
    Turn,
    labelled,
    remembered,
    seen_over_time,
)
from moderation.domain.judgement import Action, Category, Finding
from moderation.testing import MONDAY, FakeBench, FixedJudge, a_judgement, a_posted

GROOMING = Category.SEXUAL_GROOMING


def a_turn(**changes: object) -> Turn:
    given = Turn("m0", "maya", 1, MONDAY - timedelta(hours=1), False, frozenset())
    return replace(given, **changes)  # type: ignore[arg-type]


def a_background(*history: Turn, mentor: bool = False, labels: tuple[Label, ...] = (), seq: int = 9) -> Background:
    return Background("maya", seq, MONDAY, mentor, True, history, labels)


def a_sign(category: Category = GROOMING) -> Finding:
    return Finding(f"{category.value}.weak", category, 0.35, 0, 4)


def _rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def test_a_number_in_bits_is_held_when_the_last_bit_comes(judge: TextJudge) -> None:
    history = [a_turn(message_id="a", text="07700 then"), a_turn(message_id="b", seq=3, text="900")]

    judgement = judge.judge("and 418", background=a_background(*history))

    assert judgement.action is Action.HOLD
    assert SPLIT_RULE in judgement.rules
    assert judge.judge("and 418").action is Action.ALLOW


def test_bits_of_two_authors_or_of_last_week_are_not_put_together(judge: TextJudge) -> None:
    theirs = a_turn(author_id="omar", text="07700 900")
    old = a_turn(text="07700 900", at=MONDAY - timedelta(days=5))

    assert judge.judge("418 is my score", background=a_background(theirs, old)).action is Action.ALLOW


def test_numbers_of_a_sum_in_several_messages_pass(judge: TextJudge) -> None:
    history = [a_turn(text="is it 12 x 7 = 84"), a_turn(message_id="b", text="then 84 - 9 = 75")]

    assert judge.judge("so 75 / 5 = 15?", background=a_background(*history)).action is Action.ALLOW


def test_an_adult_who_flattered_and_now_asks_for_more_is_held() -> None:
    leaning = [a_turn(message_id=f"m{n}", seq=n, noticed=frozenset({GROOMING}), mentor=True) for n in (1, 4)]

    assert SLIDE_RULE in _rules(seen_over_time("hi", [a_sign()], a_background(*leaning, mentor=True), lambda text: 0.0))
    assert seen_over_time("hi", [a_sign()], a_background(*leaning, mentor=False), lambda text: 0.0) == []


def test_writing_on_and_on_without_an_answer_counts() -> None:
    own = [a_turn(message_id=f"m{n}", seq=n, mentor=True) for n in (6, 7, 8)]

    assert UNANSWERED_RULE in _rules(seen_over_time("hi", [a_sign()], a_background(*own, mentor=True), lambda text: 0.0))
    assert UNANSWERED_RULE not in _rules(
        seen_over_time("hi", [a_sign()], a_background(*own, mentor=True, seq=10), lambda text: 0.0)
    )


def test_the_same_thing_asked_four_times_in_a_week_is_pressure() -> None:
    asked = [a_turn(message_id=f"m{n}", noticed=frozenset({Category.OFF_PLATFORM})) for n in range(3)]
    sign = a_sign(Category.OFF_PLATFORM)

    assert _rules(seen_over_time("hi", [sign], a_background(*asked), lambda text: 0.0)) == {"off_platform.pressure"}
    assert seen_over_time("hi", [], a_background(*asked), lambda text: 0.0) == []


def test_a_past_counts_until_it_expires() -> None:
    def labels(until: timedelta) -> tuple[Label, ...]:
        return (Label(Category.SPAM_SCAM, MONDAY + until),) * 2

    sign = a_sign(Category.SPAM_SCAM)
    known = seen_over_time("hi", [sign], a_background(labels=labels(timedelta(days=1))), lambda text: 0.0)

    assert _rules(known) == {"spam_scam.history"}
    assert seen_over_time("hi", [sign], a_background(labels=labels(-timedelta(days=1))), lambda text: 0.0) == []


def test_who_tells_of_self_harm_gets_no_label_and_no_pressure() -> None:
    told = [a_turn(message_id=f"m{n}", noticed=frozenset({Category.SELF_HARM})) for n in range(5)]

    assert seen_over_time("hi", [a_sign(Category.SELF_HARM)], a_background(*told), lambda text: 0.0) == []
    assert labelled((), a_judgement(Action.HOLD, Category.SELF_HARM), True, MONDAY) is None


def test_memory_is_short() -> None:
    history: tuple[Turn, ...] = ()
    for number in range(KEPT_TURNS + 5):
        history = remembered(history, a_turn(message_id=f"m{number}", at=MONDAY))

    assert len(history) == KEPT_TURNS
    assert remembered(history, a_turn(message_id="new", at=MONDAY + KEPT_FOR + timedelta(seconds=1))) == (
        a_turn(message_id="new", at=MONDAY + KEPT_FOR + timedelta(seconds=1)),
    )


def test_an_edit_takes_the_place_of_what_it_changes() -> None:
    first = remembered((), a_turn(text="07700"))

    assert [turn.text for turn in remembered(first, a_turn(text="08800"))] == ["08800"]


def test_an_ordinary_message_leaves_no_trace() -> None:
    bench = FakeBench(text="see you next week")

    judge_message(bench, FixedJudge(a_judgement(Action.ALLOW)), a_posted())

    assert bench.turns == {}
    assert bench.labels == {}


def test_a_held_message_is_remembered_by_its_kind_and_its_author_labelled_for_a_while() -> None:
    bench = FakeBench(text="a long message about nothing at all")

    judge_message(bench, FixedJudge(a_judgement(Action.HOLD, Category.SPAM_SCAM)), a_posted(author_role=Role.MENTOR))

    [turn] = bench.turns["c1"]
    assert (turn.noticed, turn.text, turn.mentor) == (frozenset({Category.SPAM_SCAM}), "", True)
    assert bench.labels["maya"] == (Label(Category.SPAM_SCAM, MONDAY + LABEL_FOR),)


@pytest.mark.parametrize("minor", [True, False])
def test_the_judge_hears_of_the_conversation(minor: bool) -> None:
    bench, judge = FakeBench(text="0770 then"), FixedJudge(a_judgement(Action.ALLOW))

    judge_message(bench, judge, a_posted(minor=minor))
    judge_message(bench, judge, a_posted(message_id="m2", seq=2, minor=minor))

    assert [turn.text for turn in judge.backgrounds[1].history] == ["0770 then"]
    assert judge.backgrounds[1].with_minor is minor
