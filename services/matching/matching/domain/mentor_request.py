"""A mentee asks a mentor: a request from its first day to its outcome."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from causeway.event import Event
from causeway.matching.v1.events import MatchProposed, RequestOutcome, RequestSettled

REQUESTS = uuid.UUID("5b0f6a0c-0f0f-4f6c-8f58-6c7b5d1f2a90")  # namespace of request ids; never changed
LONGEST_NOTE = 1_000


class RequestNotFound(Exception):
    """There is no such request of this person in the programme."""


class RequestOver(Exception):
    """The request has an outcome already; the sentence says which."""


class RequestNotPossible(Exception):
    """This mentee cannot ask this mentor now; the sentence says what to do instead."""


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Declined(StrEnum):
    """Why a mentor said no; only staff see it."""

    NO_TIME = "no_time"
    OTHER_FIELD = "other_field"
    NOT_A_FIT = "not_a_fit"
    KNOWS_THE_PERSON = "knows_the_person"
    OTHER = "other"


OUTCOMES = {
    State.ACCEPTED: RequestOutcome.ACCEPTED,
    State.DECLINED: RequestOutcome.DECLINED,
    State.EXPIRED: RequestOutcome.EXPIRED,
    State.WITHDRAWN: RequestOutcome.WITHDRAWN,
    State.CANCELLED: RequestOutcome.CANCELLED,
}
OVER = {
    State.ACCEPTED: "It was accepted.",
    State.DECLINED: "It was declined.",
    State.EXPIRED: "Its time for an answer is over, and the mentee has gone on to somebody else.",
    State.WITHDRAWN: "The mentee has withdrawn it.",
    State.CANCELLED: "The mentee has a mentor, or the mentor can take nobody any more.",
}


@dataclass(frozen=True, slots=True)
class MentorRequest:
    """Why holds the reasons, sealed under the mentee's key. The note is a text of its own; empty if there is none."""

    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    asked_at: datetime
    answer_by: datetime
    score: float
    why: str
    note_id: str = ""
    state: State = State.OPEN
    declined: Declined | None = None
    settled_at: datetime | None = None
    pair_id: str = ""
    version: int = 1

    def over_at(self, now: datetime) -> bool:
        return now >= self.answer_by


def request_id_of(mentee_id: str, client_key: str) -> str:
    return uuid.uuid5(REQUESTS, f"{mentee_id}\0{client_key}").hex


def note_id_of(request_id: str) -> str:
    return f"request/{request_id}/note"


def propose(request: MentorRequest) -> list[Event]:
    whose = {"mentee_id": request.mentee_id, "mentor_id": request.mentor_id}
    proposed = MatchProposed(
        request_id=request.id,
        programme_id=request.programme_id,
        **whose,
        answer_by=request.answer_by,
        version=request.version,
    )
    return [proposed]


def require_open(request: MentorRequest, now: datetime) -> None:
    """Raises RequestOver. A request whose time has run out is over, even if nobody has settled it yet."""
    state = State.EXPIRED if request.state is State.OPEN and request.over_at(now) else request.state
    if state is not State.OPEN:
        raise RequestOver(f"This request is over. {OVER[state]} Nothing was changed.")


def settle(
    request: MentorRequest, state: State, now: datetime, declined: Declined | None = None, pair_id: str = ""
) -> tuple[MentorRequest, list[Event]]:
    """Only an open request gets an outcome."""
    if request.state is not State.OPEN:
        return request, []
    settled = replace(request, state=state, declined=declined, settled_at=now, pair_id=pair_id, version=request.version + 1)
    event = RequestSettled(
        request_id=settled.id,
        programme_id=settled.programme_id,
        mentee_id=settled.mentee_id,
        mentor_id=settled.mentor_id,
        outcome=OUTCOMES[state],
        version=settled.version,
    )
    return settled, [event]
