"""Between runs: whoever is displaced or has just arrived finds a mentor, and no live pair moves."""

import numpy as np
import pytest

from matching.app.cohort.worth import worth_of
from matching.app.match_roster import match_roster
from matching.app.place_arrival import place_arrival
from matching.app.repair import Repair, repair
from matching.app.standing import Standing, standing_of
from matching.domain.hard_rules import Blocked, broken_rules
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort

People = tuple[list[Mentee], list[Mentor], Blocked]
USUAL = MatchingOptions()


def matched(people: People) -> tuple[Standing, dict[str, str]]:
    """A cohort after its run: what is kept of it, and its pairs."""
    found = match_roster(*people, Weights(), 1)
    return standing_of(*people, Weights(), 1, USUAL, found.prices), {pair.mentee_id: pair.mentor_id for pair in found.pairs}


def after(people: People, live: dict[str, str], repaired: Repair) -> dict[str, str]:
    return live | {mentee: mentor for mentee, mentor, _ in repaired.pairs}


@pytest.mark.parametrize("seed", range(4))
def test_the_mentees_of_mentors_who_left_are_placed_within_the_rules(seed: int) -> None:
    mentees, mentors, blocked = people = a_random_cohort(seed, 80, 70)
    standing, pairs = matched(people)
    gone = {mentors[place].id for place in range(0, 70, 9)}
    live = {mentee: mentor for mentee, mentor in pairs.items() if mentor not in gone}
    waiting = {one.id for one in mentees} - live.keys()

    repaired = repair(standing, live, waiting, away=gone)

    left, right = {one.id: one for one in mentees}, {one.id: one for one in mentors}
    everything = after(people, live, repaired)
    assert {mentee: everything[mentee] for mentee in live} == live
    assert all(not broken_rules(left[mentee], right[mentor], blocked) for mentee, mentor, _ in repaired.pairs)
    assert not gone & {mentor for _, mentor, _ in repaired.pairs}
    for mentor in mentors:
        assert list(everything.values()).count(mentor.id) <= mentor.capacity
    assert set(repaired.unmatched) | {mentee for mentee, _, _ in repaired.pairs} == waiting
    assert repaired.share_of_bound > 0.999


@pytest.mark.parametrize("seed", range(4))
def test_a_repair_never_claims_to_be_nearer_to_a_full_run_than_it_is(seed: int) -> None:
    mentees, mentors, blocked = people = a_random_cohort(seed, 80, 50)
    standing, pairs = matched(people)
    gone = {mentors[place].id for place in (7, 30)}
    live = {mentee: mentor for mentee, mentor in pairs.items() if mentor not in gone}

    repaired = repair(standing, live, {one.id for one in mentees} - live.keys(), away=gone)

    again = match_roster(mentees, [one for one in mentors if one.id not in gone], blocked, Weights(), 1)
    worth = standing_worth(standing, after(people, live, repaired))
    # who is rare changes a little when people leave, so the two runs score the same pair a little differently
    assert repaired.share_of_full_run <= worth / again.objective + 0.01
    assert repaired.share_of_full_run > 0.9


def standing_worth(standing: Standing, pairs: dict[str, str]) -> float:
    now = standing.mentor_of(pairs)
    paired = np.flatnonzero(now >= 0)
    return float(worth_of(standing.cohort, paired, now[paired]).sum())


def test_nothing_to_repair_changes_nothing() -> None:
    people = a_random_cohort(5, 20, 20)
    standing, pairs = matched(people)

    repaired = repair(standing, pairs, waiting=pairs.keys())

    assert (repaired.pairs, repaired.unmatched) == ((), ())


def test_an_unconfirmed_proposal_stays_unless_somebody_is_clearly_better() -> None:
    mentors = [a_mentor(id="proposed", field2="law"), a_mentor(id="a little better", field="law"), a_mentor(id="other")]
    standing, _ = matched(([a_mentee(field="law")], mentors, ()))

    assert repair(standing, {}, {"ada"}, proposed={"ada": "proposed"}).pairs[0][1] == "proposed"
    assert repair(standing, {}, {"ada"}, proposed={"ada": "other"}).pairs[0][1] == "a little better"
    assert repair(standing, {}, {"ada"}).pairs[0][1] == "a little better"


def test_people_whom_the_standing_does_not_know_are_left_out() -> None:
    standing, _ = matched(([a_mentee()], [a_mentor()], ()))

    repaired = repair(standing, {"stranger": "grace"}, {"ada", "nobody"}, away={"nobody either"}, proposed={"ada": "unknown"})

    assert [(mentee, mentor) for mentee, mentor, _ in repaired.pairs] == [("ada", "grace")]


def test_an_arrival_gets_the_best_mentor_who_has_a_place() -> None:
    mentors = [a_mentor(id="lawyer", field="law"), a_mentor(id="half", field2="law"), a_mentor(id="other")]
    standing, _ = matched(([a_mentee()], mentors, ()))
    newcomer = a_mentee(id="new", field="law")
    nobody_yet = standing.free(standing.mentor_of({}), ())

    suggested = place_arrival(standing, newcomer, nobody_yet, most=2)
    after_one = place_arrival(standing, newcomer, standing.free(standing.mentor_of({"ada": "lawyer"}), ()), most=2)
    barred = place_arrival(standing, newcomer, nobody_yet, blocked={("new", "lawyer")}, most=1)

    assert [one.mentor_id for one in suggested] == ["lawyer", "half"]
    assert [one.mentor_id for one in after_one] == ["half", "other"]
    assert [one.mentor_id for one in barred] == ["half"]
    assert suggested[0].score == pytest.approx(0.18 + 0.05 + 0.04)


def test_a_place_that_others_need_more_is_kept_for_them_until_the_season_ends() -> None:
    mentees = [a_mentee(id=f"e{number}", field="law", languages=frozenset({"cy"})) for number in range(3)]
    mentors = [a_mentor(id="rare", field="law", languages=frozenset({"cy", "en"}))]
    standing, _ = matched((mentees, mentors, ()))
    free = standing.free(standing.mentor_of({}), ())
    newcomer = a_mentee(id="new")

    assert place_arrival(standing, newcomer, free) == ()
    assert [one.mentor_id for one in place_arrival(standing, newcomer, free, season_left=0.0)] == ["rare"]


def test_an_arrival_whom_nobody_suits_gets_no_suggestion() -> None:
    standing, _ = matched(([a_mentee()], [a_mentor()], ()))

    assert place_arrival(standing, a_mentee(id="new", slots=frozenset({1})), standing.cohort.capacity) == ()
    assert place_arrival(standing, a_mentee(id="grace"), standing.cohort.capacity) == ()
