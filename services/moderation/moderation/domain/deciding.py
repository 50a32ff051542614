"""What may be done with a case: claim it, give it back, decide it, appeal; each gives the case as it is then."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from causeway.event import Event
from causeway.moderation.v1.events import CaseDueSoon, Judge, MessageJudged, Verdict
from moderation.domain.case import (
    CLAIM_TIME,
    DUE,
    LONGEST_REASON,
    SHORTEST_REASON,
    AlreadyDecided,
    Case,
    CaseNotFound,
    CaseState,
    ClaimedByAnother,
    DecisionNotAccepted,
    Kind,
    NobodyElse,
    NotClaimed,
    NothingToAppeal,
    NotYours,
    Step,
    StillVeiled,
    Taken,
)
from moderation.domain.reviewer import Reviewer


def claim(case: Case, reviewer: Reviewer, now: datetime, *, unveil: bool = False) -> Case:
    """Raises CaseNotFound, AlreadyDecided, ClaimedByAnother, NotYours."""
    if case.only_for and case.only_for != reviewer.person_id:
        raise CaseNotFound("There is no such case in this programme.")
    _check_open(case)
    if refusal := case.refusal_of(reviewer):
        raise NotYours(refusal)
    if not case.is_free(now) and case.claimed_by != reviewer.person_id:
        raise ClaimedByAnother("Somebody else is deciding this case. Take another one, or come back in half an hour.")
    read = unveil or (case.unveiled and case.held_by(reviewer.person_id, now))
    until = now + CLAIM_TIME
    claimed = replace(case, state=CaseState.CLAIMED, claimed_by=reviewer.person_id, claimed_until=until, unveiled=read)
    return _with(claimed, Step.CLAIMED, reviewer.person_id, now)


def unveil(case: Case, reviewer: Reviewer, now: datetime) -> Case:
    """Raises AlreadyDecided, NotClaimed, NotYours."""
    check_may_read(case, reviewer, now)
    return replace(case, unveiled=True)


def check_may_read(case: Case, reviewer: Reviewer, now: datetime) -> None:
    """Whoever took a case may have lost the right to it since. Raises AlreadyDecided, NotClaimed, NotYours."""
    _check_open(case)
    if not case.held_by(reviewer.person_id, now):
        raise NotClaimed("Claim this case first: its words are shown to who holds it. Nothing was shown.")
    if refusal := case.refusal_of(reviewer):
        raise NotYours(refusal)


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


def decide(
    case: Case, reviewer: Reviewer, verdict: Verdict, reason: str, now: datetime, others: Iterable[Reviewer]
) -> tuple[Case, list[Event]]:
    """Gives the case and its verdict, or no event when a second person has to look, or when it is no message's own case.

    `reason` is sealed; `others` review in this programme. Raises AlreadyDecided, NotClaimed, NotYours, StillVeiled, NobodyElse.
    """
    check_may_read(case, reviewer, now)
    if not case.unveiled:
        raise StillVeiled("Read the message before you decide: unveil shows it. Nothing was decided.")
    if _waits_for_another(case, verdict):
        seen = replace(_waiting(case), first_look=verdict, looks=case.looks + 1)
        looked_at = _with(seen, Step.FIRST_LOOK, reviewer.person_id, now, verdict)
        _check_somebody_else(looked_at, others)
        return looked_at, []
    decided = replace(case, state=CaseState.DECIDED, reason=reason, verdict=verdict, verdict_version=case.verdict_version + 1)
    done = _with(decided, Step.DECIDED, reviewer.person_id, now, verdict)
    if case.kind is not Kind.MESSAGE:
        return replace(done, text="", reason=""), []  # nobody reads a copy again
    return done, [_judged(done, verdict)]


def _waits_for_another(case: Case, verdict: Verdict) -> bool:
    if not case.needs_two or case.disputed:
        return False
    if case.first_look is Verdict.UNSPECIFIED:
        return verdict is Verdict.ALLOW
    return verdict is not case.first_look


def _check_somebody_else(case: Case, others: Iterable[Reviewer]) -> None:
    """An escalation that would have no effect is an error, told to who could see to it."""
    if any(not case.refusal_of(one) for one in others):
        return
    who = "safeguarding lead" if case.disputed else "safeguarding lead, or moderator cleared by a lead,"
    if not case.child_safety and not case.disputed:
        who = "moderator"
    raise NobodyElse(
        f"This needs a second look, and no other {who} of this programme could take it. Have one appointed, then decide again. "
        "Nothing was decided; the message stays held and the case stays yours."
    )


def appeal(case: Case, author: str, words: str, now: datetime) -> Case:
    """Puts a blocked message before somebody who has not judged it. `words` are sealed. Raises NothingToAppeal."""
    blocked = case.state is CaseState.DECIDED and case.verdict is Verdict.BLOCK and case.kind is Kind.MESSAGE
    if author != case.author_id or not blocked:
        raise NothingToAppeal("Only a message that was blocked can be appealed, by who wrote it. Nothing was changed.")
    if case.appeal:
        raise NothingToAppeal("This message was appealed before, and that decision stands. Nothing was changed.")
    opened = replace(_waiting(case), appeal=words, first_look=Verdict.UNSPECIFIED, looks=0, due_at=now + DUE, announced=False)
    return _with(opened, Step.APPEALED, author, now)


def overturned(case: Case) -> bool:
    """Whether an appeal released what was blocked."""
    return bool(case.appeal) and case.state is CaseState.DECIDED and case.verdict is Verdict.ALLOW


MOST_TOLD = 50  # of one case


def announce(case: Case, reviewers: Iterable[Reviewer], now: datetime) -> tuple[Case, list[Event]]:
    """Once before the time is over; later than that only if nobody looked in time. Too early, nothing.

    `reviewers` are those of the programme. Who holds the case is told, else everybody who is offered it.
    """
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
        reviewer_ids=_told(case, reviewers, now),
    )
    return replace(case, announced=True), [soon]


def _told(case: Case, reviewers: Iterable[Reviewer], now: datetime) -> tuple[str, ...]:
    if not case.is_free(now):
        return (case.claimed_by,)
    offered = (one.person_id for one in reviewers if case.is_offered(one))
    return tuple(islice(offered, MOST_TOLD))


def return_to_queue(case: Case, now: datetime) -> Case:
    """Takes it from somebody who may not hold it any more."""
    return _with(_waiting(case), Step.GIVEN_BACK, case.claimed_by, now)


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
    return replace(case, state=CaseState.WAITING, claimed_by="", claimed_until=None, unveiled=False)


def _with(case: Case, step: Step, by: str, now: datetime, verdict: Verdict = Verdict.UNSPECIFIED) -> Case:
    return replace(case, taken=(*case.taken, Taken(step, by, now, verdict)))


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
