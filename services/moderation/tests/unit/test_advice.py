"""Advice before sending speaks of contact details, invitations elsewhere and advertising, and gives nothing else away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.app.advise import advise
from moderation.app.judge_text import TextJudge
from moderation.app.preview_policy import preview_policy
from moderation.domain.advice import ADVISED, advice
from moderation.domain.category import Action, Category
from moderation.domain.judgement import Finding, conclude
from moderation.domain.policy import STANDARD, AgeGroup, Policy
from moderation.domain.ruling import Choice

PHONE = "My number is 07700 900456, ring me."
ADULTS = Policy("north", adults_only=True, choices={(AgeGroup.ADULT, Category.PII_CONTACT): Choice.ALLOW})
WARNING = Policy("north", adults_only=True, choices={(AgeGroup.ADULT, Category.PII_CONTACT): Choice.WARN})


def test_a_number_is_pointed_at_before_it_is_sent(judge: TextJudge) -> None:
    [told] = advise(judge, STANDARD, "north", PHONE)

    assert told.category is Category.PII_CONTACT
    assert told.sentence.startswith("It looks like a telephone number. Here you can write about everything else;")
    assert [PHONE[start:end] for start, end in told.places] == ["07700 900456"]


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself.",
        "A man asked me for nudes.",
        "I will kill you if you tell.",
        "You are a stupid idiot and nobody likes you.",
        "See you on Tuesday, and bring the essay!",
    ],
)
def test_nobody_is_advised_about_harm_threats_or_hate(judge: TextJudge, text: str) -> None:
    assert advise(judge, STANDARD, "north", text) == ()


def test_advice_is_the_same_whatever_else_the_draft_holds(judge: TextJudge) -> None:
    [alone] = advise(judge, STANDARD, "north", PHONE)
    [beside] = advise(judge, STANDARD, "north", f"{PHONE} I want to kill myself.")

    assert beside == alone


def test_advice_follows_the_policy(judge: TextJudge) -> None:
    assert advise(judge, ADULTS, "north", PHONE) == ()
    assert [one.category for one in advise(judge, WARNING, "north", PHONE)] == [Category.PII_CONTACT]


others = st.lists(
    st.builds(
        lambda category, start, score: Finding(f"{category}.rule", category, score, start, start + 3),
        st.none() | st.sampled_from([one for one in Category if one not in ADVISED]),
        st.integers(0, 400),
        st.floats(0, 1),
    ),
    max_size=80,
)


@given(others, st.lists(st.integers(0, 400), max_size=10))
def test_what_else_was_found_never_shows_in_advice(other: list[Finding], places: list[int]) -> None:
    own = [Finding("pii_contact.phone", Category.PII_CONTACT, 0.9, start, start + 5) for start in places]
    ruling = STANDARD.ruling(None)

    assert advice(conclude(own + other, rules_version="r", ruling=ruling), ruling) == advice(
        conclude(own, rules_version="r", ruling=ruling), ruling
    )


def test_a_preview_shows_what_becomes_of_a_text_by_everybody_who_may_write_it(judge: TextJudge) -> None:
    outcomes = preview_policy(judge, WARNING, "north", PHONE)

    assert [(one.group, one.by_minor, one.judgement.action) for one in outcomes] == [
        (AgeGroup.UNDER_18, True, Action.BLOCK),
        (AgeGroup.UNDER_18, False, Action.HOLD),
        (AgeGroup.ADULT, False, Action.ALLOW),
    ]
    assert {one.advised for one in outcomes} == {(Category.PII_CONTACT,)}
