"""What lies open before somebody who chooses or is chosen: requests without an answer, and who is shown to whom."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from causeway.event import Event
from causeway.matching.v1.events import MentorOffered
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.mentor_request import RequestNotPossible

SHORTLIST_KEPT = timedelta(days=3)
MOST_CHOICES = 5
MOST_PASSED = 100


@dataclass(frozen=True, slots=True)
class Open:
    """A request without an answer, and who is at its other end. Chosen: it is one of several choices, asked in order."""

    request_id: str
    other_id: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class MenteeDesk:
    """Choices are asked one after another. Passed are mentors whose request came to nothing: they are not offered again."""

    person_id: str
    programme_id: str
    open: tuple[Open, ...] = ()
    choices: tuple[str, ...] = ()
    chain: str = ""  # the request that named the choices
    note_id: str = ""  # of that request
    passed: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    shown_until: datetime | None = None
    offered: str = ""
    chats: tuple[str, ...] = ()  # asked for and not over
    look_at: datetime | None = None
    version: int = 0

    def asked(self, request_id: str, mentor_id: str, chosen: bool = False) -> "MenteeDesk":
        choices = tuple(one for one in self.choices if one != mentor_id)
        return replace(self, open=(*self.open, Open(request_id, mentor_id, chosen)), choices=choices, offered="")

    def choosing(self, chain: str, note_id: str, choices: tuple[str, ...]) -> "MenteeDesk":
        return replace(self, chain=chain, note_id=note_id, choices=choices)

    @property
    def waits_for_a_choice(self) -> bool:
        return any(one.chosen for one in self.open)

    def unchosen(self) -> "MenteeDesk":
        return replace(self, chain="", note_id="", choices=(), offered="")

    def without(self, request_id: str) -> "MenteeDesk":
        return replace(self, open=tuple(one for one in self.open if one.request_id != request_id))

    def passing(self, mentor_id: str) -> "MenteeDesk":
        passed = (*(one for one in self.passed if one != mentor_id), mentor_id)[-MOST_PASSED:]
        return replace(self, passed=passed, shown=tuple(one for one in self.shown if one != mentor_id))

    def cleared(self) -> "MenteeDesk":
        """Somebody who has a mentor, or takes no part any more, chooses nobody."""
        return replace(self.unchosen(), open=(), shown=(), shown_until=None, look_at=None)

    def with_chat(self, chat_id: str) -> "MenteeDesk":
        return replace(self, chats=(*self.chats, chat_id))

    def without_chat(self, chat_id: str) -> "MenteeDesk":
        return replace(self, chats=tuple(one for one in self.chats if one != chat_id))

    def keeps_shortlist(self, now: datetime) -> bool:
        return self.shown_until is not None and now < self.shown_until


@dataclass(frozen=True, slots=True)
class ShownTo:
    mentee_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class MentorDesk:
    person_id: str
    programme_id: str
    open: tuple[Open, ...] = ()
    shown: tuple[ShownTo, ...] = ()
    chats: tuple[str, ...] = ()  # under way
    look_at: datetime | None = None

    def asked(self, request_id: str, mentee_id: str) -> "MentorDesk":
        return replace(self, open=(*self.open, Open(request_id, mentee_id)))

    def without(self, request_id: str) -> "MentorDesk":
        return replace(self, open=tuple(one for one in self.open if one.request_id != request_id))

    def shown_to(self, mentee_id: str, until: datetime, now: datetime) -> "MentorDesk":
        others = tuple(one for one in self.shown if one.until > now and one.mentee_id != mentee_id)
        return replace(self, shown=(*others, ShownTo(mentee_id, until)))

    def with_chat(self, chat_id: str) -> "MentorDesk":
        return replace(self, chats=(*self.chats, chat_id))

    def without_chat(self, chat_id: str) -> "MentorDesk":
        return replace(self, chats=tuple(one for one in self.chats if one != chat_id))

    def exposure(self, mentee_id: str, now: datetime) -> int:
        """On how many other shortlists this mentor is."""
        return sum(one.until > now and one.mentee_id != mentee_id for one in self.shown)


def require_room(mentee: MenteeDesk, mentor: MentorDesk, rules: ChoosingRules) -> None:
    """Raises RequestNotPossible."""
    if any(one.other_id == mentor.person_id for one in mentee.open):
        raise RequestNotPossible("This mentor has been asked already and has not answered yet. Nothing was saved.")
    if len(mentee.open) >= rules.open_per_mentee:
        raise RequestNotPossible(
            f"{len(mentee.open)} requests are open, which is the most at a time. Nothing was saved; "
            "wait for an answer, or withdraw one."
        )
    if len(mentor.open) >= rules.open_per_mentor:
        raise RequestNotPossible(
            "This mentor has as many open requests as they can look at. Nothing was saved; choose another mentor."
        )


def offer(desk: MenteeDesk, mentor_id: str) -> tuple[MenteeDesk, list[Event]]:
    """The same offer again is no news."""
    if desk.offered == mentor_id:
        return desk, []
    offered = replace(desk, offered=mentor_id, version=desk.version + 1)
    event = MentorOffered(mentee_id=desk.person_id, programme_id=desk.programme_id, mentor_id=mentor_id, version=offered.version)
    return offered, [event]
