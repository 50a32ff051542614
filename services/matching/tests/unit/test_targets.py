"""What a programme asks of a whole assignment: reached at a price that is told, or said to be out of reach and why."""

from collections import Counter

import pytest

from matching.app.match_roster import match_roster
from matching.domain.assignment import Assignment
from matching.domain.hard_rules import broken_rules
from matching.domain.options import MatchingOptions, OptionsRefused
from matching.domain.people import Mentee, Mentor
from matching.domain.targets import Grouping, Targets, TargetsRefused
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort


def run(mentees: list[Mentee], mentors: list[Mentor], targets: Targets) -> Assignment:
    return match_roster(mentees, mentors, (), Weights(), 1, MatchingOptions(targets=targets))


def two_regions() -> tuple[list[Mentee], list[Mentor]]:
    """Places for half of them; people of the north have more in common with the mentors."""
    north = [a_mentee(id=f"n{number}", region="North", field="law") for number in range(100)]
    south = [a_mentee(id=f"s{number}", region="South") for number in range(100)]
    return [*north, *south], [a_mentor(id=f"r{number}", field="law", capacity=5) for number in range(20)]


def placed(mentees: list[Mentee], found: Assignment) -> Counter[str]:
    region = {one.id: one.region for one in mentees}
    return Counter(region[pair.mentee_id] for pair in found.pairs)


def test_without_a_target_the_better_off_group_takes_the_places() -> None:
    mentees, mentors = two_regions()

    assert placed(mentees, match_roster(mentees, mentors, (), Weights(), 1)) == {"North": 100}


def test_equal_placement_gives_each_group_the_same_chance_and_says_what_it_costs() -> None:
    mentees, mentors = two_regions()

    found = run(mentees, mentors, Targets(equal_placement=Grouping.REGION, max_loss=0.2))

    assert sorted(placed(mentees, found).values()) in ([50, 50], [49, 51])
    (outcome,) = found.targets
    assert (outcome.name, outcome.met) == ("equal_placement", True)
    assert outcome.reached <= 0.02
    assert outcome.cost == pytest.approx(
        1 - found.objective / match_roster(mentees, mentors, (), Weights(), 1).objective, abs=1e-6
    )


def test_a_target_that_costs_more_than_allowed_is_followed_as_far_as_allowed() -> None:
    mentees, mentors = two_regions()

    found = run(mentees, mentors, Targets(equal_placement=Grouping.REGION, max_loss=0.01))

    (outcome,) = found.targets
    assert not outcome.met
    assert outcome.cost <= 0.01
    assert "max_loss" in outcome.says


def test_an_unreachable_placement_names_the_rule_in_the_way() -> None:
    mentees, mentors = two_regions()
    alone = [a_mentee(id=f"w{number}", region="Wales", languages=frozenset({"cy"})) for number in range(50)]

    found = run([*mentees, *alone], mentors, Targets(equal_placement=Grouping.REGION, max_loss=0.5))

    (outcome,) = found.targets
    assert not outcome.met
    assert "Wales" in outcome.says
    assert "language" in outcome.says


@pytest.mark.parametrize("seed", range(3))
def test_backgrounds_are_mixed_as_asked(seed: int) -> None:
    mentees, mentors, blocked = a_random_cohort(seed, 150, 120)
    options = MatchingOptions(targets=Targets(cross_background=0.7, max_loss=0.5))
    low, theirs_low = {one.id: one.low_ses for one in mentees}, {one.id: one.low_ses for one in mentors}

    plain = match_roster(mentees, mentors, blocked, Weights(crossclass=0.0), 1)
    found = match_roster(mentees, mentors, blocked, Weights(crossclass=0.0), 1, options)

    def share(one: Assignment) -> float:
        theirs = [theirs_low[pair.mentor_id] for pair in one.pairs if low[pair.mentee_id]]
        return sum(other is False for other in theirs) / len(theirs)

    assert share(plain) < 0.7 <= share(found)
    assert found.targets[0].reached == pytest.approx(share(found))
    assert found.targets[0].met
    left, right = {one.id: one for one in mentees}, {one.id: one for one in mentors}
    assert not any(broken_rules(left[pair.mentee_id], right[pair.mentor_id], blocked) for pair in found.pairs)


def test_mixing_without_mentors_of_the_other_background_says_so() -> None:
    found = run([a_mentee(low_ses=True)], [a_mentor(low_ses=True)], Targets(cross_background=0.9))

    (outcome,) = found.targets
    assert (outcome.met, outcome.reached) == (False, 0.0)
    assert "recruit" in outcome.says


def test_an_empty_cohort_meets_every_target() -> None:
    found = run([], [], Targets(equal_placement=Grouping.BACKGROUND, cross_background=0.9))

    assert [one.met for one in found.targets] == [True, True]


def test_who_has_waited_longest_goes_first_when_asked_for() -> None:
    mentees = [a_mentee(id="keen", field="law"), a_mentee(id="patient", waiting_days=300)]
    mentors = [a_mentor(field="law")]

    usual = match_roster(mentees, mentors, (), Weights(), 1)
    patient = match_roster(mentees, mentors, (), Weights(), 1, MatchingOptions(waiting_priority=0.5))

    assert [pair.mentee_id for pair in usual.pairs] == ["keen"]
    assert [pair.mentee_id for pair in patient.pairs] == ["patient"]
    assert patient.pairs[0].score == pytest.approx(0.09)


def test_a_former_mentor_is_kept_when_asked_for() -> None:
    mentees = [a_mentee(field="law", former_mentor_id="old")]
    mentors = [a_mentor(id="old"), a_mentor(id="lawyer", field="law")]

    usual = match_roster(mentees, mentors, (), Weights(), 1)
    kept = match_roster(mentees, mentors, (), Weights(), 1, MatchingOptions(continuity=0.3))

    assert [pair.mentor_id for pair in usual.pairs] == ["lawyer"]
    assert [pair.mentor_id for pair in kept.pairs] == ["old"]


def test_a_mentor_who_was_a_mentee_is_preferred_when_asked_for_and_the_score_stays_the_same() -> None:
    mentees = [a_mentee(field="law")]
    mentors = [a_mentor(id="once", was_mentee=True), a_mentor(id="lawyer", field="law")]

    usual = match_roster(mentees, mentors, (), Weights(), 1)
    preferred = match_roster(mentees, mentors, (), Weights(), 1, MatchingOptions(was_mentee=0.3))
    good_enough = match_roster(mentees, mentors, (), Weights(), 1, MatchingOptions(was_mentee=0.3, minimum_score=0.2))

    assert [pair.mentor_id for pair in usual.pairs] == [pair.mentor_id for pair in good_enough.pairs] == ["lawyer"]
    [pair] = preferred.pairs
    assert (pair.mentor_id, pair.score) == ("once", pytest.approx(0.09))
    assert preferred.objective == pytest.approx(0.5 + pair.score + 0.3, abs=1e-4)


@pytest.mark.parametrize("given", [{"within": 0.0}, {"max_loss": float("nan")}, {"cross_background": 1.5}, {"max_loss": True}])
def test_a_target_that_is_no_share_is_refused(given: dict[str, float]) -> None:
    with pytest.raises(TargetsRefused, match="give a share from"):
        Targets(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"continuity": 2},
        {"was_mentee": 0.6},
        {"minimum_score": float("nan")},
        {"months_needed": -1},
        {"min_stages_ahead": 8},
        {"max_stages_ahead": -1},
        {"min_stages_ahead": 3, "max_stages_ahead": 2},
    ],
)
def test_an_option_out_of_range_is_refused(given: dict[str, float]) -> None:
    with pytest.raises(OptionsRefused, match=r"give a (whole )?number|cannot be at least 3 and at most 2"):
        MatchingOptions(**given)  # type: ignore[arg-type]


def test_simpler_ways_are_set_beside_every_run() -> None:
    mentees, mentors, blocked = a_random_cohort(9, 100, 60)

    found = match_roster(mentees, mentors, blocked, Weights(), 1, MatchingOptions(site_pools=True))

    assert [one.name for one in found.baselines] == ["random", "first_come", "site_pools"]
    assert all(one.pairs + one.unmatched == 100 for one in found.baselines)
    at_random, first_come, _ = (one.share_of_bound for one in found.baselines)
    assert at_random < first_come <= found.share_of_bound
