"""How far a repair says it is from a full run: never nearer than it is, whoever came and went since the last one."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from matching.app.displaced import Displaced, KnownPerson
from matching.app.kept_people import keep_people, repair_people
from matching.app.match_profiles import match_profiles
from matching.app.matched import FreePeople, Matched, Order
from matching.app.profile_json import profile_json
from matching.app.since_run import LastRun, LivePair, since_run
from matching.domain.enrolment import Profile
from matching.domain.hard_rules import broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.score import WORTH_OF_A_PAIR
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_register import MONDAY

ORDER = Order(1)
LATER = MONDAY + timedelta(days=7)


class Programme:
    """People who were matched by a run, and what became of them."""

    def __init__(self, mentees: list[Mentee], mentors: list[Mentor], *, matched: bool = True) -> None:
        self.mentees = {f"E{one.id}": one for one in mentees}
        self.mentors = {f"R{one.id}": one for one in mentors}
        self.live: list[LivePair] = []
        self.last = LastRun()
        if matched:
            run = self.full_run()
            assert run.figures.surplus is not None
            self.live = [LivePair(one.mentee_id, one.mentor_id, one.score, MONDAY) for one in run.proposals]
            self.last = LastRun(MONDAY, run.prices, run.figures.surplus, frozenset(self.mentees))

    def full_run(self) -> Matched:
        left = [(id, profile_json(Profile(one))) for id, one in self.mentees.items()]
        right = [(id, profile_json(Profile(one)), 0) for id, one in self.mentors.items()]
        return match_profiles(FreePeople(left, right, []), ORDER)

    def leave(self, *mentor_ids: str) -> None:
        self.mentors = {id: one for id, one in self.mentors.items() if id not in mentor_ids}
        self.live = [one for one in self.live if one.mentor_id not in mentor_ids]

    def repair(self) -> Matched:
        kept: dict[str, Any] = {}
        people = (*self.mentees.items(), *self.mentors.items())
        keep_people(kept, "north", [KnownPerson(id, profile_json(Profile(one))) for id, one in people])
        waiting = self.mentees.keys() - {one.mentee_id for one in self.live}
        taken = Counter(one.mentor_id for one in self.live)
        since = since_run(self.last, self.live, waiting)
        displaced = Displaced(dict.fromkeys(waiting, 0), [], taken, frozenset(), since)
        repaired = repair_people(kept, "north", displaced, ORDER, LATER)
        assert repaired is not None
        return repaired

    def share_said_and_true(self) -> tuple[float, float]:
        """The full run knows who is rare today, the pairs were scored with the rarity of their own run: about 1 % apart."""
        repaired, full = self.repair(), self.full_run()
        worth = sum(WORTH_OF_A_PAIR + one.score for one in (*self.live, *repaired.proposals))
        said = repaired.figures.share_of_full_run
        assert said is not None
        return said, worth / (full.figures.total_score + WORTH_OF_A_PAIR * full.figures.pairs)


def a_programme_of(seed: int, mentees: int, mentors: int) -> Programme:
    left, right, _ = a_random_cohort(seed, mentees, mentors)
    return Programme(left, right)


@pytest.mark.parametrize("seed", range(4))
def test_after_mentors_left_the_share_is_high_and_never_above_the_true_one(seed: int) -> None:
    programme = a_programme_of(seed, 80, 50)
    programme.leave(*list(programme.mentors)[7:31:12])

    said, true = programme.share_said_and_true()

    assert 0.9 < said <= true + 0.01


@pytest.mark.parametrize("seed", range(4))
def test_with_new_people_on_both_sides_the_share_is_never_above_the_true_one(seed: int) -> None:
    programme = a_programme_of(seed, 60, 45)
    left, right, _ = a_random_cohort(seed + 50, 12, 6)
    programme.mentees |= {f"En{one.id}": Mentee(**{**_given(one), "id": f"n{one.id}"}) for one in left}
    programme.mentors |= {f"Rn{one.id}": Mentor(**{**_given(one), "id": f"n{one.id}"}) for one in right}

    said, true = programme.share_said_and_true()

    assert 0.6 < said <= true + 0.01


def _given(person: Mentee | Mentor) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__dataclass_fields__}


def test_a_mentee_who_came_and_got_a_pair_since_the_run_counts_on_both_sides() -> None:
    programme = Programme([a_mentee()], [a_mentor(capacity=2)])
    programme.mentees["Enew"] = a_mentee(id="new")
    programme.live.append(LivePair("Enew", "Rgrace", programme.live[0].score, LATER))

    said, true = programme.share_said_and_true()

    assert (said, true) == (pytest.approx(1, abs=0.01), pytest.approx(1, abs=0.01))


def test_a_place_given_to_the_wrong_one_shows() -> None:
    law = {"field": "law"}
    programme = Programme([a_mentee(id="a", **law)], [a_mentor(id="x", **law)])
    programme.mentees["Eb"] = a_mentee(id="b")
    programme.mentors["Ry"] = a_mentor(id="y")
    programme.live = [LivePair("Ea", "Ry", 0.05, LATER)]

    said, true = programme.share_said_and_true()

    assert said <= true + 0.01
    assert true < 0.95


def test_where_nobody_was_ever_matched_a_repair_is_the_full_run() -> None:
    left, right, _ = a_random_cohort(3, 40, 30)

    said, true = Programme(left, right, matched=False).share_said_and_true()

    assert (said, true) == (pytest.approx(1, abs=0.002), pytest.approx(1, abs=0.002))


def test_pairs_that_the_run_left_alone_count_on_neither_side() -> None:
    last = LastRun(MONDAY, {"Rx": 0.0}, 0.4, frozenset({"Ea"}))
    old = LivePair("Eold", "Rx", 0.3, MONDAY - timedelta(days=90))

    since = since_run(last, [old, LivePair("Ea", "Rx", 0.2, LATER)], ["Eb"])

    assert since.live == {"Rx": (1, WORTH_OF_A_PAIR + 0.2)}
    assert (since.new_and_paired, since.new_and_waiting) == (frozenset(), frozenset({"Eb"}))


def test_an_empty_programme_has_nothing_to_lose() -> None:
    assert Programme([], [], matched=False).repair().figures.share_of_full_run == 1.0


@pytest.mark.parametrize("seed", range(2))
def test_the_mentees_of_mentors_who_left_are_placed_within_the_rules(seed: int) -> None:
    programme = a_programme_of(seed, 80, 70)
    programme.leave(*list(programme.mentors)[::9])

    repaired = programme.repair()

    pairs = Counter(one.mentor_id for one in (*programme.live, *repaired.proposals))
    assert all(pairs[id] <= one.capacity for id, one in programme.mentors.items())
    assert {one.mentee_id for one in repaired.proposals}.isdisjoint(one.mentee_id for one in programme.live)
    for one in repaired.proposals:
        assert not broken_rules(programme.mentees[one.mentee_id], programme.mentors[one.mentor_id], ())
