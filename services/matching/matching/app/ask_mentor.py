"""Use case: a mentee asks a mentor."""

from dataclasses import dataclass

from matching.app.choosing_ports import CHOOSING_RULES, MENTEE_DESKS, MENTOR_DESKS, REQUESTS, ChoosingRegister
from matching.app.ports import MATCHING_SETTINGS, PROGRAMMES
from matching.app.screening import write, writing_needs
from matching.app.start_pair import two_needs, why_they_may_not
from matching.domain import holding
from matching.domain.desk import require_room
from matching.domain.hard_rules import Rule
from matching.domain.mentor_request import MentorRequest, RequestNotPossible, note_id_of, propose, request_id_of
from matching.domain.programme import require_model, require_open
from matching.domain.readiness import is_ready
from matching.domain.run import Proposal
from matching.domain.terms import PAIRED

NOT_THIS_ONE = "This mentor cannot be asked. Nothing was saved; a shortlist or a search shows who can."
NO_PLACE = "This mentor has no free place. Nothing was saved; choose another mentor."
HAS_ONE = "Somebody who has a mentor cannot ask for one. Nothing was saved."
RESTING = "After a pair there is some time to rest before the next one. Nothing was saved; your coordinator knows how long."
STILL_CHOOSING = "Your last choice still waits for an answer. Nothing was saved; wait for it, or withdraw it first."
NOT_READY = "You cannot be matched at the moment. Nothing was saved; your coordinator knows what is missing."


@dataclass(frozen=True, slots=True)
class Asking:
    """The proposal says what the two share. Choices are mentors to be asked afterwards, in order; chosen is one of such."""

    programme_id: str
    proposal: Proposal
    client_key: str
    note: str = ""
    note_id: str = ""  # of a note that is written already
    choices: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def mentee_id(self) -> str:
        return self.proposal.mentee_id

    @property
    def mentor_id(self) -> str:
        return self.proposal.mentor_id

    @property
    def request_id(self) -> str:
        return request_id_of(self.mentee_id, self.client_key)


def needs(asking: Asking) -> list[tuple[str, str]]:
    programme = [(kind, asking.programme_id) for kind in (PROGRAMMES, CHOOSING_RULES, MATCHING_SETTINGS)]
    desks = [(MENTEE_DESKS, asking.mentee_id), (MENTOR_DESKS, asking.mentor_id)]
    people = two_needs(asking.mentee_id, asking.mentor_id)
    note = writing_needs(note_id_of(asking.request_id), asking.mentee_id) if asking.note else []
    return [*programme, (REQUESTS, asking.request_id), *desks, *people, *note]


def ask_mentor(register: ChoosingRegister, asking: Asking) -> MentorRequest:
    """The same key gives the same request. Raises RequestNotPossible, and what require_choosing raises."""
    known = register.known_request(asking.request_id)
    if known is not None:
        return known
    require_choosing(register, asking.programme_id)
    rules = register.choosing_rules(asking.programme_id)
    mentee_desk = register.mentee_desk(asking.programme_id, asking.mentee_id)
    mentor_desk = register.mentor_desk(asking.programme_id, asking.mentor_id)
    require_fit(register, asking.programme_id, asking.mentee_id, asking.mentor_id)
    if asking.choices and mentee_desk.waits_for_a_choice:
        raise RequestNotPossible(STILL_CHOOSING)
    require_room(mentee_desk, mentor_desk, rules)
    note_id = asking.note_id
    if asking.note:
        note_id = write(register, note_id_of(asking.request_id), asking.programme_id, asking.mentee_id, asking.note).id
    request = MentorRequest(
        id=asking.request_id,
        programme_id=asking.programme_id,
        mentee_id=asking.mentee_id,
        mentor_id=asking.mentor_id,
        asked_at=register.now,
        answer_by=register.now + rules.answer_time,
        score=asking.proposal.score,
        why=register.sealed_why(asking.request_id, asking.proposal),
        note_id=note_id,
    )
    register.save_request(request, propose(request))
    chosen = asking.chosen or bool(asking.choices)
    asked = mentee_desk.asked(request.id, asking.mentor_id, chosen)
    register.save_mentee_desk(asked.choosing(request.id, note_id, asking.choices) if asking.choices else asked)
    register.save_mentor_desk(mentor_desk.asked(request.id, asking.mentee_id))
    return request


def require_choosing(register: ChoosingRegister, programme_id: str) -> None:
    """Raises ProgrammeNotFound, ProgrammeClosed, ModelOff."""
    programme = register.programme(programme_id)
    require_open(programme)
    require_model(programme, "requests to mentors", *PAIRED)


def require_fit(register: ChoosingRegister, programme_id: str, mentee_id: str, mentor_id: str) -> None:
    """That the two could be a pair at this moment. Raises RequestNotPossible."""
    if not takes_part(register, programme_id, mentee_id):
        raise RequestNotPossible(NOT_READY)
    if not takes_part(register, programme_id, mentor_id):
        raise RequestNotPossible(NOT_THIS_ONE)
    demands = register.matching_settings(programme_id).options.demands
    match why_they_may_not(register, mentee_id, mentor_id, demands):
        case "":
            return
        case holding.MENTEE_TAKEN:
            raise RequestNotPossible(HAS_ONE)
        case holding.RESTS if register.ties(mentee_id).rests_at(register.now):
            raise RequestNotPossible(RESTING)
        case Rule.CAPACITY:
            raise RequestNotPossible(NO_PLACE)
        case _:
            # who is blocked learns no more than that this mentor cannot be asked
            raise RequestNotPossible(NOT_THIS_ONE)


def takes_part(register: ChoosingRegister, programme_id: str, person_id: str) -> bool:
    enrolment = register.known_person(person_id)
    return enrolment is not None and enrolment.programme_id == programme_id and is_ready(enrolment, register.now)
