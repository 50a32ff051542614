"""How somebody's standing, invitations, guardians, imports and promised pairs look in MongoDB."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from causeway.access.v1.access import Role
from causeway_kit.store import Document
from matching.adapters.terms_documents import from_day, to_day
from matching.app.people_ports import Imported, ImportedField
from matching.domain.invitation import ConsentPage, Guardian, Invitation
from matching.domain.people import Side
from matching.domain.promised_pair import PromisedPair
from matching.domain.roster_import import ImportState, RosterImport
from matching.domain.roster_problem import RowProblem
from matching.domain.standing import Consent, Purpose, Standing


def ready_now(now: datetime) -> Document:
    """The filter for people who may be matched. A document of an older build says nothing and is ready."""
    return {
        "ready": {"$ne": False},
        "$and": [
            {"$or": [{"ready_from": None}, {"ready_from": {"$lte": now}}]},
            {"$or": [{"ready_until": None}, {"ready_until": {"$gt": now}}]},
        ],
    }


def imported_place(person_id: str) -> str:
    return f"people/{person_id}/imported"


def problems_place(import_id: str) -> str:
    return f"roster_imports/{import_id}/problems"


def to_standing(document: Document | None) -> Standing:
    if not document:
        return Standing()
    consents = tuple(
        Consent(Purpose(one["purpose"]), one["version"], one["given"], one["at"], one["by"]) for one in document["consents"]
    )
    return Standing(
        subject=document["subject"],
        import_id=document["import_id"],
        committed_at=document["committed_at"],
        modules=tuple(document["modules"]),
        checked_here=document["checked_here"],
        checked_until=to_day(document["checked_until"]),
        consents=consents,
        paused=document["paused"],
        paused_until=document["paused_until"],
        available_until=to_day(document["available_until"]),
        left_at=document["left_at"],
        taken_back=document["taken_back"],
        was_mentee=document["was_mentee"],
        outside_group=document.get("outside_group", False),  # older builds lack it
    )


def from_standing(standing: Standing) -> Document:
    consents = [
        {"purpose": one.purpose.value, "version": one.version, "given": one.given, "at": one.at, "by": one.by}
        for one in standing.consents
    ]
    return {
        "subject": standing.subject,
        "import_id": standing.import_id,
        "committed_at": standing.committed_at,
        "modules": list(standing.modules),
        "checked_here": standing.checked_here,
        "checked_until": from_day(standing.checked_until),
        "consents": consents,
        "paused": standing.paused,
        "paused_until": standing.paused_until,
        "available_until": from_day(standing.available_until),
        "left_at": standing.left_at,
        "taken_back": standing.taken_back,
        "was_mentee": standing.was_mentee,
        "outside_group": standing.outside_group,
    }


def imported_json(imported: Imported) -> str:
    return json.dumps({field: asdict(one) for field, one in imported.items()}, sort_keys=True)


def to_imported(line: str | None) -> dict[str, ImportedField]:
    return {field: ImportedField(**one) for field, one in json.loads(line).items()} if line else {}


def to_invitation(document: Document) -> Invitation:
    return Invitation(
        id=document["_id"],
        programme_id=document["programme_id"],
        role=Role(document["role"]),
        secret_hash=document["secret_hash"],
        expires_at=document["expires_at"],
        person_id=document["person_id"],
        mentee_id=document["mentee_id"],
        pair_with=document["pair_with"],
        accepted_by=document["accepted_by"],
        withdrawn=document["withdrawn"],
    )


def from_invitation(one: Invitation) -> Document:
    return {
        "_id": one.id,
        "programme_id": one.programme_id,
        "role": one.role.value,
        "secret_hash": one.secret_hash,
        "expires_at": one.expires_at,
        "person_id": one.person_id,
        "mentee_id": one.mentee_id,
        "pair_with": one.pair_with,
        "accepted_by": one.accepted_by,
        "withdrawn": one.withdrawn,
    }


def to_page(document: Document) -> ConsentPage:
    whose = (document["programme_id"], document["mentee_id"])
    return ConsentPage(document["_id"], *whose, document["secret_hash"], document["expires_at"])


def from_page(page: ConsentPage) -> Document:
    return {
        "_id": page.id,
        "programme_id": page.programme_id,
        "mentee_id": page.mentee_id,
        "secret_hash": page.secret_hash,
        "expires_at": page.expires_at,
    }


def to_guardian(document: Document) -> Guardian:
    return Guardian(document["_id"], document["programme_id"], tuple(document["mentee_ids"]))


def from_guardian(guardian: Guardian) -> Document:
    return {"_id": guardian.person_id, "programme_id": guardian.programme_id, "mentee_ids": list(guardian.mentee_ids)}


def to_import(document: Document) -> RosterImport:
    return RosterImport(
        id=document["_id"],
        programme_id=document["programme_id"],
        side=Side(document["side"]),
        moved_at=document["moved_at"],
        state=ImportState(document["state"]),
        rows=document["rows"],
        rows_done=document["rows_done"],
        enrolled=document["enrolled"],
        changed=document["changed"],
        unchanged=document["unchanged"],
        left_out=document["left_out"],
        problems=document["problems"],
    )


def from_import(one: RosterImport) -> Document:
    return {
        "_id": one.id,
        "programme_id": one.programme_id,
        "side": one.side.value,
        "moved_at": one.moved_at,
        "state": one.state.value,
        "rows": one.rows,
        "rows_done": one.rows_done,
        "enrolled": one.enrolled,
        "changed": one.changed,
        "unchanged": one.unchanged,
        "left_out": one.left_out,
        "problems": one.problems,
    }


def problems_json(problems: Sequence[RowProblem]) -> str:
    return json.dumps([asdict(one) for one in problems])


def to_problems(line: str | None) -> list[RowProblem]:
    return [RowProblem(**one) for one in json.loads(line)] if line else []


def to_promised(document: Document) -> PromisedPair:
    whose = (document["programme_id"], document["mentee_id"], document["mentor_id"])
    return PromisedPair(document["_id"], *whose, document["waiting"])


def from_promised(one: PromisedPair) -> Document:
    return {
        "_id": one.id,
        "programme_id": one.programme_id,
        "mentee_id": one.mentee_id,
        "mentor_id": one.mentor_id,
        "waiting": one.waiting,
    }
