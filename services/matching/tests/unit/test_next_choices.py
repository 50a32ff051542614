"""When a request comes to nothing the mentee goes on: to the next choice, to the next best mentor, or to a shortlist."""

from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.matching.v1.events import MatchProposed, MentorOffered, RequestOutcome, RequestSettled
from matching.app.ask_mentor import Asking, ask_mentor
from matching.app.choosing_ports import Candidate
from matching.app.make_shortlist import Shortlisting, in_turn, make_shortlist
from matching.app.move_on import NextSteps, clear_mentor, move_on, notice
from matching.app.settle_request import PlanOutdated, accept_request, decline_request, expire_request
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MentorDesk
from matching.domain.mentor_request import Declined, MentorRequest, RequestNotPossible, State
from matching.domain.pair import Ties
from matching.testing import a_mentee, a_mentor
from matching.testing_choosing import FakeChoosing, a_proposal, an_acceptance
from matching.testing_register import MONDAY


class Town:
    """One mentee and some mentors, by their first letters."""

    def __init__(self, mentors: int = 4, capacity: int = 1, mentees: int = 1) -> None:
        self.register = FakeChoosing()
        self.mentees = [self.register.add(a_mentee(id=f"e{number}")) for number in range(mentees)]
        self.mentors = [self.register.add(a_mentor(id=f"r{number}", capacity=capacity)) for number in range(mentors)]

    @property
    def ada(self) -> str:
        return self.mentees[0]

    def asks(self, mentor: int, *choices: int, key: str = "", mentee: int = 0) -> MentorRequest:
        proposal = a_proposal(self.mentees[mentee], self.mentors[mentor])
        rest = tuple(self.mentors[one] for one in choices)
        return ask_mentor(self.register, Asking("north", proposal, key or f"k{mentor}", choices=rest))

    def steps(self, mentee: int = 0) -> NextSteps:
        person = self.mentees[mentee]
        desk = self.register.mentee_desk("north", person)
        best = [one for one in self.mentors if one not in desk.passed]
        return NextSteps(
            desk,
            tuple(a_proposal(person, one) for one in desk.choices),
            tuple(a_proposal(person, one) for one in best),
        )

    def moves_on(self, mentee: int = 0) -> None:
        move_on(self.register, self.steps(mentee))

    def asked(self) -> list[str]:
        return [event.mentor_id for event in self.register.sent if isinstance(event, MatchProposed)]

    def offered(self) -> list[str]:
        return [event.mentor_id for event in self.register.sent if isinstance(event, MentorOffered)]


def test_after_a_decline_the_next_choice_is_asked() -> None:
    town = Town()
    first = town.asks(0, 2, 1)
    decline_request(town.register, first.id, Declined.NO_TIME)

    town.moves_on()

    assert town.asked() == [town.mentors[0], town.mentors[2]]
    assert town.register.mentee_desk("north", town.ada).choices == (town.mentors[1],)
    assert town.offered() == []


def test_after_the_time_is_over_the_next_choice_is_asked_and_so_on_until_one_is_offered() -> None:
    town = Town()
    town.asks(0, 1)
    for _ in range(2):
        town.register.now += timedelta(days=3)
        for request in list(town.register.requests.values()):
            expire_request(town.register, request.id)
        town.moves_on()

    assert town.asked() == [town.mentors[0], town.mentors[1]]
    assert town.offered() == [town.mentors[2]]
    assert town.register.mentee_desk("north", town.ada).offered == town.mentors[2]


def test_a_desk_that_is_not_due_changes_nothing_and_the_same_round_twice_neither() -> None:
    town = Town()
    first = town.asks(0, 1)
    town.moves_on()
    assert town.asked() == [town.mentors[0]]

    decline_request(town.register, first.id, Declined.NO_TIME)
    steps = town.steps()
    move_on(town.register, steps)
    move_on(town.register, steps)

    assert town.asked() == town.mentors[:2]


def test_a_choice_that_is_full_by_now_is_passed_over() -> None:
    town = Town()
    first = town.asks(0, 1, 2)
    full = replace(town.register.ties(town.mentors[1]), pairs=("p",))
    town.register.save_ties(full)
    decline_request(town.register, first.id, Declined.NO_TIME)

    town.moves_on()

    assert town.asked() == [town.mentors[0], town.mentors[2]]


def test_who_declined_is_not_offered_again() -> None:
    town = Town(mentors=1)
    decline_request(town.register, town.asks(0).id, Declined.NO_TIME)

    town.moves_on()

    assert town.offered() == []


def test_while_another_request_is_open_nobody_else_is_offered() -> None:
    town = Town()
    first = town.asks(0)
    town.asks(1)
    decline_request(town.register, first.id, Declined.NO_TIME)

    town.moves_on()

    assert town.offered() == []


def test_choices_wait_while_one_of_them_is_asked() -> None:
    town = Town()
    town.asks(0, 1)
    other = town.asks(2)
    decline_request(town.register, other.id, Declined.NO_TIME)

    town.moves_on()

    assert town.asked() == [town.mentors[0], town.mentors[2]]
    with pytest.raises(RequestNotPossible, match="last choice still waits"):
        town.asks(3, 2, key="again")


def test_requests_of_a_mentee_whom_a_run_gave_a_mentor_end() -> None:
    town = Town()
    request = town.asks(0, 1)
    town.register.save_ties(Ties(town.ada, ("p",)))
    notice(town.register, "north", [town.ada, "somebody else"])

    town.moves_on()

    assert town.register.requests[request.id].state is State.CANCELLED
    assert town.register.mentor_desk("north", town.mentors[0]).open == ()
    assert town.register.mentee_desk("north", town.ada).choices == ()
    assert town.asked() == [town.mentors[0]]


def test_somebody_who_pauses_or_leaves_asks_nobody_any_more() -> None:
    town = Town()
    request = town.asks(0, 1)
    town.register.people[town.ada] = replace(town.register.people[town.ada], ready=False)
    notice(town.register, "north", [town.ada])

    town.moves_on()

    assert town.register.requests[request.id].state is State.CANCELLED
    assert town.offered() == []


def test_a_request_to_somebody_blocked_since_ends_and_the_mentee_goes_on() -> None:
    town = Town()
    request = town.asks(0)
    town.register.save_ties(Ties(town.ada, met=(town.mentors[0],)))
    town.register.save_ties(Ties(town.mentors[0], met=(town.ada,)))
    notice(town.register, "north", [town.ada, town.mentors[0]])

    town.moves_on()

    assert town.register.requests[request.id].state is State.CANCELLED
    assert town.offered() == [town.mentors[1]]


def test_requests_to_a_mentor_who_pauses_end_and_their_mentees_go_on() -> None:
    town = Town(mentees=2, capacity=5)
    requests = [town.asks(0, mentee=number) for number in range(2)]
    paused = town.mentors[0]
    town.register.people[paused] = replace(town.register.people[paused], ready=False)
    notice(town.register, "north", [paused])

    clear_mentor(town.register, town.register.mentor_desk("north", paused))
    for number in range(2):
        town.moves_on(number)

    assert {town.register.requests[one.id].state for one in requests} == {State.CANCELLED}
    assert town.offered() == [town.mentors[1], town.mentors[1]]
    assert town.register.mentor_desk("north", paused).look_at is None


def test_requests_to_a_mentor_whose_last_place_is_taken_end() -> None:
    town = Town(mentees=2, capacity=1)
    requests = [town.asks(0, mentee=number) for number in range(2)]
    accept_request(town.register, an_acceptance(town.register, requests[0]))

    clear_mentor(town.register, town.register.mentor_desk("north", town.mentors[0]))

    assert town.register.requests[requests[1].id].state is State.CANCELLED
    settled = [event.outcome for event in town.register.sent if isinstance(event, RequestSettled)]
    assert settled == [RequestOutcome.ACCEPTED, RequestOutcome.CANCELLED]


def test_a_mentor_with_a_place_left_keeps_their_requests() -> None:
    town = Town(mentees=2, capacity=2)
    requests = [town.asks(0, mentee=number) for number in range(2)]
    accept_request(town.register, an_acceptance(town.register, requests[0]))

    clear_mentor(town.register, town.register.mentor_desk("north", town.mentors[0]))

    assert town.register.requests[requests[1].id].state is State.OPEN


def test_a_round_that_was_planned_before_a_newer_request_is_planned_again() -> None:
    town = Town()
    first = town.asks(0)
    decline_request(town.register, first.id, Declined.NO_TIME)
    steps = town.steps()
    town.asks(1)

    with pytest.raises(PlanOutdated):
        move_on(town.register, steps)


def shortlist(town: Town, *candidates: int, mentee: int = 0) -> tuple[int, ...]:
    ids = tuple(town.mentors[one] for one in candidates)
    made = make_shortlist(town.register, Shortlisting("north", town.mentees[mentee], ids))
    return tuple(town.mentors.index(one) for one in made.mentor_ids)


def test_a_shortlist_has_five_mentors_who_are_free_at_this_moment() -> None:
    town = Town(mentors=8)
    town.register.save_ties(Ties(town.mentors[1], ("p",)))

    assert shortlist(town, *range(8)) == (0, 2, 3, 4, 5)
    assert town.register.mentor_desk("north", town.mentors[0]).exposure("somebody", MONDAY) == 1
    assert town.register.mentor_desk("north", town.mentors[1]).exposure("somebody", MONDAY) == 0


def test_a_shortlist_that_is_kept_has_the_same_end() -> None:
    town = Town(mentors=5)
    first = make_shortlist(town.register, Shortlisting("north", town.ada, tuple(town.mentors)))
    town.register.now += timedelta(days=1)

    assert make_shortlist(town.register, Shortlisting("north", town.ada, tuple(town.mentors))) == first
    town.register.now += timedelta(days=3)
    assert make_shortlist(town.register, Shortlisting("north", town.ada, tuple(town.mentors))).kept_until > first.kept_until


def a_candidate(name: str, shown: int = 0, free: int = 1, open: int = 0) -> Candidate:
    desk = MentorDesk(name, "north")
    for number in range(shown):
        desk = desk.shown_to(f"m{number}", MONDAY + timedelta(days=1), MONDAY)
    for number in range(open):
        desk = desk.asked(f"q{number}", f"m{number}")
    return Candidate(name, a_mentor(id=name, capacity=free), "", True, Ties(name), desk)


RULES = ChoosingRules(shown_per_place=2)


def test_the_same_few_are_not_on_every_shortlist() -> None:
    popular = a_candidate("popular", shown=2)
    others = [a_candidate(name) for name in "abc"]

    assert in_turn([popular, *others], "ada", RULES, MONDAY) == ["a", "b", "c"]
    assert in_turn([a_candidate("popular", shown=2, free=2), *others], "ada", RULES, MONDAY)[0] == "popular"
    assert "popular" in in_turn([popular, *others], "m0", RULES, MONDAY), "who has them on the list keeps them"


def test_nobody_gets_fewer_than_three_because_others_see_the_same_mentors() -> None:
    worn = [a_candidate("x", shown=9), a_candidate("y", shown=3), a_candidate("z", shown=5)]

    assert in_turn([*worn, a_candidate("a")], "ada", RULES, MONDAY) == ["a", "y", "z"]


def test_a_mentor_with_too_many_open_requests_is_on_no_new_shortlist() -> None:
    assert in_turn([a_candidate("x", open=5), a_candidate("a")], "ada", RULES, MONDAY) == ["a"]


def test_exposure_ends_with_the_shortlist() -> None:
    desk = a_candidate("x", shown=3).desk

    assert desk.exposure("ada", MONDAY) == 3
    assert desk.exposure("ada", MONDAY + timedelta(days=2)) == 0
