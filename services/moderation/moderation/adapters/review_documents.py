"""What is known of reviewers, as documents."""

from causeway.moderation.v1.events import Verdict
from causeway_kit.store import Document
from moderation.app.review_ports import clearance_id
from moderation.domain.case import Place
from moderation.domain.golden import Golden
from moderation.domain.reviewer import Clearance
from moderation.domain.shift import Held, Limits, Shift


def to_shift(document: Document) -> Shift:
    held = tuple(Held(one["case_id"], one["group"], one["until"]) for one in document["held"])
    return Shift(document["_id"], held, tuple(document["danger"]), document["since"], document["last"])


def from_shift(shift: Shift) -> Document:
    return {
        "_id": shift.reviewer,
        "held": [{"case_id": one.case_id, "group": one.group, "until": one.until} for one in shift.held],
        "danger": list(shift.danger),
        "since": shift.since,
        "last": shift.last,
    }


def to_clearance(document: Document) -> Clearance:
    return Clearance(document["programme_id"], document["person_id"], document["cleared"], document["by"], document["at"])


def from_clearance(clearance: Clearance) -> Document:
    return {
        "_id": clearance_id(clearance.programme_id, clearance.person_id),
        "programme_id": clearance.programme_id,
        "person_id": clearance.person_id,
        "cleared": clearance.cleared,
        "by": clearance.by,
        "at": clearance.at,
    }


def to_limits(document: Document) -> Limits:
    return Limits(document["open_claims"], document["danger_cases"], document["golden_one_in"], document["audit_one_in"])


def from_limits(programme_id: str, limits: Limits) -> Document:
    return {
        "_id": programme_id,
        "open_claims": limits.open_claims,
        "danger_cases": limits.danger_cases,
        "golden_one_in": limits.golden_one_in,
        "audit_one_in": limits.audit_one_in,
    }


def to_golden(document: Document) -> Golden:
    return Golden(
        id=document["_id"],
        programme_id=document["programme_id"],
        text=document["text"],
        text_place=document["text_place"],
        categories=tuple(document["categories"]),
        places=tuple(Place(**place) for place in document["places"]),
        minor=document["minor"],
        answer=Verdict(document["answer"]),
        made_by=document["made_by"],
        made_at=document["made_at"],
        given_to=tuple(document["given_to"]),
    )


def from_golden(golden: Golden) -> Document:
    return {
        "_id": golden.id,
        "programme_id": golden.programme_id,
        "text": golden.text,
        "text_place": golden.text_place,
        "categories": list(golden.categories),
        "places": [
            {"start": place.start, "end": place.end, "category": place.category, "rule": place.rule} for place in golden.places
        ],
        "minor": golden.minor,
        "child_safety": golden.child_safety,
        "answer": golden.answer.value,
        "made_by": golden.made_by,
        "made_at": golden.made_at,
        "given_to": list(golden.given_to),
    }
