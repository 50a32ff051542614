"""How programmes, people, runs and pairs look in MongoDB, and where their sealed parts belong."""

import json

from causeway.access.v1.access import Role
from causeway_kit.store import Document
from matching.domain.enrolment import Enrolment
from matching.domain.pair import Pair, Ties
from matching.domain.people import Side
from matching.domain.programme import Policies, Programme
from matching.domain.role import HeldRole
from matching.domain.run import Figures, LeftOver, Proposal, Run, Stage


def profile_place(person_id: str) -> str:
    return f"people/{person_id}/profile"


def pair_place(pair_id: str) -> str:
    return f"pairs/{pair_id}/reasons"


def row_place(run_id: str, mentee_id: str) -> str:
    return f"run_rows/{run_id}/{mentee_id}"


def reasons_json(proposal: Proposal) -> str:
    return json.dumps([proposal.reasons, proposal.reasons_shown])


def to_reasons(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reasons, shown = json.loads(line)
    return tuple(reasons), tuple(shown)


def left_over_json(one: LeftOver) -> str:
    return json.dumps([one.ruled_out, one.nearest_change])


def to_left_over(mentee_id: str, line: str) -> LeftOver:
    ruled_out, nearest_change = json.loads(line)
    return LeftOver(mentee_id, tuple((str(rule), int(count)) for rule, count in ruled_out), nearest_change)


def to_programme(document: Document) -> Programme:
    policies = Policies(**document["policies"])
    return Programme(document["_id"], document["name"], policies, document["created_at"], document["open"], document["version"])


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
    )


def from_enrolment(enrolment: Enrolment, sealed_profile: str) -> Document:
    return {
        "_id": enrolment.person_id,
        "programme_id": enrolment.programme_id,
        "side": enrolment.side.value,
        "minor": enrolment.minor,
        "checked": enrolment.checked,
        "time_zone": enrolment.time_zone,
        "fingerprint": enrolment.fingerprint,
        "version": enrolment.version,
        "profile": sealed_profile,
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
    return Ties(document["_id"], tuple(document["pairs"]), tuple(document["met"]))


def from_ties(ties: Ties) -> Document:
    return {"_id": ties.person_id, "pairs": list(ties.pairs), "met": list(ties.met)}


def to_run(document: Document) -> Run:
    return Run(
        id=document["_id"],
        programme_id=document["programme_id"],
        asked_at=document["asked_at"],
        stage=Stage(document["stage"]),
        leased_by=document["leased_by"],
        leased_until=document["leased_until"],
        attempt=document["attempt"],
        figures=Figures(**document["figures"]),
        made_at=document["made_at"],
        pairs_started=document["pairs_started"],
    )


def from_run(run: Run) -> Document:
    figures = run.figures
    return {
        "_id": run.id,
        "programme_id": run.programme_id,
        "asked_at": run.asked_at,
        "stage": run.stage.value,
        "leased_by": run.leased_by,
        "leased_until": run.leased_until,
        "attempt": run.attempt,
        "figures": {
            "pairs": figures.pairs,
            "unmatched": figures.unmatched,
            "total_score": figures.total_score,
            "share_of_bound": figures.share_of_bound,
            "bound_gap": figures.bound_gap,
            "seconds": figures.seconds,
        },
        "made_at": run.made_at,
        "pairs_started": run.pairs_started,
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
    }
