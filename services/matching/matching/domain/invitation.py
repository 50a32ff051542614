"""An invitation into a role, and a page on which a guardian consents: both open by a secret that is told once."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.access.v1.access import Role
from matching.domain.people import Side
from matching.domain.programme import Programme

INVITATIONS = uuid.UUID("4b1c0d57-9c1e-4a43-8a0e-0e6d3b8f2a11")  # namespace of invitation ids; never changed
PAGES = uuid.UUID("8c1f9f0a-4f55-4d0c-8f39-6a1c2f9e7b52")  # namespace of consent pages; never changed
GUARDIANS = uuid.UUID("a9a1b9c4-2b1e-4c51-9a57-5a2f6d3c4e90")  # namespace of guardians' person ids; never changed
INVITED = uuid.UUID("d0b0f3d2-7a53-4a7e-8e26-1c7c1b7d9f04")  # namespace of invited people; never changed
VALID_DAYS, MOST_VALID_DAYS = 14, 90
PAGE_VALID = timedelta(days=30)
SIDE_OF = {Role.MENTEE: Side.MENTEE, Role.MENTOR: Side.MENTOR}


class SecretUnknown(Exception):
    """Nobody can tell a wrong secret from one that never was."""


class InvitationOver(Exception):
    """It was used, withdrawn, or its time is over."""


class CommitmentNotAccepted(Exception):
    """Nobody joins without the programme's promise."""


class NotEligible(Exception):
    """The programme is for a group of which they are not a member."""


class InvitationNotAccepted(Exception):
    """Nobody can be invited so."""


class InvitationNotFound(Exception):
    """There is no such invitation in the programme."""


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invitation:
    """The secret is kept as a hash. Accepted by: issuer and subject, empty while nobody has."""

    id: str
    programme_id: str
    role: Role
    secret_hash: str
    expires_at: datetime
    person_id: str = ""
    mentee_id: str = ""
    pair_with: str = ""
    accepted_by: str = ""
    withdrawn: bool = False

    def state(self, now: datetime) -> InvitationState:
        if self.accepted_by:
            return InvitationState.ACCEPTED
        if self.withdrawn:
            return InvitationState.WITHDRAWN
        return InvitationState.OPEN if now < self.expires_at else InvitationState.EXPIRED


@dataclass(frozen=True, slots=True)
class ConsentPage:
    id: str
    programme_id: str
    mentee_id: str
    secret_hash: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Guardian:
    person_id: str
    programme_id: str
    mentee_ids: tuple[str, ...]

    def also(self, mentee_id: str) -> "Guardian":
        return self if mentee_id in self.mentee_ids else replace(self, mentee_ids=(*self.mentee_ids, mentee_id))


def invitation_id_of(programme_id: str, inviter: str, client_key: str) -> str:
    return uuid.uuid5(INVITATIONS, f"{programme_id}\0{inviter}\0{client_key}").hex


def page_id_of(programme_id: str, mentee_id: str, client_key: str) -> str:
    return uuid.uuid5(PAGES, f"{programme_id}\0{mentee_id}\0{client_key}").hex


def guardian_id_of(programme_id: str, identity: str) -> str:
    return uuid.uuid5(GUARDIANS, f"{programme_id}\0{identity}").hex


def invited_id_of(invitation_id: str) -> str:
    """The person id of somebody new whom this invitation brings."""
    return uuid.uuid5(INVITED, invitation_id).hex


def secret_of(id: str, part: str) -> str:
    """What is told: the id, by which it is found, and the part that nobody can guess."""
    return f"{id}.{part}"


def parts_of(secret: str) -> tuple[str, str]:
    id, _, part = secret.partition(".")
    return id, part


def hashed(part: str) -> str:
    """The part has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(part.encode()).hexdigest()


def require_secret(known: Invitation | ConsentPage | None, part: str) -> None:
    """Raises SecretUnknown."""
    if known is None or not hmac.compare_digest(known.secret_hash, hashed(part)):
        raise SecretUnknown("This secret opens nothing here. Ask whoever gave it to you for a new one.")


def accept(invitation: Invitation, identity: str, now: datetime) -> Invitation:
    """The same person again changes nothing. Raises InvitationOver."""
    match invitation.state(now):
        case InvitationState.OPEN:
            return replace(invitation, accepted_by=identity)
        case InvitationState.ACCEPTED if invitation.accepted_by == identity:
            return invitation
        case InvitationState.ACCEPTED:
            raise InvitationOver("Somebody else has used this invitation. Nothing was saved; ask for one of your own.")
        case InvitationState.WITHDRAWN:
            raise InvitationOver("This invitation was withdrawn. Nothing was saved; ask the programme for a new one.")
        case InvitationState.EXPIRED:
            raise InvitationOver("This invitation has expired. Nothing was saved; ask the programme for a new one.")


def require_page_open(page: ConsentPage, now: datetime) -> None:
    """Raises InvitationOver."""
    if now >= page.expires_at:
        raise InvitationOver("This page has expired. Nothing was saved; ask the programme for a new one.")


def require_commitment(programme: Programme, accepted: bool) -> None:
    """Raises CommitmentNotAccepted."""
    asked = programme.terms.commitment
    if asked.asked and not accepted:
        effort = f", {asked.minutes_a_week} minutes a week" if asked.minutes_a_week else ""
        raise CommitmentNotAccepted(
            f"To join, accept the programme's commitment first: {asked.weeks} weeks{effort}. Nothing was saved."
        )


def words_version(programme: Programme) -> str:
    """Names the words that a guardian reads: other words have another version."""
    policies, asked = programme.policies, programme.terms.commitment
    words = "\0".join((programme.name, policies.aim, policies.norms, str(asked.weeks), str(asked.minutes_a_week)))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
