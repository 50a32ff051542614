"""Use cases around a request that ends: accepted, declined, withdrawn, expired, cancelled."""

from dataclasses import dataclass, replace

from matching.app.ask_mentor import require_choosing
from matching.app.choosing_ports import MENTEE_DESKS, MENTOR_DESKS, REQUESTS, ChoosingRegister
from matching.app.ports import MATCHING_SETTINGS, PROGRAMMES
from matching.app.start_pair import needs as pair_needs
from matching.app.start_pair import start_pair
from matching.domain import holding
from matching.domain.desk import Open
from matching.domain.hard_rules import Rule
from matching.domain.mentor_request import (
    Declined,
    MentorRequest,
    RequestNotFound,
    RequestNotPossible,
    State,
    require_open,
    settle,
)
from matching.domain.pair import pair_id_of
from matching.domain.run import Brief, Proposal, Run

NOT_ANY_MORE = "The two of you cannot be a pair any more: something has changed since the request. Nothing was changed."
WHY_NOT = {
    holding.MENTEE_TAKEN: "This mentee has a mentor by now. Nothing was changed.",
    holding.NOT_READY: "One of you cannot be matched at the moment. Nothing was changed; the coordinator knows why.",
    Rule.CAPACITY.value: "You have no free place. Nothing was changed; the request stays open until its time is over.",
}
NO_REQUEST = "There is no such request for you in this programme."


class PlanOutdated(Exception):
    """Somebody asked or answered meanwhile: read again and repeat."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Others are the mentee's other open requests, as they were read: they end in the same step."""

    request: MentorRequest
    proposal: Proposal
    others: tuple[Open, ...]

    @property
    def source(self) -> Run:
        """A pair that was chosen has its request where others have their run."""
        return Run(id=self.request.id, programme_id=self.request.programme_id, asked_at=self.request.asked_at)


def acceptance_needs(acceptance: Acceptance) -> list[tuple[str, str]]:
    request = acceptance.request
    others = [need for one in acceptance.others for need in ((REQUESTS, one.request_id), (MENTOR_DESKS, one.other_id))]
    pair = pair_needs(acceptance.source, acceptance.proposal)
    programme = [(kind, request.programme_id) for kind in (PROGRAMMES, MATCHING_SETTINGS)]
    return [*request_needs(request), *programme, *others, *pair]


def request_needs(request: MentorRequest) -> list[tuple[str, str]]:
    return [(REQUESTS, request.id), (MENTEE_DESKS, request.mentee_id), (MENTOR_DESKS, request.mentor_id)]


def accept_request(register: ChoosingRegister, acceptance: Acceptance) -> MentorRequest:
    """The pair starts, and every other open request of the mentee ends, together or not at all.

    A second acceptance changes nothing. Raises RequestOver, RequestNotPossible, PlanOutdated.
    """
    request = _known(register, acceptance.request.id)
    if request.state is State.ACCEPTED:
        return request
    require_open(request, register.now)
    require_choosing(register, request.programme_id)
    desk = register.mentee_desk(request.programme_id, request.mentee_id)
    others = tuple(one for one in desk.open if one.request_id != request.id)
    if not set(others) <= set(acceptance.others):
        raise PlanOutdated(request.id)
    asked_of_all = register.matching_settings(request.programme_id).options.only_demands
    source = replace(acceptance.source, brief=Brief(options=asked_of_all))
    if reason := start_pair(register, source, acceptance.proposal):
        raise RequestNotPossible(WHY_NOT.get(reason, NOT_ANY_MORE))
    pair_id = pair_id_of(acceptance.source.id, request.mentee_id, request.mentor_id)
    accepted, events = settle(request, State.ACCEPTED, register.now, pair_id=pair_id)
    register.save_request(accepted, events)
    for other in others:
        _cancel_at_mentor(register, other)
    mentors = register.mentor_desk(request.programme_id, request.mentor_id).without(request.id)
    register.save_mentor_desk(replace(mentors, look_at=register.now if mentors.open else None))
    register.save_mentee_desk(desk.cleared())
    return accepted


def _cancel_at_mentor(register: ChoosingRegister, other: Open) -> None:
    request = _known(register, other.request_id)
    cancelled, events = settle(request, State.CANCELLED, register.now)
    register.save_request(cancelled, events)
    desk = register.mentor_desk(request.programme_id, request.mentor_id)
    register.save_mentor_desk(desk.without(request.id))


def decline_request(register: ChoosingRegister, request_id: str, reason: Declined) -> MentorRequest:
    """A second time changes nothing. Raises RequestOver."""
    request = _known(register, request_id)
    if request.state is State.DECLINED:
        return request
    require_open(request, register.now)
    return end_request(register, request, State.DECLINED, reason)


def withdraw_request(register: ChoosingRegister, request_id: str) -> MentorRequest:
    """Takes back what would have followed, too. A second time changes nothing. Raises RequestOver."""
    request = _known(register, request_id)
    if request.state is State.WITHDRAWN:
        return request
    require_open(request, register.now)
    return end_request(register, request, State.WITHDRAWN)


def expire_request(register: ChoosingRegister, request_id: str) -> None:
    """Whatever has become of it meanwhile stays."""
    request = _known(register, request_id)
    if request.state is State.OPEN and request.over_at(register.now):
        end_request(register, request, State.EXPIRED)


def end_request(
    register: ChoosingRegister, request: MentorRequest, state: State, reason: Declined | None = None
) -> MentorRequest:
    """Without a pair: the mentee's desk is looked at next, so that they are offered somebody else."""
    ended, events = settle(request, state, register.now, reason)
    register.save_request(ended, events)
    mentee_desk = register.mentee_desk(request.programme_id, request.mentee_id).without(request.id)
    match state:
        case State.WITHDRAWN:
            register.save_mentee_desk(mentee_desk.unchosen())
        case State.DECLINED | State.EXPIRED | State.CANCELLED:
            register.save_mentee_desk(replace(mentee_desk.passing(request.mentor_id), look_at=register.now))
        case State.OPEN | State.ACCEPTED:
            raise ValueError(f"a request does not end as {state.value} here")
    mentor_desk = register.mentor_desk(request.programme_id, request.mentor_id)
    register.save_mentor_desk(mentor_desk.without(request.id))
    return ended


def _known(register: ChoosingRegister, request_id: str) -> MentorRequest:
    known = register.known_request(request_id)
    if known is None:
        raise RequestNotFound(NO_REQUEST)
    return known
