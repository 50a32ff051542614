"""A mentee asks, a mentor answers: nobody is asked too much, and whoever is accepted twice has one mentor."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causeway.matching.v1.events import MatchProposed, PairStarted, RequestOutcome, RequestSettled
from matching.app.ask_mentor import HAS_ONE, NO_PLACE, NOT_READY, NOT_THIS_ONE, Asking, ask_mentor
from matching.app.settle_request import (
    PlanOutdated,
    accept_request,
    decline_request,
    expire_request,
    withdraw_request,
)
from matching.domain.choosing_rules import ChoosingRules, RulesNotAccepted, check_rules
from matching.domain.matching_settings import MatchingSettings
from matching.domain.mentor_request import Declined, MentorRequest, RequestNotPossible, RequestOver, State
from matching.domain.options import MatchingOptions
from matching.domain.programme import ModelOff, ProgrammeClosed
from matching.domain.terms import Model, Terms
from matching.domain.writing import WritingState
from matching.testing import MentorTraits, a_mentee, a_mentor
from matching.testing_choosing import FakeChoosing, a_proposal, an_acceptance
from matching.testing_register import a_programme


def a_town(mentees: int = 1, mentors: int = 3, **traits: object) -> tuple[FakeChoosing, list[str], list[str]]:
    register = FakeChoosing()
    left = [register.add(a_mentee(id=f"e{number}")) for number in range(mentees)]
    right = [register.add(a_mentor(id=f"r{number}", **traits)) for number in range(mentors)]  # type: ignore[arg-type]
    return register, left, right


def asks(register: FakeChoosing, mentee: str, mentor: str, key: str = "", **more: object) -> MentorRequest:
    asking = Asking("north", a_proposal(mentee, mentor), key or f"to {mentor}", **more)  # type: ignore[arg-type]
    return ask_mentor(register, asking)


def accept(register: FakeChoosing, request: MentorRequest) -> MentorRequest:
    return accept_request(register, an_acceptance(register, request))


def outcomes(register: FakeChoosing) -> list[RequestOutcome]:
    return [event.outcome for event in register.sent if isinstance(event, RequestSettled)]


def test_a_request_is_announced_and_waits_three_days_for_an_answer() -> None:
    register, [ada], [grace, *_] = a_town()

    request = asks(register, ada, grace)

    [proposed] = register.sent
    assert isinstance(proposed, MatchProposed)
    assert (proposed.request_id, proposed.mentee_id, proposed.mentor_id) == (request.id, ada, grace)
    assert request.answer_by - request.asked_at == timedelta(days=3)


def test_a_request_and_its_acceptance_keep_what_the_programme_asks_of_every_pair() -> None:
    register = FakeChoosing()
    ada, near = register.add(a_mentee(id="ada", stage=1)), register.add(a_mentor(id="near", stage=3))
    peer = register.add(a_mentor(id="peer", stage=1))
    register.settled["north"] = MatchingSettings("north", options=MatchingOptions(min_stages_ahead=2))

    with pytest.raises(RequestNotPossible, match="cannot be asked"):
        asks(register, ada, peer)
    request = asks(register, ada, near)
    register.settled["north"] = MatchingSettings("north", options=MatchingOptions(min_stages_ahead=3))

    with pytest.raises(RequestNotPossible, match="cannot be a pair any more"):
        accept(register, request)
    assert not register.pairs


def test_the_same_key_gives_the_same_request() -> None:
    register, [ada], [grace, *_] = a_town()

    assert asks(register, ada, grace, "k1") == asks(register, ada, grace, "k1")
    assert len(register.sent) == 1


def test_an_accepted_request_becomes_a_pair_and_ends_the_others_in_the_same_step() -> None:
    register, [ada], mentors = a_town()
    requests = [asks(register, ada, mentor) for mentor in mentors]

    accepted = accept(register, requests[1])

    [pair] = register.pairs.values()
    assert (pair.id, pair.mentee_id, pair.mentor_id) == (accepted.pair_id, ada, mentors[1])
    assert [register.requests[one.id].state for one in requests] == [State.CANCELLED, State.ACCEPTED, State.CANCELLED]
    assert outcomes(register) == [RequestOutcome.ACCEPTED, RequestOutcome.CANCELLED, RequestOutcome.CANCELLED]
    assert not register.mentee_desk("north", ada).open
    assert not any(register.mentor_desk("north", mentor).open for mentor in mentors)


def test_a_second_acceptance_changes_nothing() -> None:
    register, [ada], [grace, *_] = a_town()
    request = asks(register, ada, grace)
    first = accept(register, request)
    sent = len(register.sent)

    assert accept(register, request) == first
    assert len(register.sent) == sent


def test_a_mentee_who_is_accepted_twice_has_exactly_one_mentor() -> None:
    register, [ada], [grace, alan, _] = a_town()
    first, second = asks(register, ada, grace), asks(register, ada, alan)
    accept(register, first)

    with pytest.raises(RequestOver, match="has a mentor"):
        accept(register, second)

    assert len(register.pairs) == 1


def test_an_acceptance_that_does_not_know_of_a_newer_request_is_planned_again() -> None:
    register, [ada], [grace, alan, _] = a_town()
    request = asks(register, ada, grace)
    plan = an_acceptance(register, request)
    asks(register, ada, alan)

    with pytest.raises(PlanOutdated):
        accept_request(register, plan)
    assert register.pairs == {}


def test_a_full_mentor_cannot_be_asked_and_cannot_accept() -> None:
    register, [ada, ben], [grace] = a_town(2, 1, capacity=1)
    waiting = asks(register, ben, grace)
    accept(register, asks(register, ada, grace))

    with pytest.raises(RequestNotPossible, match="You have no free place"):
        accept(register, waiting)
    register, [ada, ben], [grace] = a_town(2, 1, capacity=1)
    accept(register, asks(register, ada, grace))
    with pytest.raises(RequestNotPossible, match=NO_PLACE):
        asks(register, ben, grace)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from("aadwe")), max_size=30))
def test_whatever_is_asked_and_answered_nobody_has_too_much(steps: list[tuple[int, int, str]]) -> None:
    register = FakeChoosing()
    mentees = [register.add(a_mentee(id=f"e{number}")) for number in range(4)]
    mentors = [register.add(a_mentor(id=f"r{number}", capacity=number)) for number in range(3)]
    for number, (mentee, mentor, answer) in enumerate(steps):
        try:
            request = asks(register, mentees[mentee], mentors[mentor], str(number))
            match answer:
                case "a":
                    accept(register, request)
                case "d":
                    decline_request(register, request.id, Declined.NO_TIME)
                case "w":
                    withdraw_request(register, request.id)
        except (RequestNotPossible, RequestOver):
            continue

    pairs = list(register.pairs.values())
    assert all(sum(pair.mentee_id == one for pair in pairs) <= 1 for one in mentees)
    assert all(sum(pair.mentor_id == one for pair in pairs) <= places for places, one in enumerate(mentors))
    opened = {one.id for one in register.requests.values() if one.state is State.OPEN}
    assert opened == {one.request_id for desk in register.mentee_desks.values() for one in desk.open}
    assert opened == {one.request_id for desk in register.mentor_desks.values() for one in desk.open}
    assert all(len(desk.open) <= 3 for desk in register.mentee_desks.values())


def test_a_mentee_has_at_most_three_open_requests_and_a_mentor_at_most_five() -> None:
    register, [ada], mentors = a_town(1, 4)
    for mentor in mentors[:3]:
        asks(register, ada, mentor)
    with pytest.raises(RequestNotPossible, match="3 requests are open"):
        asks(register, ada, mentors[3])

    register, mentees, [grace] = a_town(6, 1, capacity=10)
    for mentee in mentees[:5]:
        asks(register, mentee, grace)
    with pytest.raises(RequestNotPossible, match="as many open requests"):
        asks(register, mentees[5], grace)


def test_a_mentor_is_not_asked_twice_at_a_time() -> None:
    register, [ada], [grace, *_] = a_town()
    asks(register, ada, grace, "k1")

    with pytest.raises(RequestNotPossible, match="asked already"):
        asks(register, ada, grace, "k2")


@pytest.mark.parametrize(
    ("mentor", "says"),
    [
        ({"languages": frozenset({"cy"})}, NOT_THIS_ONE),
        ({"checked": False}, NOT_THIS_ONE),
        ({"capacity": 0}, NO_PLACE),
    ],
)
def test_whom_a_mentee_may_not_have_they_cannot_ask(mentor: MentorTraits, says: str) -> None:
    register = FakeChoosing()
    usual: MentorTraits = {"checked": True}
    ada, grace = register.add(a_mentee(age=16)), register.add(a_mentor(**(usual | mentor)))

    with pytest.raises(RequestNotPossible, match=says):
        asks(register, ada, grace)
    assert register.sent == []


def test_somebody_who_is_blocked_learns_no_more_than_that_this_mentor_cannot_be_asked() -> None:
    register, [ada], [grace, *_] = a_town()
    register.tied[ada] = replace(register.ties(ada), met=(grace,))
    register.tied[grace] = replace(register.ties(grace), met=(ada,))

    with pytest.raises(RequestNotPossible, match=NOT_THIS_ONE):
        asks(register, ada, grace)


def test_nobody_of_another_programme_can_be_asked() -> None:
    register, [ada], [grace, *_] = a_town()
    register.people[grace] = replace(register.people[grace], programme_id="south")

    with pytest.raises(RequestNotPossible, match=NOT_THIS_ONE):
        asks(register, ada, grace)


def test_whoever_is_not_ready_neither_asks_nor_is_asked() -> None:
    register, [ada], [grace, alan, _] = a_town()
    register.people[grace] = replace(register.people[grace], ready=False)
    with pytest.raises(RequestNotPossible, match=NOT_THIS_ONE):
        asks(register, ada, grace)

    register.people[ada] = replace(register.people[ada], ready=False)
    with pytest.raises(RequestNotPossible, match=NOT_READY):
        asks(register, ada, alan)


def test_somebody_with_a_mentor_asks_for_no_other() -> None:
    register, [ada], [grace, alan, _] = a_town()
    accept(register, asks(register, ada, grace))

    with pytest.raises(RequestNotPossible, match=HAS_ONE):
        asks(register, ada, alan)


def test_a_closed_programme_and_one_without_pairs_take_no_requests() -> None:
    register, [ada], [grace, *_] = a_town()
    register.programmes["north"] = a_programme(open=False)
    with pytest.raises(ProgrammeClosed):
        asks(register, ada, grace)

    register.programmes["north"] = a_programme(terms=Terms(model=Model.SOCIAL))
    with pytest.raises(ModelOff, match="requests to mentors are off"):
        asks(register, ada, grace)


def test_an_answer_that_comes_after_its_time_is_too_late_even_if_nobody_has_settled_it() -> None:
    register, [ada], [grace, *_] = a_town()
    request = asks(register, ada, grace)
    register.now += timedelta(days=3)

    with pytest.raises(RequestOver, match="time for an answer is over"):
        accept(register, request)
    with pytest.raises(RequestOver):
        decline_request(register, request.id, Declined.NO_TIME)


def test_a_request_expires_once_and_only_when_its_time_is_over() -> None:
    register, [ada], [grace, *_] = a_town()
    request = asks(register, ada, grace)
    expire_request(register, request.id)
    assert register.requests[request.id].state is State.OPEN

    register.now += timedelta(days=3)
    for _ in range(2):
        expire_request(register, request.id)

    assert outcomes(register) == [RequestOutcome.EXPIRED]
    desk = register.mentee_desk("north", ada)
    assert (desk.open, desk.passed, desk.look_at) == ((), (grace,), register.now)


def test_an_accepted_request_does_not_expire() -> None:
    register, [ada], [grace, *_] = a_town()
    request = accept(register, asks(register, ada, grace))
    register.now += timedelta(days=9)

    expire_request(register, request.id)

    assert register.requests[request.id].state is State.ACCEPTED


def test_a_decline_keeps_its_reason_and_tells_nobody_of_it() -> None:
    register, [ada], [grace, *_] = a_town()
    request = asks(register, ada, grace)

    declined = decline_request(register, request.id, Declined.OTHER_FIELD)

    assert decline_request(register, request.id, Declined.NO_TIME) == declined
    assert declined.declined is Declined.OTHER_FIELD
    assert outcomes(register) == [RequestOutcome.DECLINED]
    assert all(b"other_field" not in event.to_json() for event in register.sent)


def test_a_withdrawn_request_is_not_followed_by_another() -> None:
    register, [ada], [grace, alan, _] = a_town()
    request = asks(register, ada, grace, choices=(alan,))

    withdraw_request(register, request.id)
    withdraw_request(register, request.id)

    desk = register.mentee_desk("north", ada)
    assert (desk.open, desk.choices, desk.look_at) == ((), (), None)
    assert outcomes(register) == [RequestOutcome.WITHDRAWN]


def test_a_note_is_kept_as_a_text_that_waits_for_moderation() -> None:
    register, [ada], [grace, *_] = a_town()

    request = asks(register, ada, grace, note="I would love to learn from you.")

    assert register.writings[request.note_id].state is WritingState.PENDING
    assert not any(b"love" in event.to_json() for event in register.sent)


def test_the_pair_of_a_request_is_a_mentoring_pair_like_any_other() -> None:
    register, [ada], [grace, *_] = a_town()
    accept(register, asks(register, ada, grace))

    [started] = [event for event in register.sent if isinstance(event, PairStarted)]
    assert (started.mentee_id, started.mentor_id, started.ends_at, started.private) == (ada, grace, None, False)


@pytest.mark.parametrize(
    "wrong", [{"answer_seconds": 0}, {"shortlist_size": 2}, {"open_per_mentee": -1}, {"shown_per_place": 101}]
)
def test_rules_outside_of_their_limits_are_refused_by_name(wrong: dict[str, int]) -> None:
    with pytest.raises(RulesNotAccepted, match=next(iter(wrong))):
        check_rules(replace(ChoosingRules(), **wrong))
