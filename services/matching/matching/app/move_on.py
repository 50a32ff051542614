"""Use cases of a desk that something has happened to: requests that can come to nothing end, and the next mentor is tried."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matching.app.ask_mentor import Asking, ask_mentor, require_fit, takes_part
from matching.app.ask_mentor import needs as asking_needs
from matching.app.choosing_ports import MENTEE_DESKS, MENTOR_DESKS, REQUESTS, ChoosingRegister
from matching.app.ports import KEYS, PEOPLE, TIES
from matching.app.settle_request import PlanOutdated, end_request
from matching.domain.desk import MenteeDesk, MentorDesk, Open, offer
from matching.domain.mentor_request import RequestNotPossible, State, settle
from matching.domain.people import Mentor
from matching.domain.programme import ModelOff, ProgrammeClosed
from matching.domain.run import Proposal


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What was read for one mentee's desk: who is named as the next choice, and who is next best, the best first."""

    desk: MenteeDesk
    choices: tuple[Proposal, ...] = ()
    best: tuple[Proposal, ...] = ()

    def asking(self, proposal: Proposal) -> Asking:
        key = f"next/{self.desk.chain}/{proposal.mentor_id}"
        return Asking(self.desk.programme_id, proposal, key, note_id=self.desk.note_id, chosen=True)


def next_needs(steps: NextSteps) -> list[tuple[str, str]]:
    desk = steps.desk
    open_requests = [need for one in desk.open for need in _open_needs(one)]
    proposals = [need for one in (*steps.choices, *steps.best) for need in asking_needs(steps.asking(one))]
    return [(MENTEE_DESKS, desk.person_id), (TIES, desk.person_id), (PEOPLE, desk.person_id), *open_requests, *proposals]


def _open_needs(one: Open) -> list[tuple[str, str]]:
    return [(REQUESTS, one.request_id), (MENTOR_DESKS, one.other_id)]


def move_on(register: ChoosingRegister, steps: NextSteps) -> None:
    """Whoever has a mentor, or takes no part now, asks nobody. Others get their next choice asked, or the next best offered.

    A desk that is not due changes nothing. Raises PlanOutdated.
    """
    desk = register.mentee_desk(steps.desk.programme_id, steps.desk.person_id)
    if desk.look_at is None or desk.look_at > register.now:
        return
    if not set(desk.open) <= set(steps.desk.open) or desk.chain != steps.desk.chain:
        raise PlanOutdated(desk.person_id)
    if register.ties(desk.person_id).pairs or not takes_part(register, desk.programme_id, desk.person_id):
        for one in desk.open:
            _cancel(register, one)
        register.save_mentee_desk(desk.cleared())
        return
    _end_those_apart(register, desk)
    desk = replace(register.mentee_desk(desk.programme_id, desk.person_id), look_at=None)
    register.save_mentee_desk(desk)
    if not _asked_next(register, steps, desk) and not desk.open:
        _offer_best(register, steps)


def _end_those_apart(register: ChoosingRegister, desk: MenteeDesk) -> None:
    """Requests between two of whom one has blocked the other since."""
    met = register.ties(desk.person_id).met
    for one in desk.open:
        request = register.known_request(one.request_id)
        if one.other_id in met and request is not None and request.state is State.OPEN:
            end_request(register, request, State.CANCELLED)


def _asked_next(register: ChoosingRegister, steps: NextSteps, desk: MenteeDesk) -> bool:
    """Whether one of the choices is asked now; those that are no longer possible are passed over."""
    if desk.waits_for_a_choice:
        return False
    for proposal in steps.choices:
        if proposal.mentor_id not in desk.choices:
            continue
        try:
            ask_mentor(register, steps.asking(proposal))
            return True
        except (RequestNotPossible, ProgrammeClosed, ModelOff):
            now = register.mentee_desk(desk.programme_id, desk.person_id)
            left = tuple(one for one in now.choices if one != proposal.mentor_id)
            register.save_mentee_desk(replace(now, choices=left))
    return False


def _offer_best(register: ChoosingRegister, steps: NextSteps) -> None:
    desk = register.mentee_desk(steps.desk.programme_id, steps.desk.person_id)
    for proposal in steps.best:
        if proposal.mentor_id in desk.passed:
            continue
        try:
            require_fit(register, desk.programme_id, desk.person_id, proposal.mentor_id)
        except RequestNotPossible:
            continue
        register.save_mentee_desk(*offer(desk, proposal.mentor_id))
        return
    register.save_mentee_desk(replace(desk, offered=""))


def _cancel(register: ChoosingRegister, one: Open) -> None:
    request = register.known_request(one.request_id)
    if request is None:
        return
    cancelled, events = settle(request, State.CANCELLED, register.now)
    if events:
        register.save_request(cancelled, events)
    desk = register.mentor_desk(request.programme_id, request.mentor_id)
    register.save_mentor_desk(desk.without(request.id))


def mentor_needs(desk: MentorDesk) -> list[tuple[str, str]]:
    open_requests = [need for one in desk.open for need in ((REQUESTS, one.request_id), (MENTEE_DESKS, one.other_id))]
    whose = [(collection, desk.person_id) for collection in (MENTOR_DESKS, TIES, PEOPLE, KEYS)]
    return [*whose, *open_requests]


def clear_mentor(register: ChoosingRegister, seen: MentorDesk) -> None:
    """Requests to a mentor who can take nobody end, and their mentees go on to somebody else. Raises PlanOutdated."""
    desk = register.mentor_desk(seen.programme_id, seen.person_id)
    if desk.look_at is None or desk.look_at > register.now:
        return
    if not set(desk.open) <= set(seen.open):
        raise PlanOutdated(desk.person_id)
    if not _can_take_somebody(register, desk.programme_id, desk.person_id):
        for one in desk.open:
            request = register.known_request(one.request_id)
            if request is not None and request.state is State.OPEN:
                end_request(register, request, State.CANCELLED)
    now = register.mentor_desk(desk.programme_id, desk.person_id)
    register.save_mentor_desk(replace(now, look_at=None))


def _can_take_somebody(register: ChoosingRegister, programme_id: str, mentor_id: str) -> bool:
    profile = register.profile(mentor_id)
    if not takes_part(register, programme_id, mentor_id) or profile is None or not isinstance(profile.person, Mentor):
        return False
    return profile.person.capacity > len(register.ties(mentor_id).pairs)


def notice(register: ChoosingRegister, programme_id: str, person_ids: Sequence[str]) -> None:
    """Something happened to these people: their desks are looked at next, if they have anything open."""
    for person_id in person_ids:
        mentee_desk = register.mentee_desk(programme_id, person_id)
        if mentee_desk.open or mentee_desk.choices or mentee_desk.offered or mentee_desk.chats:
            register.save_mentee_desk(replace(mentee_desk, look_at=register.now))
        mentor_desk = register.mentor_desk(programme_id, person_id)
        if mentor_desk.open or mentor_desk.chats:
            register.save_mentor_desk(replace(mentor_desk, look_at=register.now))


def notice_needs(person_ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(desks, person_id) for person_id in person_ids for desks in (MENTEE_DESKS, MENTOR_DESKS)]
