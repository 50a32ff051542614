"""A message that waits for a person: who may take it, and what deciding does."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.moderation.v1.events import CaseDueSoon, Judge, MessageJudged, Verdict

CLAIM_TIME = timedelta(minutes=30)  # then somebody else may take the case
SHORTEST_REASON, LONGEST_REASON = 3, 500
URGENT = frozenset({"self_harm", "sexual_grooming", "threat_bullying"})
DUE_URGENT, DUE = timedelta(hours=1), timedelta(hours=24)


class CaseNotFound(Exception):
    """There is no such case in this programme."""


class ClaimedByAnother(Exception):
    """Somebody else is deciding this case now."""


class NotYours(Exception):
    """This case is for somebody else: a second look, an appeal, or a disagreement."""


class NotClaimed(Exception):
    """A decision needs a claim first: nobody decides what they have not looked at."""


class AlreadyDecided(Exception):
    """A case is decided once."""


class NothingToAppeal(Exception):
    """Only a blocked message can be appealed, by its author, once."""


class DecisionNotAccepted(Exception):
    """Neither allow nor block, or without a reason."""


class CaseState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    DECIDED = "decided"


class Step(StrEnum):
    """What somebody did with a case. Every one is kept with its time: waiting times are known from these alone."""

    CLAIMED = "claimed"
    GIVEN_BACK = "given_back"
    SKIPPED = "skipped"
    FIRST_LOOK = "first_look"
    DECIDED = "decided"
    APPEALED = "appealed"


@dataclass(frozen=True, slots=True)
class Place:
    """Raw characters `start` to `end` (exclusive) of the text, and what was seen there."""

    start: int
    end: int
    category: str
    rule: str


@dataclass(frozen=True, slots=True)
class Taken:
    step: Step
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    id: str  # the message's
    programme_id: str
    conversation_id: str
    author_id: str
    text: str  # sealed
    content_version: int
    content_hmac: str
    categories: tuple[str, ...]
    rules: tuple[str, ...]
    rules_version: str
    places: tuple[Place, ...]
    minor: bool
    opened_at: datetime
    due_at: datetime
    state: CaseState = CaseState.WAITING
    claimed_by: str = ""
    claimed_until: datetime | None = None
    verdict_version: int = 1
    reason: str = ""  # sealed
    verdict: Verdict = Verdict.UNSPECIFIED  # the last decision
    first_look: Verdict = Verdict.UNSPECIFIED  # what the last of them thought who could not decide alone
    looks: int = 0  # of people who could not decide alone
    appeal: str = ""  # the author's words, sealed; empty: not appealed
    taken: tuple[Taken, ...] = field(default=())
    announced: bool = False  # staff were told that it comes due

    def held_by(self, reviewer: str, now: datetime) -> bool:
        return self.state is CaseState.CLAIMED and self.claimed_by == reviewer and not self.is_free(now)

    def is_free(self, now: datetime) -> bool:
        expired = self.claimed_until is not None and now >= self.claimed_until
        return self.state is CaseState.WAITING or (self.state is CaseState.CLAIMED and expired)

    def judged_by(self, reviewer: str) -> bool:
        """Whether they have said what they think of it, at the first look or before an appeal."""
        return any(one.by == reviewer and one.step in (Step.FIRST_LOOK, Step.DECIDED) for one in self.taken)

    @property
    def announce_at(self) -> datetime | None:
        """When staff are told that nobody has decided: with a quarter of the time left, so before the time is over."""
        if self.announced or self.state is CaseState.DECIDED:
            return None
        return self.due_at - (self.due_at - self.asked_at) / 4

    @property
    def asked_at(self) -> datetime:
        """Since when it waits: its opening, or its appeal."""
        return next((one.at for one in reversed(self.taken) if one.step is Step.APPEALED), self.opened_at)

    @property
    def needs_two(self) -> bool:
        """Words about danger to somebody under 18 are released by two people, never by one."""
        return self.minor and bool(URGENT & set(self.categories))

    @property
    def disputed(self) -> bool:
        """Two reviewers differed: a safeguarding lead decides."""
        return self.looks > 1


def due(categories: tuple[str, ...], now: datetime) -> datetime:
    """Danger to somebody within the hour, everything else within a day."""
    return now + (DUE_URGENT if URGENT & set(categories) else DUE)


def claim(case: Case, reviewer: str, now: datetime, *, lead: bool = False) -> Case:
    """`lead`: they are a safeguarding lead. Raises AlreadyDecided, ClaimedByAnother, NotYours."""
    _check_open(case)
    if case.judged_by(reviewer):
        raise NotYours("You have judged this message before; somebody else looks at it now. Take another case.")
    if case.disputed and not lead:
        raise NotYours("Two reviewers differed about this message; a safeguarding lead decides. Take another case.")
    if not case.is_free(now) and case.claimed_by != reviewer:
        raise ClaimedByAnother("Somebody else is deciding this case. Take another one, or come back in half an hour.")
    claimed = replace(case, state=CaseState.CLAIMED, claimed_by=reviewer, claimed_until=now + CLAIM_TIME)
    return _with(claimed, Step.CLAIMED, reviewer, now)


def release(case: Case, reviewer: str, now: datetime) -> Case:
    """Raises AlreadyDecided, NotClaimed."""
    return _given_back(case, reviewer, Step.GIVEN_BACK, now)


def skip(case: Case, reviewer: str, now: datetime) -> Case:
    """Gives the case back for good: it is not listed for this reviewer again. Raises AlreadyDecided, NotClaimed."""
    return _given_back(case, reviewer, Step.SKIPPED, now)


def _given_back(case: Case, reviewer: str, step: Step, now: datetime) -> Case:
    _check_open(case)
    if not case.held_by(reviewer, now):
        raise NotClaimed("You have not claimed this case, so there is nothing to give back.")
    return _with(_waiting(case), step, reviewer, now)


def decide(case: Case, reviewer: str, verdict: Verdict, reason: str, now: datetime) -> tuple[Case, list[Event]]:
    """Gives the case and its verdict, or no event when a second person has to look. `reason` is sealed.

    Raises AlreadyDecided, NotClaimed.
    """
    _check_open(case)
    if not case.held_by(reviewer, now):
        raise NotClaimed("Claim this case first, so that you have seen what you decide. Nothing was decided.")
    if _waits_for_another(case, verdict):
        seen = replace(_waiting(case), first_look=verdict, looks=case.looks + 1)
        return _with(seen, Step.FIRST_LOOK, reviewer, now), []
    decided = replace(case, state=CaseState.DECIDED, reason=reason, verdict=verdict, verdict_version=case.verdict_version + 1)
    return _with(decided, Step.DECIDED, reviewer, now), [_judged(decided, verdict)]


def _waits_for_another(case: Case, verdict: Verdict) -> bool:
    if not case.needs_two or case.disputed:
        return False
    if case.first_look is Verdict.UNSPECIFIED:
        return verdict is Verdict.ALLOW
    return verdict is not case.first_look


def appeal(case: Case, author: str, words: str, now: datetime) -> Case:
    """Puts a blocked message before somebody who has not judged it. `words` are sealed. Raises NothingToAppeal."""
    if author != case.author_id or case.state is not CaseState.DECIDED or case.verdict is not Verdict.BLOCK:
        raise NothingToAppeal("Only a message that was blocked can be appealed, by who wrote it. Nothing was changed.")
    if case.appeal:
        raise NothingToAppeal("This message was appealed before, and that decision stands. Nothing was changed.")
    opened = replace(_waiting(case), appeal=words, first_look=Verdict.UNSPECIFIED, looks=0, due_at=now + DUE, announced=False)
    return _with(opened, Step.APPEALED, author, now)


def announce(case: Case, now: datetime) -> tuple[Case, list[Event]]:
    """Once before the time is over; later than that only if nobody looked in time. Too early, nothing."""
    if case.announce_at is None or now < case.announce_at:
        return case, []
    soon = CaseDueSoon(
        case_id=case.id,
        programme_id=case.programme_id,
        categories=case.categories,
        minor=case.minor,
        due_at=case.due_at,
        claimed=not case.is_free(now),
        version=case.verdict_version,
    )
    return replace(case, announced=True), [soon]


def _judged(case: Case, verdict: Verdict) -> MessageJudged:
    return MessageJudged(
        message_id=case.id,
        conversation_id=case.conversation_id,
        programme_id=case.programme_id,
        content_version=case.content_version,
        content_hmac=case.content_hmac,
        verdict=verdict,
        version=case.verdict_version,
        judged_by=Judge.PERSON,
        categories=case.categories,
        rules=case.rules,
        rules_version=case.rules_version,
    )


def _waiting(case: Case) -> Case:
    return replace(case, state=CaseState.WAITING, claimed_by="", claimed_until=None)


def _with(case: Case, step: Step, by: str, now: datetime) -> Case:
    return replace(case, taken=(*case.taken, Taken(step, by, now)))


def check_decision(verdict: Verdict, reason: str) -> None:
    """Raises DecisionNotAccepted."""
    if verdict not in (Verdict.ALLOW, Verdict.BLOCK):
        raise DecisionNotAccepted("Decide to allow or to block. Nothing was decided.")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise DecisionNotAccepted(
            f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters, kept for an appeal. Nothing was decided."
        )


def check_appeal(words: str) -> None:
    """Raises DecisionNotAccepted."""
    if not SHORTEST_REASON <= len(words.strip()) <= LONGEST_REASON:
        raise DecisionNotAccepted(f"Say why in {SHORTEST_REASON} to {LONGEST_REASON} characters. Nothing was changed.")


def _check_open(case: Case) -> None:
    if case.state is CaseState.DECIDED:
        raise AlreadyDecided("This case was decided already; that decision stands.")
