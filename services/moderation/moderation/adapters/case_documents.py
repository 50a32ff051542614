"""Cases as documents."""

from causeway.moderation.v1.events import Verdict
from causeway_kit.store import Document
from moderation.domain.case import Case, CaseState, Place, Step, Taken


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
        taken=tuple(Taken(Step(one["step"]), one["by"], one["at"]) for one in document.get("taken", ())),
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
        "announce_at": case.announce_at,
        "taken": [{"step": one.step.value, "by": one.by, "at": one.at} for one in case.taken],
        "passed_over_by": [one.by for one in case.taken if one.step in (Step.SKIPPED, Step.FIRST_LOOK, Step.DECIDED)],
    }
