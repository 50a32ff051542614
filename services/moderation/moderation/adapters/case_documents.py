"""Cases as documents."""

from causeway.moderation.v1.events import Verdict
from causeway_kit.store import Document
from moderation.domain.case import Case, CaseState, Kind, Place, Step, Taken


def appeal_place(case_id: str) -> str:
    """What the author's words of an appeal are bound to."""
    return f"cases/{case_id}/appeal"


def to_case(document: Document) -> Case:
    return Case(
        id=document["_id"],
        programme_id=document["programme_id"],
        conversation_id=document["conversation_id"],
        author_id=document["author_id"],
        text=document["text"],
        content_version=document["content_version"],
        content_hmac=document["content_hmac"],
        categories=tuple(document["categories"]),
        rules=tuple(document["rules"]),
        rules_version=document["rules_version"],
        places=tuple(Place(**place) for place in document["places"]),
        minor=document["minor"],
        opened_at=document["opened_at"],
        due_at=document["due_at"],
        state=CaseState(document["state"]),
        claimed_by=document["claimed_by"],
        claimed_until=document["claimed_until"],
        verdict_version=document["verdict_version"],
        reason=document["reason"],
        # cases of earlier builds lack the rest
        verdict=Verdict(document.get("verdict", Verdict.UNSPECIFIED)),
        first_look=Verdict(document.get("first_look", Verdict.UNSPECIFIED)),
        looks=document.get("looks", 0),
        appeal=document.get("appeal", ""),
        announced=document.get("announced", False),
        policy_version=document.get("policy_version", 0),
        unveiled=document.get("unveiled", True),  # an earlier build showed the text with the claim
        kind=Kind(document.get("kind", Kind.MESSAGE)),
        of=document.get("of", ""),
        answer=Verdict(document.get("answer", Verdict.UNSPECIFIED)),
        first_by=document.get("first_by", ""),
        only_for=document.get("only_for", ""),
        text_place=document.get("text_place", ""),
        taken=to_taken(document),
    )


def to_taken(document: Document) -> tuple[Taken, ...]:
    return tuple(
        Taken(Step(one["step"]), one["by"], one["at"], Verdict(one.get("verdict", Verdict.UNSPECIFIED)))
        for one in document.get("taken", ())
    )


def from_case(case: Case) -> Document:
    return {
        "_id": case.id,
        "programme_id": case.programme_id,
        "conversation_id": case.conversation_id,
        "author_id": case.author_id,
        "text": case.text,
        "content_version": case.content_version,
        "content_hmac": case.content_hmac,
        "categories": list(case.categories),
        "rules": list(case.rules),
        "rules_version": case.rules_version,
        "places": [
            {"start": place.start, "end": place.end, "category": place.category, "rule": place.rule} for place in case.places
        ],
        "minor": case.minor,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "open": case.state is not CaseState.DECIDED,
        "state": case.state.value,
        "claimed_by": case.claimed_by,
        "claimed_until": case.claimed_until,
        "verdict_version": case.verdict_version,
        "reason": case.reason,
        "verdict": case.verdict.value,
        "first_look": case.first_look.value,
        "looks": case.looks,
        "appeal": case.appeal,
        "announced": case.announced,
        "policy_version": case.policy_version,
        "announce_at": case.announce_at,
        "taken": [{"step": one.step.value, "by": one.by, "at": one.at, "verdict": one.verdict.value} for one in case.taken],
        "passed_over_by": list(case.passed_over_by),
        "unveiled": case.unveiled,
        "kind": case.kind.value,
        "of": case.of,
        "answer": case.answer.value,
        "first_by": case.first_by,
        "only_for": case.only_for,
        "text_place": case.text_place,
        "risk": case.risk.value,
        "child_safety": case.child_safety,
        "expires_at": case.expires_at,
        "looked_at": next((one.at for one in reversed(case.taken) if one.step in (Step.FIRST_LOOK, Step.DECIDED)), None),
    }
