"""A message that waits for a person: how dangerous it is, and who may take it. What may be done with it is in `deciding`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from causeway.moderation.v1.events import Verdict
from moderation.domain.reviewer import Reviewer

CLAIM_TIME = timedelta(minutes=30)  # then somebody else may take the case
SHORTEST_REASON, LONGEST_REASON = 3, 500
URGENT = frozenset({"self_harm", "sexual_grooming", "threat_bullying"})
CHILD_SAFETY = frozenset({"self_harm", "sexual_grooming"})  # of somebody under 18: for cleared reviewers only
COPY_KEPT = timedelta(days=30)  # of tests and second opinions
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


class StillVeiled(Exception):
    """Nobody decides about words that they have not read."""


class NobodyElse(Exception):
    """A second look that nobody in the programme could take is no second look."""


class Kind(StrEnum):
    MESSAGE = "message"
    GOLDEN = "golden"  # a test of which the right answer is known
    AUDIT = "audit"  # a second opinion on what was decided before


class Risk(IntEnum):
    """What is looked at first."""

    DANGER_TO_A_MINOR = 0
    DANGER = 1
    OTHER = 2
    AUDIT = 3


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
    verdict: Verdict = Verdict.UNSPECIFIED  # of a first look or a decision


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
    unveiled: bool = False  # who holds it has read it
    kind: Kind = Kind.MESSAGE
    of: str = ""  # the message that an audit looks at again, or the golden item that a test shows
    answer: Verdict = Verdict.UNSPECIFIED  # of a test the right one, of an audit the first one
    first_by: str = ""  # of an audit: who decided first, if a person did
    only_for: str = ""  # of a test: whom it is for
    text_place: str = ""  # what the text was sealed for, where that is not the message itself
    policy_version: int = 0  # of the programme, when it was judged

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
        if self.announced or self.state is CaseState.DECIDED or self.kind is not Kind.MESSAGE:
            return None
        return self.due_at - (self.due_at - self.asked_at) / 4

    @property
    def asked_at(self) -> datetime:
        """Since when it waits: its opening, or its appeal."""
        return next((one.at for one in reversed(self.taken) if one.step is Step.APPEALED), self.opened_at)

    @property
    def expires_at(self) -> datetime | None:
        """When a copy that nobody has looked at is forgotten."""
        return None if self.kind is Kind.MESSAGE or self.is_decided else self.opened_at + COPY_KEPT

    @property
    def is_decided(self) -> bool:
        return self.state is CaseState.DECIDED

    @property
    def danger(self) -> bool:
        return bool(URGENT & set(self.categories))

    @property
    def child_safety(self) -> bool:
        return self.minor and bool(CHILD_SAFETY & set(self.categories))

    @property
    def risk(self) -> Risk:
        if self.kind is Kind.AUDIT:
            return Risk.AUDIT
        if not self.danger:
            return Risk.OTHER
        return Risk.DANGER_TO_A_MINOR if self.minor else Risk.DANGER

    @property
    def needs_two(self) -> bool:
        """Words about danger to somebody under 18 are released by two people, never by one."""
        return self.minor and self.danger and self.kind is Kind.MESSAGE

    @property
    def disputed(self) -> bool:
        """Two reviewers differed: a safeguarding lead decides."""
        return self.looks > 1

    @property
    def passed_over_by(self) -> tuple[str, ...]:
        """Who is not offered it: they skipped it, have judged it, or wrote it."""
        gone = [one.by for one in self.taken if one.step in (Step.SKIPPED, Step.FIRST_LOOK, Step.DECIDED)]
        return tuple(dict.fromkeys(by for by in (*gone, self.first_by, self.author_id) if by))

    def refusal_of(self, reviewer: Reviewer) -> str:
        """Why this reviewer may never take it, in a sentence; empty if they may."""
        if reviewer.person_id == self.author_id:
            return "You wrote this message; somebody else looks at it. Take another case."
        if self.judged_by(reviewer.person_id) or reviewer.person_id == self.first_by:
            return "You have judged this message before; somebody else looks at it now. Take another case."
        if self.child_safety and not reviewer.for_children:
            return (
                "This case is about the safety of somebody under 18: a safeguarding lead takes it, or a moderator whom a lead "
                "has cleared. Take another case."
            )
        if self.disputed and not reviewer.lead:
            return "Two reviewers differed about this message; a safeguarding lead decides. Take another case."
        return ""

    def is_stuck(self, reviewers: Iterable[Reviewer]) -> bool:
        """Nobody of them is offered it."""
        return not any(map(self.is_offered, reviewers))

    def is_offered(self, reviewer: Reviewer) -> bool:
        return reviewer.person_id not in self.passed_over_by and not self.refusal_of(reviewer)


def due(categories: tuple[str, ...], now: datetime) -> datetime:
    """Danger to somebody within the hour, everything else within a day."""
    return now + (DUE_URGENT if URGENT & set(categories) else DUE)
