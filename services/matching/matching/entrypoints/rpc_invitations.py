"""Invitations and guardians' pages: the part of the People service by which somebody comes in."""

import secrets

from causeway.access.v1.access import Role
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import EVERYTHING, Caller, denied, role_name
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.stamps import timestamp
from matching.app import accept_invitation as accepting
from matching.app import ask_guardian, invite, set_consent, withdraw_invitation
from matching.app.accept_invitation import Accepting, Joined
from matching.domain.invitation import (
    SIDE_OF,
    VALID_DAYS,
    ConsentPage,
    Invitation,
    InvitationState,
    parts_of,
    require_page_open,
    require_secret,
    secret_of,
    words_version,
)
from matching.domain.people import Side
from matching.domain.role import STAFF
from matching.domain.standing import Purpose
from matching.entrypoints.own_person import ROLES, STAFF_OF_PEOPLE, holds, own_person
from matching.entrypoints.people_parts import PURPOSE_NAMES, PeopleParts, in_words
from matching.entrypoints.profile_cells import cells_of
from matching.entrypoints.rpc_parts import LONGEST_ID, LONGEST_KEY, page_after, page_size, require
from matching.entrypoints.terms_messages import commitment_message

LONGEST_SECRET = 200
STATES = {
    InvitationState.OPEN: pb.INVITATION_STATE_OPEN,
    InvitationState.ACCEPTED: pb.INVITATION_STATE_ACCEPTED,
    InvitationState.WITHDRAWN: pb.INVITATION_STATE_WITHDRAWN,
    InvitationState.EXPIRED: pb.INVITATION_STATE_EXPIRED,
}


class InvitationsRpc:
    def __init__(self, parts: PeopleParts) -> None:
        self._parts = parts

    async def Invite(self, request: pb.InviteRequest, caller: Caller) -> pb.InviteResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        wanted = await self._wanted(request, caller)
        item = Item(invite.needs(wanted), lambda work: invite.invite(self._parts.opens(work), wanted))
        invitation, new = await self._parts.submit(item)
        secret = secret_of(invitation.id, wanted.part) if new else ""
        return pb.InviteResponse(invitation_id=invitation.id, secret=secret, expires_at=timestamp(invitation.expires_at))

    async def _wanted(self, request: pb.InviteRequest, caller: Caller) -> invite.Wanted:
        """Raises Refused for what this caller may not ask."""
        programme_id, role, pair_with = request.programme_id, ROLES.get(request.role, Role.UNSPECIFIED), request.pair_with
        if not holds(caller, programme_id, *STAFF_OF_PEOPLE):
            pair_with = own_person(caller, programme_id)
            own = (await self._parts.people.known(programme_id, pair_with)).enrolment.side
            other = Role.MENTOR if own is Side.MENTEE else Role.MENTEE
            if role is not other or request.person_id or request.mentee_id:
                raise denied("You may invite your own other half only: a mentor if you are a mentee, else a mentee.")
        if role in STAFF and EVERYTHING not in caller.scopes([role_name(Role.ADMINISTRATOR.value)]):
            raise denied("Only administrators invite staff.")
        return invite.Wanted(
            programme_id=programme_id,
            inviter=caller.subject,
            client_key=request.client_key,
            role=role,
            part=secrets.token_urlsafe(32),
            person_id=request.person_id,
            mentee_id=request.mentee_id,
            pair_with=pair_with,
            valid_days=request.valid_days or VALID_DAYS,
        )

    async def ListInvitations(self, request: pb.ListInvitationsRequest, caller: Caller) -> pb.ListInvitationsResponse:
        size, after = page_size(request.page_size), page_after(request.page_token)
        found = await self._parts.people.invitations(request.programme_id, size + 1, after)
        token = found[size - 1].id if len(found) > size else ""
        return pb.ListInvitationsResponse(invitations=[self._invitation(one) for one in found[:size]], next_page_token=token)

    async def WithdrawInvitation(self, request: pb.WithdrawInvitationRequest, caller: Caller) -> pb.WithdrawInvitationResponse:
        require(request.invitation_id, "invitation_id")
        whose = (request.programme_id, request.invitation_id)
        item = Item(
            withdraw_invitation.needs(request.invitation_id),
            lambda work: withdraw_invitation.withdraw_invitation(self._parts.opens(work), *whose),
        )
        return pb.WithdrawInvitationResponse(invitation=self._invitation(await self._parts.submit(item)))

    async def AcceptInvitation(self, request: pb.AcceptInvitationRequest, caller: Caller) -> pb.AcceptInvitationResponse:
        invitation_id, part = _secret(request.secret)
        known = await self._parts.people.invitation(invitation_id)
        require_secret(known, part)
        assert known is not None
        own = Accepting(
            invitation_id=invitation_id,
            part=part,
            issuer=self._parts.issuer,
            subject=caller.subject,
            commitment_accepted=request.commitment_accepted,
            cells=cells_of(request.profile) if request.HasField("profile") else None,
            time_zone=request.time_zone,
        )
        item = Item(accepting.needs(known, own), lambda work: accepting.accept_invitation(self._parts.opens(work), own))
        joined: Joined = await self._parts.submit(item)
        if known.role in SIDE_OF:
            await self._parts.promising.try_for(joined.person_id)
        return pb.AcceptInvitationResponse(
            programme_id=joined.programme_id,
            person_id=joined.person_id,
            role=joined.role.value,
            missing=in_words(joined.missing),
        )

    async def AskGuardian(self, request: pb.AskGuardianRequest, caller: Caller) -> pb.AskGuardianResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        require(request.mentee_id, "mentee_id")
        asked, part = (request.programme_id, request.mentee_id, request.client_key), secrets.token_urlsafe(32)
        item = Item(ask_guardian.needs(*asked), lambda work: ask_guardian.ask_guardian(self._parts.opens(work), *asked, part))
        page, new = await self._parts.submit(item)
        return pb.AskGuardianResponse(secret=secret_of(page.id, part) if new else "", expires_at=timestamp(page.expires_at))

    async def GetConsentPage(self, request: pb.GetConsentPageRequest, caller: Caller) -> pb.GetConsentPageResponse:
        page = await self._page(request.secret)
        programme = await self._parts.reading.programme(page.programme_id)
        known = await self._parts.people.known(page.programme_id, page.mentee_id)
        return pb.GetConsentPageResponse(
            programme_name=programme.name,
            aim=programme.policies.aim,
            norms=programme.policies.norms,
            commitment=commitment_message(programme.terms.commitment),
            purpose=PURPOSE_NAMES[Purpose.TAKING_PART],
            version=words_version(programme),
            given=known.enrolment.standing.consents_to(Purpose.TAKING_PART),
        )

    async def GiveConsent(self, request: pb.GiveConsentRequest, caller: Caller) -> pb.GiveConsentResponse:
        page = await self._page(request.secret)
        part, given, version = parts_of(request.secret)[1], request.given, request.version
        whose = (page.programme_id, page.mentee_id)
        pairs = [] if given else await self._parts.people.active_pairs(*whose)
        item = Item(
            set_consent.needs(*whose, pairs, page.id),
            lambda work: set_consent.consent_by_page(self._parts.opens(work), page.id, part, version, pairs, given=given),
        )
        await self._parts.submit(item)
        await self._parts.promising.try_for(page.mentee_id)
        return pb.GiveConsentResponse(given=given)

    async def _page(self, secret: str) -> ConsentPage:
        """Raises SecretUnknown, InvitationOver."""
        page_id, part = _secret(secret)
        page = await self._parts.people.page(page_id)
        require_secret(page, part)
        assert page is not None
        require_page_open(page, self._parts.clock.now())
        return page

    def _invitation(self, one: Invitation) -> pb.Invitation:
        return pb.Invitation(
            invitation_id=one.id,
            role=one.role.value,
            person_id=one.person_id,
            state=STATES[one.state(self._parts.clock.now())],
            expires_at=timestamp(one.expires_at),
        )


def _secret(given: str) -> tuple[str, str]:
    if len(given) > LONGEST_SECRET:
        raise invalid(f"A secret has at most {LONGEST_SECRET} characters.")
    id, part = parts_of(given)
    return id[:LONGEST_ID], part
