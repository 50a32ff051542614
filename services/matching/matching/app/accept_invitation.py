"""Use case: whoever is signed in takes up an invitation and is from now on one person of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass

from causeway.access.v1.access import Role
from matching.app.appoint import give_role, role_needs
from matching.app.leave_programme import end_own_role, role_of
from matching.app.own_words import OWN, read_own, require_zone
from matching.app.people_ports import (
    GROUP_MEMBERS,
    GUARDIANS,
    IDENTITIES,
    INVITATIONS,
    PROMISED_PAIRS,
    PeopleRegister,
    identity_id,
    member_id,
)
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES
from matching.app.profile_json import profile_json
from matching.domain.enrolment import ROLE_OF, Enrolment, Profile, enrolled
from matching.domain.invitation import (
    SIDE_OF,
    Guardian,
    Invitation,
    NotEligible,
    accept,
    guardian_id_of,
    invited_id_of,
    require_commitment,
    require_secret,
)
from matching.domain.membership import DetailsNotAccepted, NotNow, bind
from matching.domain.people import ADULT_AGE, Mentee, Mentor, Side
from matching.domain.programme import Programme, require_enrolling
from matching.domain.promised_pair import PromisedPair, promised_id_of
from matching.domain.readiness import NotReady, ready_to_match, settled
from matching.domain.role import HeldRole, scope_of
from matching.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Accepting:
    """Who signs in, by issuer and subject, with the part of the secret; cells are of somebody new."""

    invitation_id: str
    part: str
    issuer: str
    subject: str
    commitment_accepted: bool = False
    cells: Mapping[str, str] | None = None
    time_zone: str = ""

    @property
    def identity(self) -> str:
        return f"{self.issuer}|{self.subject}"


@dataclass(frozen=True, slots=True)
class Joined:
    programme_id: str
    person_id: str
    role: Role
    missing: tuple[NotReady, ...] = ()


def needs(known: Invitation, accepting: Accepting) -> list[tuple[str, str]]:
    """Of the invitation as it was read."""
    programme_id, person_id = known.programme_id, known.person_id or invited_id_of(known.id)
    scope, identity = scope_of(programme_id), identity_id(programme_id, accepting.identity)
    subjects = (person_id, accepting.subject)
    roles = [HeldRole(subject, person_id, role, scope) for subject in subjects for role in (known.role, *ROLE_OF.values())]
    whose = [(PROGRAMMES, programme_id), (INVITATIONS, known.id), (IDENTITIES, identity)]
    person = [(PEOPLE, person_id), (KEYS, person_id), (GROUP_MEMBERS, member_id(programme_id, accepting.subject))]
    guardian = [(GUARDIANS, guardian_id_of(programme_id, accepting.identity))]
    promised = [(PROMISED_PAIRS, _promised(known, person_id).id)] if known.pair_with else []
    return [*whose, *person, *guardian, *promised, *(need for role in roles for need in role_needs(role))]


def accept_invitation(register: PeopleRegister, accepting: Accepting) -> Joined:
    """The same person again changes nothing.

    Raises SecretUnknown, InvitationOver, NotEligible, CommitmentNotAccepted, ProgrammeClosed, DetailsNotAccepted, NotNow.
    """
    known = register.known_invitation(accepting.invitation_id)
    require_secret(known, accepting.part)
    assert known is not None
    accepted = accept(known, accepting.identity, register.now)
    if known.role in SIDE_OF:
        joined = _join(register, known, accepting, again=accepted == known)
    elif known.role is Role.GUARDIAN:
        joined = _answer_for(register, known, accepting)
    else:
        give_role(register, HeldRole(accepting.subject, accepting.subject, known.role, scope_of(known.programme_id)))
        joined = Joined(known.programme_id, accepting.subject, known.role)
    if accepted != known:
        register.save_invitation(accepted)
    return joined


def _join(register: PeopleRegister, known: Invitation, accepting: Accepting, *, again: bool) -> Joined:
    programme = register.programme(known.programme_id)
    person_id = known.person_id or invited_id_of(known.id)
    if again:
        person = register.person(programme.id, person_id)
        return _joined(programme, person, register)
    require_enrolling(programme, register.now.date())
    _require_eligible(register, programme, accepting.subject)
    require_commitment(programme, accepting.commitment_accepted)
    _require_nobody_else(register, programme, accepting, person_id)
    come_in = _bound if known.person_id else _new
    person = come_in(register, programme, known, accepting)
    give_role(register, role_of(person))
    register.save_identity(programme.id, accepting.identity, person_id)
    if known.pair_with:
        register.save_promised(_promised(known, person_id))
    return _joined(programme, person, register)


def _joined(programme: Programme, person: Enrolment, register: PeopleRegister) -> Joined:
    return Joined(programme.id, person.person_id, person.role, ready_to_match(programme, person, register.now))


def _bound(register: PeopleRegister, programme: Programme, known: Invitation, accepting: Accepting) -> Enrolment:
    """Somebody of the roster signs in as themselves; the stand-in that the roster made ends."""
    before = register.person(programme.id, known.person_id)
    if before.standing.subject and before.standing.subject != accepting.subject:
        raise NotNow("This person signs in with another account already. Nothing was saved; ask the programme.")
    person, events = bind(programme, before, accepting.subject, accepting.commitment_accepted, register.now)
    register.save_standing(person, events)
    if not before.standing.subject:
        end_own_role(register, before)
    return person


def _new(register: PeopleRegister, programme: Programme, known: Invitation, accepting: Accepting) -> Enrolment:
    side = SIDE_OF[known.role]
    if accepting.cells is None:
        raise DetailsNotAccepted("Say who you are: fill in `profile`. Nothing was saved.")
    require_zone(accepting.time_zone)
    values = read_own(side, accepting.cells, [field for field in OWN if side is Side.MENTOR or field != "capacity"])
    made = {"id": f"invited-{known.id}", **values}
    person = Mentee(**made) if side is Side.MENTEE else Mentor(**made)  # type: ignore[arg-type]
    youngest = programme.terms.ages.youngest(side)
    if person.age < youngest:
        raise DetailsNotAccepted(f"This programme is for people of {youngest} and over. Nothing was saved.")
    line, person_id = profile_json(Profile(person, time_zone=accepting.time_zone)), invited_id_of(known.id)
    committed_at = register.now if accepting.commitment_accepted else None
    enrolment = Enrolment(
        person_id=person_id,
        programme_id=programme.id,
        side=side,
        minor=person.age < ADULT_AGE,
        checked=False,
        time_zone=accepting.time_zone,
        fingerprint=register.fingerprint(person_id, line),
        version=1,
        standing=Standing(subject=accepting.subject, committed_at=committed_at),
    )
    enrolment = settled(programme, enrolment, register.now)
    register.save_person(enrolment, line, [enrolled(enrolment)])
    return enrolment


def _answer_for(register: PeopleRegister, known: Invitation, accepting: Accepting) -> Joined:
    """A guardian of two mentees is one person."""
    programme_id = known.programme_id
    own = register.identity(programme_id, accepting.identity)
    person_id = guardian_id_of(programme_id, accepting.identity)
    if own not in ("", person_id):
        raise NotNow("You take part in this programme yourself with this account. Nothing was saved; sign in with another one.")
    guardian = register.known_guardian(person_id) or Guardian(person_id, programme_id, ())
    register.save_guardian(guardian.also(known.mentee_id))
    register.save_identity(programme_id, accepting.identity, person_id)
    give_role(register, HeldRole(accepting.subject, person_id, Role.GUARDIAN, scope_of(programme_id)))
    return Joined(programme_id, person_id, Role.GUARDIAN)


def _require_eligible(register: PeopleRegister, programme: Programme, subject: str) -> None:
    group = programme.terms.eligibility_group
    if group and not register.is_member(programme.id, subject):
        raise NotEligible(f"This programme is for members of «{group}». Nothing was saved; ask the programme.")


def _require_nobody_else(register: PeopleRegister, programme: Programme, accepting: Accepting, person_id: str) -> None:
    if register.identity(programme.id, accepting.identity) not in ("", person_id):
        raise NotNow("You take part in this programme already with this account. Nothing was saved.")


def _promised(known: Invitation, person_id: str) -> PromisedPair:
    mentee_id, mentor_id = (person_id, known.pair_with) if known.role is Role.MENTEE else (known.pair_with, person_id)
    return PromisedPair(promised_id_of(mentee_id, mentor_id), known.programme_id, mentee_id, mentor_id)
