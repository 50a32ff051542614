"""The rules no pair may break."""

import pytest

from matching.domain.hard_rules import Demands, Rule, broken_rules
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


@pytest.mark.parametrize(("stage", "rules"), [(2, [Rule.STAGES_AHEAD]), (3, []), (7, []), (0, [Rule.STAGES_AHEAD])])
def test_a_near_peer_is_as_many_stages_ahead_as_the_programme_asks_for(stage: int, rules: list[Rule]) -> None:
    demands = Demands(least_ahead=2, most_ahead=6)

    assert broken_rules(a_mentee(stage=1), a_mentor(stage=stage), demands=demands) == rules


def test_a_mentor_on_the_same_path_works_in_the_mentees_field_first_or_second() -> None:
    asked = Demands(same_path=True)

    assert broken_rules(a_mentee(field="law"), a_mentor(field="law"), demands=asked) == []
    assert broken_rules(a_mentee(field="law"), a_mentor(field="media", field2="law"), demands=asked) == []
    assert broken_rules(a_mentee(field="law"), a_mentor(field="media"), demands=asked) == [Rule.SAME_PATH]
    assert broken_rules(a_mentee(), a_mentor(), demands=asked) == [Rule.SAME_PATH]


def test_without_a_demand_any_stage_and_any_path_will_do() -> None:
    assert broken_rules(a_mentee(stage=7, field="law"), a_mentor(stage=0, field="media")) == []
