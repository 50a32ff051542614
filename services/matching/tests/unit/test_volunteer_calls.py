"""A call for volunteers takes sign-ups once its topic is allowed, and forms its pairs once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.matching.v1.events import CallOpened
from matching.app.call_volunteers import (
    OpeningCall,
    Signing,
    ask_to_form,
    finish_call,
    lease_call,
    open_call,
    settle_text,
    sign_up,
)
from matching.domain.call import LEASE, Call, CallNotFound, CallNotPossible, State
from matching.domain.people import Side
from matching.domain.writing import WritingState
from matching.testing import a_mentee, a_mentor
from matching.testing_choosing import FakeChoosing


class Centre:
    def __init__(self, sites: tuple[str, ...] = ()) -> None:
        self.register = FakeChoosing()
        self.ada = self.register.add(a_mentee(region="coast"))
        self.grace = self.register.add(a_mentor(region="hills"))
        self.sites = sites

    def opens(self) -> Call:
        return open_call(self.register, OpeningCall("north", "coordinator", "k1", "Who knows about grants?", self.sites, 14))

    def allowed(self) -> Call:
        call = self.opens()
        self.register.judge(call.topic_id, WritingState.SHOWN)
        settle_text(self.register, call.id)
        return self.register.calls[call.id]

    def signs(self, call: Call, person: str, side: Side, *, withdraw: bool = False) -> Call:
        return sign_up(self.register, Signing("north", call.id, person, side, withdraw))


def test_a_call_is_announced_once_its_topic_is_allowed() -> None:
    centre = Centre()
    call = centre.opens()
    settle_text(centre.register, call.id)
    with pytest.raises(CallNotFound):
        centre.signs(call, centre.ada, Side.MENTEE)
    assert centre.register.sent == []

    centre.allowed()
    assert centre.allowed().state is State.OPEN

    [opened] = centre.register.sent
    assert isinstance(opened, CallOpened)


def test_a_sign_up_counts_once_and_can_be_taken_back() -> None:
    centre = Centre()
    call = centre.allowed()

    for _ in range(2):
        call = centre.signs(call, centre.ada, Side.MENTEE)
    call = centre.signs(call, centre.grace, Side.MENTOR)
    assert (call.mentees, call.mentors) == (1, 1)
    for _ in range(2):
        call = centre.signs(call, centre.ada, Side.MENTEE, withdraw=True)
    assert (call.mentees, call.mentors) == (0, 1)


def test_a_call_for_some_sites_takes_nobody_of_another() -> None:
    centre = Centre(("coast", "valley"))
    call = centre.allowed()
    centre.signs(call, centre.ada, Side.MENTEE)

    with pytest.raises(CallNotPossible, match="other sites"):
        centre.signs(call, centre.grace, Side.MENTOR)


def test_after_its_last_day_and_while_somebody_is_not_ready_nobody_signs_up() -> None:
    centre = Centre()
    call = centre.allowed()
    centre.register.people[centre.ada] = replace(centre.register.people[centre.ada], ready=False)
    with pytest.raises(CallNotPossible, match="cannot sign up"):
        centre.signs(call, centre.ada, Side.MENTEE)

    centre.register.now += timedelta(days=14)
    with pytest.raises(CallNotPossible, match="no sign-ups any more"):
        centre.signs(call, centre.grace, Side.MENTOR)


def test_a_call_of_another_programme_is_not_found() -> None:
    centre = Centre()
    call = centre.allowed()

    with pytest.raises(CallNotFound):
        sign_up(centre.register, Signing("south", call.id, centre.ada, Side.MENTEE))
    with pytest.raises(CallNotFound):
        ask_to_form(centre.register, "south", call.id)


def test_one_process_at_a_time_forms_the_pairs_and_a_done_call_stays_as_it_is() -> None:
    centre = Centre()
    call = centre.allowed()
    ask_to_form(centre.register, "north", call.id)

    assert lease_call(centre.register, call.id) is not None
    assert lease_call(centre.register, call.id) is None
    centre.register.now += LEASE
    assert lease_call(centre.register, call.id) is not None
    finish_call(centre.register, call.id, 3)
    finish_call(centre.register, call.id, 9)

    assert ask_to_form(centre.register, "north", call.id).pairs == 3
    assert lease_call(centre.register, call.id) is None


def test_no_pairs_are_formed_of_a_call_whose_topic_nobody_has_allowed() -> None:
    centre = Centre()

    with pytest.raises(CallNotPossible, match="not allowed yet"):
        ask_to_form(centre.register, "north", centre.opens().id)
