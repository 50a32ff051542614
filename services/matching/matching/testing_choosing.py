"""A register in memory for tests of requests, shortlists, chats and calls, and the people they are about."""

from collections.abc import Sequence
from dataclasses import replace

from causeway.event import Event
from matching.app.mentor_pool import MentorPool
from matching.app.settle_request import Acceptance
from matching.domain.call import Call, SignUp
from matching.domain.chat import Chat, Wish
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MenteeDesk, MentorDesk
from matching.domain.enrolment import Enrolment, person_id_of
from matching.domain.mentor_request import MentorRequest
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.programme import Programme
from matching.domain.run import Proposal
from matching.domain.writing import Judgement, WritingState
from matching.testing_register import FakeRegister, a_programme
from matching.testing_screening import FakeWritings


class FakeChoosing(FakeRegister, FakeWritings):
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *programmes: Programme) -> None:
        FakeRegister.__init__(self, *(programmes or (a_programme(),)))
        FakeWritings.__init__(self)
        self.rules = ChoosingRules()
        self.requests: dict[str, MentorRequest] = {}
        self.mentee_desks: dict[str, MenteeDesk] = {}
        self.mentor_desks: dict[str, MentorDesk] = {}
        self.chats: dict[str, Chat] = {}
        self.calls: dict[str, Call] = {}
        self.sign_ups: dict[str, SignUp] = {}

    def add(self, person: Mentee | Mentor) -> str:
        person_id = FakeRegister.add(self, person)
        side = Side.MENTEE if isinstance(person, Mentee) else Side.MENTOR
        minor, checked = person.age < 18, isinstance(person, Mentor) and person.checked
        self.people[person_id] = Enrolment(person_id, "north", side, minor, checked, "", "", 1)
        return person_id

    def judge(self, writing_id: str, state: WritingState) -> None:
        writing = self.writings[writing_id]
        self.writings[writing_id] = replace(writing, state=Judgement(state).state)

    def choosing_rules(self, programme_id: str) -> ChoosingRules:
        return self.rules

    def save_choosing_rules(self, programme_id: str, rules: ChoosingRules) -> None:
        self.rules = rules

    def known_request(self, request_id: str) -> MentorRequest | None:
        return self.requests.get(request_id)

    def save_request(self, request: MentorRequest, events: Sequence[Event]) -> None:
        self.requests[request.id] = request
        self.sent += events

    def sealed_why(self, request_id: str, proposal: Proposal) -> str:
        return f"s1:{proposal.mentee_id}:AAAA"

    def mentee_desk(self, programme_id: str, person_id: str) -> MenteeDesk:
        return self.mentee_desks.get(person_id, MenteeDesk(person_id, programme_id))

    def save_mentee_desk(self, desk: MenteeDesk, events: Sequence[Event] = ()) -> None:
        self.mentee_desks[desk.person_id] = desk
        self.sent += events

    def mentor_desk(self, programme_id: str, person_id: str) -> MentorDesk:
        return self.mentor_desks.get(person_id, MentorDesk(person_id, programme_id))

    def save_mentor_desk(self, desk: MentorDesk) -> None:
        self.mentor_desks[desk.person_id] = desk

    def known_chat(self, chat_id: str) -> Chat | None:
        return self.chats.get(chat_id)

    def save_chat(self, chat: Chat, events: Sequence[Event] = ()) -> None:
        self.chats[chat.id] = chat
        self.sent += events

    def sealed_wish(self, chat_id: str, asker_id: str, wish: Wish) -> str:
        return f"s1:{asker_id}:AAAA"

    def known_call(self, call_id: str) -> Call | None:
        return self.calls.get(call_id)

    def save_call(self, call: Call, events: Sequence[Event] = ()) -> None:
        self.calls[call.id] = call
        self.sent += events

    def known_sign_up(self, sign_up_id: str) -> SignUp | None:
        return self.sign_ups.get(sign_up_id)

    def save_sign_up(self, sign_up: SignUp) -> None:
        self.sign_ups[sign_up.id] = sign_up


def a_proposal(mentee_id: str, mentor_id: str) -> Proposal:
    return Proposal(mentee_id, mentor_id, 0.7, ("interest:chess", "identity"), ("interest:chess",))


def an_acceptance(register: FakeChoosing, request: MentorRequest) -> Acceptance:
    """As it is planned from what is stored now."""
    desk = register.mentee_desk(request.programme_id, request.mentee_id)
    others = tuple(one for one in desk.open if one.request_id != request.id)
    return Acceptance(request, a_proposal(request.mentee_id, request.mentor_id), others)


def a_pool(mentors: Sequence[Mentor]) -> MentorPool:
    pool = MentorPool()
    for person_id, mentor in sorted((person_id_of("north", Side.MENTOR, one.id), one) for one in mentors):
        pool.add(person_id, mentor)
    return pool.close()
