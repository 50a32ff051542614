"""Use case: an invitation that nobody has accepted is worth nothing any more."""

from dataclasses import replace

from matching.app.people_ports import INVITATIONS, PeopleRegister
from matching.domain.invitation import Invitation, InvitationNotFound, InvitationOver


def needs(invitation_id: str) -> list[tuple[str, str]]:
    return [(INVITATIONS, invitation_id)]


def withdraw_invitation(register: PeopleRegister, programme_id: str, invitation_id: str) -> Invitation:
    """A second time changes nothing. Raises InvitationNotFound, InvitationOver when somebody has accepted it."""
    known = register.known_invitation(invitation_id)
    if known is None or known.programme_id != programme_id:
        raise InvitationNotFound("There is no such invitation in this programme.")
    if known.accepted_by:
        raise InvitationOver("This invitation has been accepted. Nothing was changed; end the person's role instead.")
    if not known.withdrawn:
        known = replace(known, withdrawn=True)
        register.save_invitation(known)
    return known
