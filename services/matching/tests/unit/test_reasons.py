"""Every reason is true and can be recomputed from the two profiles."""

from matching.app.match_roster import match_roster
from matching.domain.people import Mentee, Mentor
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort


def is_true(reason: str, mentee: Mentee, mentor: Mentor) -> bool:
    kind, _, item = reason.partition(":")
    shared = {
        "interest": mentee.interests & mentor.interests,
        "skill": mentee.skills & mentor.skills,
        "text": topic_words(mentee) & topic_words(mentor),
        "language": mentee.languages & mentor.languages,
        "slot": {str(slot) for slot in mentee.slots & mentor.slots},
    }
    whole = {
        "goal": mentee.field != "" and mentee.field in (mentor.field, mentor.field2),
        "near_peer": mentee.near_peer and mentor.stage - mentee.stage in (1, 2),
        "identity": mentee.want_same_identity and mentee.identity == mentor.identity != "",
        "cross_class": mentee.want_cross_class and {mentee.low_ses, mentor.low_ses} == {True, False},
    }
    return item in shared[kind] if item else whole[kind]


def test_every_reason_of_a_run_is_true() -> None:
    mentees, mentors, blocked = a_random_cohort(3, 120, 80)
    left, right = {one.id: one for one in mentees}, {one.id: one for one in mentors}

    pairs = match_roster(mentees, mentors, blocked, Weights(), seed=1).pairs

    assert len(pairs) > 60
    for pair in pairs:
        assert any(reason.startswith("language:") for reason in pair.reasons)
        assert any(reason.startswith("slot:") for reason in pair.reasons)
        for reason in pair.reasons:
            assert is_true(reason, left[pair.mentee_id], right[pair.mentor_id]), reason
    assert {reason.partition(":")[0] for pair in pairs for reason in pair.reasons} >= {"identity", "cross_class", "goal"}


def test_the_pair_never_sees_reasons_of_identity_or_background() -> None:
    mentee = a_mentee(want_same_identity=True, identity="b", want_cross_class=True, low_ses=True, field="law")
    mentor = a_mentor(identity="b", low_ses=False, field="law")

    (pair,) = match_roster([mentee], [mentor], (), Weights(), seed=1).pairs

    assert pair.reasons == ("goal", "identity", "cross_class", "language:en", "slot:11")
    assert pair.reasons_shown == ("goal", "language:en", "slot:11")


def test_shared_interests_are_named_rarest_first() -> None:
    mentee = a_mentee(interests=frozenset({"chess", "choir"}))
    mentor = a_mentor(interests=frozenset({"chess", "choir"}), capacity=1)
    others = [a_mentor(id=f"other {number}", interests=frozenset({"chess"})) for number in range(3)]

    (pair,) = match_roster([mentee], [mentor, *others], (), Weights(), seed=1).pairs

    assert pair.reasons[:2] == ("interest:choir", "interest:chess")


def test_a_part_that_counts_nothing_is_no_reason() -> None:
    mentee, mentor = a_mentee(field="law"), a_mentor(field="law")

    (pair,) = match_roster([mentee], [mentor], (), Weights(goal=0), seed=1).pairs

    assert "goal" not in pair.reasons
