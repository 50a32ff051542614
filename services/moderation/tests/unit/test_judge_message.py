"""A posted message gets one verdict, and one that is not allowed by failure."""

import pytest

from causeway.access.v1.access import Role
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from moderation.app.judge_message import UNREADABLE_RULE, judge_message
from moderation.domain.judgement import Action, Category
from moderation.testing import FakeBench, FixedJudge, a_judgement, a_posted


@pytest.mark.parametrize(
    ("action", "verdict"), [(Action.ALLOW, Verdict.ALLOW), (Action.HOLD, Verdict.HOLD), (Action.BLOCK, Verdict.BLOCK)]
)
def test_a_verdict_is_stored_and_told_for_exactly_what_was_judged(action: Action, verdict: Verdict) -> None:
    bench = FakeBench()

    judge_message(bench, FixedJudge(a_judgement(action)), a_posted(content_hmac="h9"))

    assert bench.verdicts["m1"].verdict is verdict
    [judged] = bench.sent
    assert isinstance(judged, MessageJudged)
    assert (judged.verdict, judged.content_hmac, judged.version, judged.judged_by) == (verdict, "h9", 1, Judge.RULES)


def test_only_a_held_message_becomes_a_case() -> None:
    held, allowed = FakeBench(), FakeBench()

    judge_message(held, FixedJudge(a_judgement(Action.HOLD, Category.PII_CONTACT)), a_posted())
    judge_message(allowed, FixedJudge(a_judgement(Action.ALLOW)), a_posted())

    assert held.cases["m1"].categories == ("pii_contact",)
    assert allowed.cases == {}


def test_danger_to_somebody_is_due_within_the_hour() -> None:
    urgent, other = FakeBench(), FakeBench()

    judge_message(urgent, FixedJudge(a_judgement(Action.HOLD, Category.SELF_HARM)), a_posted())
    judge_message(other, FixedJudge(a_judgement(Action.HOLD, Category.OFF_PLATFORM)), a_posted())

    assert urgent.cases["m1"].due_at < other.cases["m1"].due_at


def test_a_text_that_cannot_be_opened_is_held_for_a_person() -> None:
    bench, judge = FakeBench(text=None), FixedJudge(a_judgement(Action.ALLOW))

    judge_message(bench, judge, a_posted())

    assert bench.verdicts["m1"].verdict is Verdict.HOLD
    assert bench.verdicts["m1"].rules == (UNREADABLE_RULE,)
    assert judge.asked == []


def test_a_message_is_judged_once() -> None:
    bench, judge = FakeBench(), FixedJudge(a_judgement(Action.ALLOW))

    judge_message(bench, judge, a_posted())
    judge_message(bench, judge, a_posted())

    assert len(bench.sent) == len(judge.asked) == 1


def test_an_edit_is_judged_anew() -> None:
    bench, judge = FakeBench(), FixedJudge(a_judgement(Action.ALLOW))

    judge_message(bench, judge, a_posted())
    judge_message(bench, judge, a_posted(content_version=2, content_hmac="h2"))

    assert [one.content_version for one in bench.sent if isinstance(one, MessageJudged)] == [1, 2]


@pytest.mark.parametrize(
    ("minor", "role", "age"), [(True, Role.MENTEE, 17), (True, Role.MENTOR, None), (False, Role.MENTEE, None)]
)
def test_the_judge_knows_when_the_author_is_under_eighteen(minor: bool, role: Role, age: int | None) -> None:
    judge = FixedJudge(a_judgement(Action.ALLOW))

    judge_message(FakeBench(), judge, a_posted(minor=minor, author_role=role))

    assert judge.asked == [("hello", age)]


def test_a_verdict_never_repeats_the_text() -> None:
    bench = FakeBench(text="a very secret sentence")

    judge_message(bench, FixedJudge(a_judgement(Action.HOLD, Category.PII_CONTACT)), a_posted())

    assert b"secret" not in bench.sent[0].to_json()
    assert "secret" not in repr(bench.cases) + repr(bench.verdicts)
