"""Use case: somebody is invited into a role of a programme."""

from dataclasses import dataclass
from datetime import timedelta

from causeway.access.v1.access import Role
from matching.app.people_ports import INVITATIONS, PeopleRegister
from matching.app.ports import PEOPLE, PROGRAMMES
from matching.domain.invitation import (
    MOST_VALID_DAYS,
    SIDE_OF,
    Invitation,
    InvitationNotAccepted,
    hashed,
    invitation_id_of,
)
from matching.domain.people import Side
from matching.domain.programme import Programme, require_enrolling, require_model
from matching.domain.role import STAFF
from matching.domain.terms import PAIRED

OTHER_SIDE = {Side.MENTEE: Side.MENTOR, Side.MENTOR: Side.MENTEE}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The part of the secret is fresh at each call and counts for the first only."""

    programme_id: str
    inviter: str
    client_key: str
    role: Role
    part: str
    person_id: str = ""
    mentee_id: str = ""
    pair_with: str = ""
    valid_days: int = 14

    @property
    def id(self) -> str:
        return invitation_id_of(self.programme_id, self.inviter, self.client_key)

    @property
    def people(self) -> list[str]:
        return [id for id in (self.person_id, self.mentee_id, self.pair_with) if id]


def needs(wanted: Wanted) -> list[tuple[str, str]]:
    people = [(PEOPLE, person_id) for person_id in wanted.people]
    return [(PROGRAMMES, wanted.programme_id), (INVITATIONS, wanted.id), *people]


def invite(register: PeopleRegister, wanted: Wanted) -> tuple[Invitation, bool]:
    """The invitation, and whether it is new. Raises InvitationNotAccepted, PersonNotFound, ProgrammeClosed, ModelOff."""
    known = register.known_invitation(wanted.id)
    if known is not None:
        return known, False
    programme = register.programme(wanted.programme_id)
    if wanted.role in SIDE_OF:
        require_enrolling(programme, register.now.date())
    _check(register, programme, wanted)
    invitation = Invitation(
        id=wanted.id,
        programme_id=wanted.programme_id,
        role=wanted.role,
        secret_hash=hashed(wanted.part),
        expires_at=register.now + timedelta(days=wanted.valid_days),
        person_id=wanted.person_id,
        mentee_id=wanted.mentee_id,
        pair_with=wanted.pair_with,
    )
    register.save_invitation(invitation)
    return invitation, True


def _check(register: PeopleRegister, programme: Programme, wanted: Wanted) -> None:
    if not 1 <= wanted.valid_days <= MOST_VALID_DAYS:
        raise _refused(f"valid_days must be 1 to {MOST_VALID_DAYS}.")
    if wanted.role not in (*SIDE_OF, Role.GUARDIAN, *STAFF):
        raise _refused("role must say what they are invited to be.")
    if (wanted.role is Role.GUARDIAN) != bool(wanted.mentee_id):
        raise _refused("mentee_id belongs to the invitation of a guardian, and only to it.")
    people = {person_id: register.person(wanted.programme_id, person_id) for person_id in wanted.people}
    if wanted.mentee_id and people[wanted.mentee_id].side is not Side.MENTEE:
        raise _refused("A guardian answers for a mentee.")
    if wanted.person_id and people[wanted.person_id].role is not wanted.role:
        raise _refused("This person has another role in the roster.")
    if wanted.pair_with:
        require_model(programme, "pairs", *PAIRED)
        if wanted.role not in SIDE_OF or people[wanted.pair_with].side is not OTHER_SIDE[SIDE_OF[wanted.role]]:
            raise _refused("A pair is a mentee and a mentor.")


def _refused(sentence: str) -> InvitationNotAccepted:
    return InvitationNotAccepted(f"{sentence} Nobody was invited.")
