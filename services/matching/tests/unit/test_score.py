"""The documented score, part by part."""

import math
from dataclasses import replace

import pytest

from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.score import Parts, parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor


def parts(mentee: Mentee, mentor: Mentor) -> Parts:
    return parts_of(mentee, mentor, rarity_among([mentee, mentor]))


def test_interests_are_a_cosine_weighted_by_rarity() -> None:
    mentee = a_mentee(interests=frozenset({"chess", "choir"}))
    mentor = a_mentor(interests=frozenset({"chess"}))
    shared, alone = math.log(1 + 2 / 3), math.log(1 + 2 / 2)

    assert parts(mentee, mentor).interests == pytest.approx(shared**2 / (math.hypot(shared, alone) * shared))


def test_ticking_every_interest_does_not_win() -> None:
    mentee = a_mentee(interests=frozenset({"chess", "choir"}))
    honest = a_mentor(id="honest", interests=frozenset({"chess", "choir"}))
    greedy = a_mentor(id="greedy", interests=frozenset({"chess", "choir"} | {f"i{number}" for number in range(400)}))
    rarity = rarity_among([mentee, honest, greedy])

    assert parts_of(mentee, greedy, rarity).interests < parts_of(mentee, honest, rarity).interests / 3


def test_skills_are_the_share_of_the_wanted_ones() -> None:
    mentee = a_mentee(skills=frozenset({"python", "algebra", "speaking"}))

    assert parts(mentee, a_mentor(skills=frozenset({"python", "singing"}))).skills == pytest.approx(1 / 3)


@pytest.mark.parametrize(("field", "field2", "part"), [("law", "", 1.0), ("media", "law", 0.8), ("media", "", 0.0)])
def test_the_goal_counts_the_mentors_first_field_most(field: str, field2: str, part: float) -> None:
    assert parts(a_mentee(field="law"), a_mentor(field=field, field2=field2)).goal == part


def test_two_people_without_a_field_have_no_goal_in_common() -> None:
    assert parts(a_mentee(field=""), a_mentor(field="")).goal == 0


def test_sentences_are_alike_by_topic_not_by_small_words() -> None:
    mentee = a_mentee(goals="I would like to get better at public speaking!")

    assert parts(mentee, a_mentor(goals="Public speaking, that is what I can help with.")).text == pytest.approx(1)
    assert parts(mentee, a_mentor(goals="I would like to get better at baking.")).text == 0


def test_identity_counts_only_when_the_mentee_wants_it() -> None:
    mentor = a_mentor(identity="b")

    assert parts(a_mentee(identity="a"), mentor).identity == 0.5
    assert parts(a_mentee(identity="a", want_same_identity=True), mentor).identity == 0
    assert parts(a_mentee(identity="b", want_same_identity=True), mentor).identity == 1


@pytest.mark.parametrize(("ahead", "part"), [(-1, 0), (0, 0.4), (1, 1), (2, 1), (3, 0.4), (4, 0)])
def test_a_near_peer_is_one_or_two_stages_ahead(ahead: int, part: float) -> None:
    assert parts(a_mentee(stage=2, near_peer=True), a_mentor(stage=2 + ahead)).nearpeer == part


def test_backgrounds_cross_only_when_wanted_and_given_by_both() -> None:
    mentee = a_mentee(low_ses=True, want_cross_class=True)

    assert parts(mentee, a_mentor(low_ses=False)).crossclass == 1
    assert parts(mentee, a_mentor(low_ses=True)).crossclass == 0
    assert parts(mentee, a_mentor(low_ses=None)).crossclass == 0
    assert parts(replace(mentee, want_cross_class=False), a_mentor(low_ses=False)).crossclass == 0


def test_the_score_is_the_weighted_sum_of_the_parts() -> None:
    every = Parts(interests=1, skills=0.5, goal=0.8, text=0, identity=0.5, nearpeer=0.4, crossclass=1)

    assert score_of(every, Weights()) == pytest.approx(0.25 + 0.125 + 0.144 + 0.05 + 0.032 + 0.07)
