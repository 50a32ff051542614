"""The rules no pair may break."""

import pytest

from matching.domain.hard_rules import Rule, broken_rules
from matching.domain.people import Gender, Mentee, Mentor
from matching.testing import a_mentee, a_mentor


def test_two_people_with_a_language_and_a_time_in_common_may_be_joined() -> None:
    assert broken_rules(a_mentee(), a_mentor()) == []


@pytest.mark.parametrize(
    ("mentee", "mentor", "rule"),
    [
        (a_mentee(id="sam"), a_mentor(id="sam"), Rule.SAME_PERSON),
        (a_mentee(organisation="mill"), a_mentor(organisation="mill"), Rule.ORGANISATION),
        (a_mentee(languages=frozenset({"cy"})), a_mentor(), Rule.LANGUAGE),
        (a_mentee(slots=frozenset({55})), a_mentor(), Rule.SLOT),
        (a_mentee(age=17), a_mentor(), Rule.MINORS),
        (a_mentee(age=17), a_mentor(age=20, checked=True), Rule.MINORS),
        (a_mentee(age=17), a_mentor(checked=True, no_minors=True), Rule.MINORS),
        (a_mentee(gender_must=Gender.FEMALE), a_mentor(gender=Gender.MALE), Rule.GENDER),
        (a_mentee(gender_must=Gender.FEMALE), a_mentor(gender=None), Rule.GENDER),
        (a_mentee(), a_mentor(capacity=0), Rule.CAPACITY),
    ],
)
def test_each_rule_is_named_when_it_is_broken(mentee: Mentee, mentor: Mentor, rule: Rule) -> None:
    assert broken_rules(mentee, mentor) == [rule]


def test_a_blocked_pair_is_never_joined() -> None:
    assert broken_rules(a_mentee(), a_mentor(), {("ada", "grace")}) == [Rule.BLOCKED]


def test_a_mentee_under_eighteen_may_have_a_checked_mentor_of_twenty_one() -> None:
    assert broken_rules(a_mentee(age=17), a_mentor(age=21, checked=True)) == []


def test_two_people_without_an_organisation_are_not_of_the_same_one() -> None:
    assert broken_rules(a_mentee(organisation=""), a_mentor(organisation="")) == []
