"""The columns in memory say the same as the rules and the score of the domain, for everybody."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.app.mentor_pool import EVERY_RULE, RULES_OF_A_CHAT, MentorQuery
from matching.domain.enrolment import person_id_of
from matching.domain.hard_rules import NO_DEMANDS, Demands, Rule, breaks
from matching.domain.people import Side
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_choosing import a_pool

DEMANDS = (
    NO_DEMANDS,
    Demands(months_needed=6),
    Demands(least_ahead=1),
    Demands(most_ahead=2, same_path=True),
    Demands(least_ahead=2, most_ahead=6),
)


def ids(names: str) -> list[str]:
    return [person_id_of("north", Side.MENTOR, name) for name in names]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([EVERY_RULE, RULES_OF_A_CHAT]), st.sampled_from(DEMANDS))
def test_the_pool_keeps_exactly_the_rules_of_the_domain(seed: int, rules: frozenset[Rule], demands: Demands) -> None:
    mentees, mentors, _ = a_random_cohort(seed, 12, 15)
    mentors = [replace(one, months_left=months) for one, months in zip(mentors, [None, 2, 9] * 5, strict=True)]
    pool = a_pool(mentors)
    by_id = {person_id_of("north", Side.MENTOR, one.id): one for one in mentors}

    for mentee in mentees:
        legal = pool.legal(mentee, demands, rules)
        for person_id, fits in zip(pool.person_ids, legal, strict=True):
            assert fits == (not any(breaks(rule, mentee, by_id[person_id], (), demands) for rule in rules))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_pool_ranks_by_the_documented_score(seed: int) -> None:
    mentees, mentors, _ = a_random_cohort(seed, 6, 15)
    pool, weights = a_pool(mentors), Weights()
    by_id = {person_id_of("north", Side.MENTOR, one.id): one for one in mentors}

    for mentee in mentees:
        ranked = pool.ranked(mentee, weights, pool.legal(mentee))
        scores = [pool.proposal("m", mentee, one, by_id[one], weights).score for one in ranked]
        assert scores == pytest.approx(sorted(scores, reverse=True))


def test_a_search_finds_by_field_language_region_skills_and_interests() -> None:
    pool = a_pool(
        [
            a_mentor(
                id="a", field="law", languages=frozenset({"en", "cy"}), region="coast", skills=frozenset({"writing", "algebra"})
            ),
            a_mentor(id="b", field="media", field2="law", languages=frozenset({"en"}), interests=frozenset({"chess"})),
            a_mentor(id="c", field="media", languages=frozenset({"pl"}), region="coast", skills=frozenset({"writing"})),
        ]
    )

    def found(**query: object) -> set[str]:
        flags = pool.found(MentorQuery(**query))  # type: ignore[arg-type]
        return {one for one, fits in zip(pool.person_ids, flags, strict=True) if fits}

    assert found() == set(ids("abc"))
    assert found(field="law") == set(ids("ab"))
    assert found(language="cy") == set(ids("a"))
    assert found(region="coast") == set(ids("ac"))
    assert found(skills=frozenset({"writing", "algebra"})) == set(ids("a"))
    assert found(interests=frozenset({"chess"})) == set(ids("b"))
    assert found(field="gardening") == found(language="xx") == set()
    fields, languages = pool.facets(pool.found(MentorQuery()))
    assert fields == [("media", 2), ("law", 1)]
    assert languages == [("en", 2), ("cy", 1), ("pl", 1)]


def test_an_empty_pool_answers_everything_with_nobody() -> None:
    pool = a_pool([])

    assert list(pool.ranked(a_mentee(), Weights(), pool.legal(a_mentee()))) == []
    assert pool.facets(pool.found(MentorQuery(field="law"))) == ([], [])


def test_reasons_shown_never_tell_identity_or_background() -> None:
    mentee = a_mentee(want_same_identity=True, identity="a", want_cross_class=True, low_ses=True, interests=frozenset({"chess"}))
    mentor = a_mentor(identity="a", low_ses=False, interests=frozenset({"chess"}))
    pool = a_pool([mentor])

    proposal = pool.proposal("m", mentee, pool.person_ids[0], mentor, Weights())

    assert {"identity", "cross_class", "interest:chess"} <= set(proposal.reasons)
    assert not {"identity", "cross_class"} & set(proposal.reasons_shown)
