"""A message that waits for a person: who may take it, and what deciding does."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict

CLAIM_TIME = timedelta(minutes=30)  # then somebody else may take the case
SHORTEST_REASON, LONGEST_REASON = 3, 500
URGENT = frozenset({"self_harm", "sexual_grooming", "threat_bullying"})
DUE_URGENT, DUE = timedelta(hours=1), timedelta(hours=24)


class CaseNotFound(Exception):
    """There is no such case in this programme."""


class ClaimedByAnother(Exception):
    """Somebody else is deciding this case now."""


class NotClaimed(Exception):
    """A decision needs a claim first: nobody decides what they have not looked at."""


class AlreadyDecided(Exception):
    """A case is decided once."""


class DecisionNotAccepted(Exception):
    """Neither allow nor block, or without a reason."""


class CaseState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Place:
    """Raw characters `start` to `end` (exclusive) of the text, and what was seen there."""

    start: int
    end: int
    category: str
    rule: str


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

    def held_by(self, reviewer: str, now: datetime) -> bool:
        return self.state is CaseState.CLAIMED and self.claimed_by == reviewer and not self.is_free(now)

    def is_free(self, now: datetime) -> bool:
        expired = self.claimed_until is not None and now >= self.claimed_until
        return self.state is CaseState.WAITING or (self.state is CaseState.CLAIMED and expired)


def due(categories: tuple[str, ...], now: datetime) -> datetime:
    """Danger to somebody within the hour, everything else within a day."""
    return now + (DUE_URGENT if URGENT & set(categories) else DUE)


def claim(case: Case, reviewer: str, now: datetime) -> Case:
    """Raises AlreadyDecided, ClaimedByAnother."""
    _check_open(case)
    if not case.is_free(now) and case.claimed_by != reviewer:
        raise ClaimedByAnother("Somebody else is deciding this case. Take another one, or come back in half an hour.")
    return replace(case, state=CaseState.CLAIMED, claimed_by=reviewer, claimed_until=now + CLAIM_TIME)


def release(case: Case, reviewer: str, now: datetime) -> Case:
    """Raises AlreadyDecided, NotClaimed."""
    _check_open(case)
    if not case.held_by(reviewer, now):
        raise NotClaimed("You have not claimed this case, so there is nothing to give back.")
    return replace(case, state=CaseState.WAITING, claimed_by="", claimed_until=None)


def decide(case: Case, reviewer: str, verdict: Verdict, reason: str, now: datetime) -> tuple[Case, list[Event]]:
    """Gives the decided case and its verdict. `reason` is sealed. Raises AlreadyDecided, NotClaimed."""
    _check_open(case)
    if not case.held_by(reviewer, now):
        raise NotClaimed("Claim this case first, so that you have seen what you decide. Nothing was decided.")
    decided = replace(case, state=CaseState.DECIDED, reason=reason, verdict_version=case.verdict_version + 1)
    judged = MessageJudged(
        message_id=case.id,
        conversation_id=case.conversation_id,
        programme_id=case.programme_id,
        content_version=case.content_version,
        content_hmac=case.content_hmac,
        verdict=verdict,
        version=decided.verdict_version,
        judged_by=Judge.PERSON,
        categories=case.categories,
        rules=case.rules,
        rules_version=case.rules_version,
    )
    return decided, [judged]


def check_decision(verdict: Verdict, reason: str) -> None:
    """Raises DecisionNotAccepted."""
    if verdict not in (Verdict.ALLOW, Verdict.BLOCK):
        raise DecisionNotAccepted("Decide to allow or to block. Nothing was decided.")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise DecisionNotAccepted(
            f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters, kept for an appeal. Nothing was decided."
        )


def _check_open(case: Case) -> None:
    if case.state is CaseState.DECIDED:
        raise AlreadyDecided("This case was decided already; that decision stands.")
