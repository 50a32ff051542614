"""How programmes, people, runs and pairs look in MongoDB, and where their sealed parts belong."""

import json

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PairEndReason
from causeway_kit.store import Document
from matching.adapters.people_documents import from_standing, to_standing
from matching.adapters.terms_documents import from_terms, to_terms
from matching.domain.enrolment import Enrolment
from matching.domain.pair import Pair, Ties
from matching.domain.people import Side
from matching.domain.programme import Policies, Programme
from matching.domain.role import HeldRole
from matching.domain.run import Proposal


def profile_place(person_id: str) -> str:
    return f"people/{person_id}/profile"


def pair_place(pair_id: str) -> str:
    return f"pairs/{pair_id}/reasons"


def reasons_json(proposal: Proposal) -> str:
    return json.dumps([proposal.reasons, proposal.reasons_shown])


def to_reasons(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reasons, shown = json.loads(line)
    return tuple(reasons), tuple(shown)


def to_programme(document: Document) -> Programme:
    policies = Policies(**document["policies"])
    return Programme(
        id=document["_id"],
        name=document["name"],
        policies=policies,
        created_at=document["created_at"],
        open=document["open"],
        version=document["version"],
        terms=to_terms(document.get("terms")),
        closed=document.get("closed", False),
    )


def from_programme(programme: Programme) -> Document:
    policies = programme.policies
    return {
        "_id": programme.id,
        "name": programme.name,
        "policies": {
            "aim": policies.aim,
            "norms": policies.norms,
            "safeguarding_contact": policies.safeguarding_contact,
            "cadence_days": policies.cadence_days,
            "closure_rule": policies.closure_rule,
        },
        "created_at": programme.created_at,
        "open": programme.open,
        "version": programme.version,
        "terms": from_terms(programme.terms),
        "closed": programme.closed,
    }


def to_enrolment(document: Document) -> Enrolment:
    return Enrolment(
        person_id=document["_id"],
        programme_id=document["programme_id"],
        side=Side(document["side"]),
        minor=document["minor"],
        checked=document["checked"],
        time_zone=document["time_zone"],
        fingerprint=document["fingerprint"],
        version=document["version"],
        standing=to_standing(document.get("standing")),
        ready=document.get("ready", True),
        ready_from=document.get("ready_from"),
        ready_until=document.get("ready_until"),
    )


def from_enrolment(enrolment: Enrolment, sealed_profile: str) -> Document:
    return {**from_plain(enrolment), "profile": sealed_profile}


def from_plain(enrolment: Enrolment) -> Document:
    """Without the profile, which stays as it is stored. What lists ask for lies at the top."""
    return {
        "_id": enrolment.person_id,
        "programme_id": enrolment.programme_id,
        "side": enrolment.side.value,
        "minor": enrolment.minor,
        "checked": enrolment.checked,
        "time_zone": enrolment.time_zone,
        "fingerprint": enrolment.fingerprint,
        "version": enrolment.version,
        "standing": from_standing(enrolment.standing),
        "import_id": enrolment.standing.import_id,
        "left": enrolment.standing.left,
        "ready": enrolment.ready,
        "ready_from": enrolment.ready_from,
        "ready_until": enrolment.ready_until,
    }


def to_role(document: Document) -> HeldRole:
    return HeldRole(
        document["subject"],
        document["person_id"],
        Role(document["role"]),
        document["scope"],
        document["active"],
        document["version"],
    )


def from_role(held: HeldRole) -> Document:
    return {
        "_id": held.id,
        "subject": held.subject,
        "person_id": held.person_id,
        "role": held.role.value,
        "scope": held.scope,
        "active": held.active,
        "version": held.version,
    }


def to_ties(document: Document) -> Ties:
    rest = (document.get("rests_until"), document.get("goes_first", False))  # older builds know of no rest
    return Ties(document["_id"], tuple(document["pairs"]), tuple(document["met"]), *rest)


def from_ties(ties: Ties) -> Document:
    return {
        "_id": ties.person_id,
        "pairs": list(ties.pairs),
        "met": list(ties.met),
        "rests_until": ties.rests_until,
        "goes_first": ties.goes_first,
    }


def to_pair(document: Document) -> Pair:
    return Pair(
        id=document["_id"],
        programme_id=document["programme_id"],
        run_id=document["run_id"],
        mentee_id=document["mentee_id"],
        mentor_id=document["mentor_id"],
        minor=document["minor"],
        score=document["score"],
        reasons=document["reasons"],
        started_at=document["started_at"],
        ended_at=document["ended_at"],
        version=document["version"],
        end_reason=PairEndReason(document.get("end_reason", PairEndReason.UNSPECIFIED.value)),  # older builds lack these
        paused_until=document.get("paused_until"),
        goodbye_until=document.get("goodbye_until"),
        closes_for=PairEndReason(document.get("closes_for", PairEndReason.UNSPECIFIED.value)),
        from_pair_id=document.get("from_pair_id", ""),
        care_due=document.get("care_due", True),
    )


def from_pair(pair: Pair) -> Document:
    return {
        "_id": pair.id,
        "programme_id": pair.programme_id,
        "run_id": pair.run_id,
        "mentee_id": pair.mentee_id,
        "mentor_id": pair.mentor_id,
        "minor": pair.minor,
        "score": pair.score,
        "reasons": pair.reasons,
        "started_at": pair.started_at,
        "ended_at": pair.ended_at,
        "version": pair.version,
        "end_reason": pair.end_reason.value,
        "paused_until": pair.paused_until,
        "goodbye_until": pair.goodbye_until,
        "closes_for": pair.closes_for.value,
        "from_pair_id": pair.from_pair_id,
        "care_due": pair.care_due,
    }
