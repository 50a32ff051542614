"""A run is asked for once a key, worked on by one process at a time, and started once."""

from datetime import timedelta

import pytest

from matching.app import ask_for_run as runs
from matching.app.ask_for_run import Asked
from matching.app.match_profiles import match_profiles
from matching.app.matched import FreePeople, Order
from matching.app.profile_json import profile_json
from matching.domain.enrolment import Profile
from matching.domain.people import Mentee, Mentor
from matching.domain.programme import ProgrammeClosed
from matching.domain.run import LEASE, MOST_ATTEMPTS, Figures, Findings, NotMadeYet, RunFailed, RunNotFound, Stage
from matching.testing import a_mentee, a_mentor
from matching.testing_register import MONDAY, a_programme, a_run
from matching.testing_runs import FakeRunRegister

FIGURES = Figures(pairs=3)
FOUND = Findings()
ONCE = Order(seed=1)


def a_register(**changes: object) -> FakeRunRegister:
    register = FakeRunRegister(a_programme())
    register.save_run(a_run(**changes))
    return register


def test_the_same_key_gives_the_same_run() -> None:
    register = FakeRunRegister(a_programme())

    first = runs.ask_for_run(register, Asked("north", "k1"))

    assert runs.ask_for_run(register, Asked("north", "k1")) == first
    assert runs.ask_for_run(register, Asked("north", "k2")) != first


def test_a_programme_that_is_not_open_is_not_matched() -> None:
    with pytest.raises(ProgrammeClosed):
        runs.ask_for_run(FakeRunRegister(a_programme(open=False)), Asked("north", "k1"))


def test_one_process_at_a_time_works_on_a_run() -> None:
    register = a_register()

    assert runs.lease_run(register, "r1", "first") is not None
    assert runs.lease_run(register, "r1", "second") is None

    register.now = MONDAY + LEASE
    taken = runs.lease_run(register, "r1", "second")
    assert taken is not None
    assert taken.attempt == 2


def test_a_lease_that_is_renewed_is_the_same_attempt() -> None:
    register = a_register()
    runs.lease_run(register, "r1", "first")
    register.now += LEASE / 3

    renewed = runs.lease_run(register, "r1", "first")

    assert renewed is not None
    assert (renewed.attempt, renewed.leased_until) == (1, register.now + LEASE)


def test_who_lost_the_lease_can_finish_nothing() -> None:
    register = a_register()
    lost = runs.lease_run(register, "r1", "first")
    assert lost is not None
    register.now = MONDAY + LEASE
    runs.lease_run(register, "r1", "second")

    runs.finish_run(register, lost, FIGURES, FOUND)
    runs.let_go(register, lost)

    assert register.runs["r1"].stage is Stage.ASKED
    assert register.runs["r1"].leased_by == "second"


def test_a_run_that_fails_again_and_again_is_given_up_and_says_so() -> None:
    register = a_register()
    for _ in range(MOST_ATTEMPTS):
        run = runs.lease_run(register, "r1", "first")
        assert run is not None
        runs.let_go(register, run)

    assert runs.lease_run(register, "r1", "first") is None
    with pytest.raises(RunFailed, match="make a new run"):
        runs.ask_to_start(register, "north", "r1")


def test_a_run_that_is_not_made_cannot_start() -> None:
    with pytest.raises(NotMadeYet):
        runs.ask_to_start(a_register(), "north", "r1")


def test_a_made_run_starts_once() -> None:
    register = a_register(attempt=1, leased_by="first", leased_until=MONDAY + timedelta(seconds=30))
    runs.finish_run(register, register.runs["r1"], FIGURES, FOUND)

    starting = runs.ask_to_start(register, "north", "r1")
    runs.finish_start(register, starting, 3, {"capacity": 1})
    again = runs.ask_to_start(register, "north", "r1")

    assert (starting.stage, again.stage, again.pairs_started) == (Stage.STARTING, Stage.STARTED, 3)
    assert runs.lease_run(register, "r1", "first") is None


def test_a_run_of_another_programme_is_not_found() -> None:
    with pytest.raises(RunNotFound):
        runs.ask_to_start(a_register(), "south", "r1")


def line(person: Mentee | Mentor) -> str:
    return profile_json(Profile(person))


MENTEES = [(f"e{number}", line(a_mentee(id=f"mentee-{number}"))) for number in range(3)]
MENTOR = line(a_mentor(id="mentor-1", capacity=2))


def test_places_that_are_taken_are_not_proposed_again() -> None:
    found = match_profiles(FreePeople(MENTEES, [("r1", MENTOR, 1)], []), ONCE)

    assert [(one.mentor_id, len(found.left_over)) for one in found.proposals] == [("r1", 2)]
    assert "one more place" in found.left_over[0].nearest_change
    assert found.left_over[0].ruled_out == (("capacity", 1),)


def test_two_who_met_before_are_never_proposed_again() -> None:
    free = FreePeople(MENTEES[:1], [("r1", MENTOR, 0)], [("e0", "r1")])

    found = match_profiles(free, ONCE)

    assert found.proposals == []
    assert found.left_over[0].ruled_out == (("blocked", 1),)


def test_nobody_becomes_their_own_mentor() -> None:
    both = FreePeople([("e0", line(a_mentee(id="sam")))], [("r0", line(a_mentor(id="sam")), 0)], [])

    assert match_profiles(both, ONCE).proposals == []


def test_figures_say_what_was_proposed() -> None:
    found = match_profiles(FreePeople(MENTEES, [("r1", MENTOR, 0)], []), ONCE)

    assert (found.figures.pairs, found.figures.unmatched) == (2, 1)
    assert found.figures.total_score == pytest.approx(sum(one.score for one in found.proposals))
    assert found.figures.share_of_bound == pytest.approx(1, abs=0.001)
