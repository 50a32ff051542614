"""Figures of the whole judge: each template has one vote, HateCheck goes by its own reading, F1 counts both mistakes."""

import pytest

from moderation.domain.judgement import Action, Category
from moderation.learning.examples import Example
from moderation.learning.unseen import Figure, Seen, figures_of
from moderation.testing import a_judgement


def seen(source: str, label: str, held_as: Category | None, group: str = "g", kind: str = "", vote: float = 1.0) -> Seen:
    example = Example("words", frozenset({label} if label else ()), source, group, kind)
    judgement = a_judgement(Action.HOLD, held_as) if held_as else a_judgement(Action.ALLOW)
    return Seen(example, judgement, vote)


def figure(of: str, *given: Seen) -> Figure:
    return next(one for one in figures_of(given) if one.of == of)


def test_a_template_with_four_messages_counts_as_much_as_one_with_one() -> None:
    four = [seen("written", "spam_scam", None, vote=0.25) for _ in range(4)]
    one = seen("written", "spam_scam", Category.SPAM_SCAM)

    assert figure("spam_scam", *four, one).share == pytest.approx(0.5)
    assert figure("all that should be held", *four, one).texts == 5


def test_what_is_held_for_another_reason_is_held_and_not_right() -> None:
    given = (seen("written", "self_harm", Category.SPAM_SCAM), seen("written", "self_harm", Category.SELF_HARM))

    assert figure("self_harm", *given).share == 1.0
    assert figure("of these for the right category", *given).share == 0.5


def test_innocent_texts_made_to_look_like_hate_are_counted_apart() -> None:
    given = (seen("written", "", None), seen("written", "", Category.ABUSE_HATE, kind="anyone"))

    assert figure("innocent", *given).share == 0.0
    assert figure("innocent, made to look like hate", *given).share == 1.0


def test_hatecheck_is_right_where_hate_alone_is_held_as_hate() -> None:
    given = (
        seen("hatecheck", "abuse_hate", Category.ABUSE_HATE, "hatecheck-derog_h-1"),
        seen("hatecheck", "abuse_hate", None, "hatecheck-derog_h-2"),
        seen("hatecheck", "", Category.SPAM_SCAM, "hatecheck-negate_nh-1"),
        seen("hatecheck", "", Category.ABUSE_HATE, "hatecheck-negate_nh-2"),
    )

    assert [figure(f"hatecheck, {of}", *given).share for of in ("all", "hateful", "not hateful")] == [0.5, 0.5, 0.5]


def test_f1_counts_what_is_missed_and_what_is_held_wrongly() -> None:
    given = (
        seen("sms_spam", "spam_scam", Category.SPAM_SCAM),
        seen("sms_spam", "spam_scam", None),
        seen("sms_spam", "", Category.SPAM_SCAM),
        seen("sms_spam", "", Category.PII_CONTACT),
    )

    assert figure("sms_spam", *given).share == pytest.approx(0.5)
    assert figure("sms_spam, innocent", *given).share == 0.5


def test_without_a_set_its_figures_are_of_no_texts() -> None:
    assert figure("davidson").texts == 0
    assert figure("hatecheck, all").texts == 0
