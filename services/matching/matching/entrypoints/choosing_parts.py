"""What the calls of choosing share: statuses of their errors, who is asking, and how things are told."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

import grpc

from causeway.matching.v1 import choosing_pb2 as pb
from causeway.matching.v1 import writing_pb2
from causeway_kit.access import EVERYTHING, Caller, programme_scope
from causeway_kit.errors import Unavailable, invalid, not_found
from causeway_kit.stamps import timestamp
from matching.app.choosing_ports import Candidate, ListedRequest, PoolNotReady
from matching.app.find_mentors import NO_MENTEE, MenteeNotFound
from matching.app.reason_words import for_the_pair
from matching.app.screening import Shown
from matching.app.settle_request import PlanOutdated
from matching.domain.call import CallNotFound, CallNotPossible
from matching.domain.chat import ChatNotFound, ChatNotPossible
from matching.domain.choosing_rules import ChoosingRules, RulesNotAccepted
from matching.domain.mentor_request import Declined, RequestNotFound, RequestNotPossible, RequestOver, State
from matching.domain.writing import WritingState

T = TypeVar("T")
STAFF = ("administrator", "coordinator", "relationship_manager")
TRIES = 6  # of a step that somebody else's step has overtaken

CHOOSING_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    RulesNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    MenteeNotFound: grpc.StatusCode.NOT_FOUND,
    RequestNotFound: grpc.StatusCode.NOT_FOUND,
    ChatNotFound: grpc.StatusCode.NOT_FOUND,
    CallNotFound: grpc.StatusCode.NOT_FOUND,
    RequestNotPossible: grpc.StatusCode.FAILED_PRECONDITION,
    RequestOver: grpc.StatusCode.FAILED_PRECONDITION,
    ChatNotPossible: grpc.StatusCode.FAILED_PRECONDITION,
    CallNotPossible: grpc.StatusCode.FAILED_PRECONDITION,
    PoolNotReady: grpc.StatusCode.UNAVAILABLE,  # clients send the same again, which is right
}
REQUEST_STATES = {
    State.OPEN: pb.REQUEST_STATE_OPEN,
    State.ACCEPTED: pb.REQUEST_STATE_ACCEPTED,
    State.DECLINED: pb.REQUEST_STATE_DECLINED,
    State.EXPIRED: pb.REQUEST_STATE_EXPIRED,
    State.WITHDRAWN: pb.REQUEST_STATE_WITHDRAWN,
    State.CANCELLED: pb.REQUEST_STATE_CANCELLED,
}
DECLINED = {
    Declined.NO_TIME: pb.DECLINE_REASON_NO_TIME,
    Declined.OTHER_FIELD: pb.DECLINE_REASON_OTHER_FIELD,
    Declined.NOT_A_FIT: pb.DECLINE_REASON_NOT_A_FIT,
    Declined.KNOWS_THE_PERSON: pb.DECLINE_REASON_KNOWS_THE_PERSON,
    Declined.OTHER: pb.DECLINE_REASON_OTHER,
}
WRITING_STATES = {
    WritingState.PENDING: writing_pb2.WRITING_STATE_PENDING,
    WritingState.SHOWN: writing_pb2.WRITING_STATE_SHOWN,
    WritingState.REFUSED: writing_pb2.WRITING_STATE_REFUSED,
}


async def undisturbed(step: Callable[[], Awaitable[T]]) -> T:
    """Reads and tries again when somebody has asked or answered in between. Raises Unavailable after some tries."""
    for _ in range(TRIES):
        try:
            return await step()
        except PlanOutdated:
            continue
    raise Unavailable("too many others are changing the same thing")


def is_staff(caller: Caller, programme_id: str) -> bool:
    return bool(caller.scopes(STAFF) & {EVERYTHING, programme_scope(programme_id)})


def member_ids(caller: Caller, programme_id: str, *roles: str) -> list[str]:
    """Who the caller is in this programme, in these roles."""
    scope = programme_scope(programme_id)
    return [grant.person_id for role in roles for grant in caller.grants if grant.role == role and grant.scope == scope]


def member_id(caller: Caller, programme_id: str, role: str) -> str:
    """The policy row has let nobody else in. Raises Refused for somebody who holds the role everywhere, but here is nobody."""
    found = member_ids(caller, programme_id, role)
    if not found:
        raise not_found(f"You are no {role} of this programme.")
    return found[0]


def whose_mentee(caller: Caller, programme_id: str, asked: str) -> str:
    """Mentees ask for themselves, staff for anybody. Raises Refused."""
    own = member_ids(caller, programme_id, "mentee")
    if asked and is_staff(caller, programme_id):
        return asked
    if own and asked in ("", own[0]):
        return own[0]
    raise not_found(NO_MENTEE) if asked else invalid("mentee_id must name the mentee whose mentors are wanted.")


def rules_message(rules: ChoosingRules) -> pb.ChoosingRules:
    return pb.ChoosingRules(
        answer_seconds=rules.answer_seconds,
        open_per_mentee=rules.open_per_mentee,
        open_per_mentor=rules.open_per_mentor,
        shortlist_size=rules.shortlist_size,
        shown_per_place=rules.shown_per_place,
        first_names=rules.first_names,
        open_chats=rules.open_chats,
    )


def rules_of(given: pb.ChoosingRules) -> ChoosingRules:
    """A number of 0 stands for the default."""
    usual = ChoosingRules()
    return ChoosingRules(
        answer_seconds=given.answer_seconds or usual.answer_seconds,
        open_per_mentee=given.open_per_mentee or usual.open_per_mentee,
        open_per_mentor=given.open_per_mentor or usual.open_per_mentor,
        shortlist_size=given.shortlist_size or usual.shortlist_size,
        shown_per_place=given.shown_per_place or usual.shown_per_place,
        first_names=given.first_names,
        open_chats=given.open_chats or usual.open_chats,
    )


def card(one: Candidate, rules: ChoosingRules, reasons: tuple[str, ...] = ()) -> pb.MentorCard:
    """No employer, age, gender, identity or background; a name only where the programme shows first names."""
    mentor = one.mentor
    return pb.MentorCard(
        mentor_id=one.person_id,
        first_name=one.name.partition(" ")[0] if rules.first_names else "",
        field=mentor.field,
        second_field=mentor.field2,
        region=mentor.region,
        languages=sorted(mentor.languages),
        skills=sorted(mentor.skills),
        interests=sorted(mentor.interests),
        stage=mentor.stage,
        places=mentor.capacity,
        free_places=one.free_places,
        reasons=reasons,
        reasons_in_words=for_the_pair(reasons),
    )


def writing(id: str, shown: Mapping[str, Shown]) -> writing_pb2.Writing | None:
    if id not in shown:
        return None
    return writing_pb2.Writing(text=shown[id].text, state=WRITING_STATES[shown[id].state])


def request_message(listed: ListedRequest, notes: Mapping[str, Shown], *, for_staff: bool = False) -> pb.MentorRequest:
    request = listed.request
    return pb.MentorRequest(
        request_id=request.id,
        programme_id=request.programme_id,
        mentee_id=request.mentee_id,
        mentor_id=request.mentor_id,
        state=REQUEST_STATES[request.state],
        asked_at=timestamp(request.asked_at),
        answer_by=timestamp(request.answer_by),
        pair_id=request.pair_id,
        note=writing(request.note_id, notes),
        decline_reason=DECLINED[request.declined] if for_staff and request.declined else pb.DECLINE_REASON_UNSPECIFIED,
        reasons=listed.reasons_shown,
    )
