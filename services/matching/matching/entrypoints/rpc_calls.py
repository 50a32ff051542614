"""The part of the Matching service by which staff call for volunteers and form pairs across sites."""

from collections.abc import Sequence

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import call_volunteers
from matching.app.call_volunteers import OpeningCall, Signing
from matching.app.choosing_ports import CallReading, ChoosingRegister
from matching.app.screening import WritingReading
from matching.domain.call import DEFAULT_DAYS, LONGEST_DAYS, LONGEST_SITE, LONGEST_TOPIC, MOST_SITES, Call, State
from matching.domain.enrolment import ROLE_OF
from matching.domain.people import Side
from matching.domain.writing import check_writing
from matching.entrypoints.choosing_parts import is_staff, member_id, member_ids, writing
from matching.entrypoints.forming import Forming
from matching.entrypoints.rpc_parts import LONGEST_ID, LONGEST_KEY, page_size, require

WAIT_SECONDS = 8.0  # a call has 10
FOR_MEMBERS = (State.OPEN, State.FORMING, State.DONE)
STATES = {
    State.CHECKING: pb.CALL_STATE_CHECKING,
    State.OPEN: pb.CALL_STATE_OPEN,
    State.FORMING: pb.CALL_STATE_FORMING,
    State.DONE: pb.CALL_STATE_DONE,
    State.REFUSED: pb.CALL_STATE_REFUSED,
}


class CallsRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ChoosingRegister],
        reading: CallReading,
        texts: WritingReading,
        forming: Forming,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._texts = texts
        self._forming = forming

    async def OpenCall(self, request: pb.OpenCallRequest, caller: Caller) -> pb.OpenCallResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        check_writing(request.topic, "topic", LONGEST_TOPIC)
        sites = tuple(dict.fromkeys(request.sites))
        if len(sites) > MOST_SITES or any(not 0 < len(site) <= LONGEST_SITE for site in sites):
            raise invalid(f"sites may name {MOST_SITES} regions of 1 to {LONGEST_SITE} characters. Nothing was saved.")
        if not 0 <= request.days <= LONGEST_DAYS:
            raise invalid(f"days must be 0 to {LONGEST_DAYS}. Nothing was saved.")
        days = request.days or DEFAULT_DAYS
        opening = OpeningCall(request.programme_id, caller.subject, request.client_key, request.topic, sites, days)
        needs = call_volunteers.opening_needs(opening)
        item = Item(needs, lambda work: call_volunteers.open_call(self._opens(work), opening))
        return pb.OpenCallResponse(call=await self._message(await self._commits.submit(item), caller))

    async def ListCalls(self, request: pb.ListCallsRequest, caller: Caller) -> pb.ListCallsResponse:
        size = page_size(request.page_size)
        states = tuple(State) if is_staff(caller, request.programme_id) else FOR_MEMBERS
        after = _after(request.page_token)
        calls = await self._reading.calls(request.programme_id, states, size + 1, after)
        token = calls[size - 1].id if len(calls) > size else ""
        messages = await self._messages(request.programme_id, calls[:size], caller)
        return pb.ListCallsResponse(calls=messages, next_page_token=token)

    async def SignUp(self, request: pb.SignUpRequest, caller: Caller) -> pb.SignUpResponse:
        require(request.call_id, "call_id")
        programme_id = request.programme_id
        # somebody who was a mentee and is a mentor now volunteers as a mentor
        side = Side.MENTOR if member_ids(caller, programme_id, "mentor") else Side.MENTEE
        person_id = member_id(caller, programme_id, side.value)
        signing = Signing(programme_id, request.call_id, person_id, side, request.withdraw)
        needs = call_volunteers.signing_needs(signing)
        item = Item(needs, lambda work: call_volunteers.sign_up(self._opens(work), signing))
        return pb.SignUpResponse(call=await self._message(await self._commits.submit(item), caller))

    async def ListSignUps(self, request: pb.ListSignUpsRequest, caller: Caller) -> pb.ListSignUpsResponse:
        call = await self._reading.call(request.programme_id, request.call_id)
        size, after = page_size(request.page_size), _after(request.page_token)
        found = await self._reading.sign_ups(call.id, size + 1, after)
        people = [pb.SignedUp(person_id=one.person_id, role=ROLE_OF[one.side].value) for one in found[:size]]
        return pb.ListSignUpsResponse(people=people, next_page_token=found[size - 1].id if len(found) > size else "")

    async def FormPairs(self, request: pb.FormPairsRequest, caller: Caller) -> pb.FormPairsResponse:
        require(request.call_id, "call_id")
        whose = (request.programme_id, request.call_id)
        needs = call_volunteers.form_needs(request.call_id)
        item = Item(needs, lambda work: call_volunteers.ask_to_form(self._opens(work), *whose))
        formed = await self._forming.until_done(await self._commits.submit(item), WAIT_SECONDS)
        return pb.FormPairsResponse(call=await self._message(formed, caller))

    async def _message(self, call: Call, caller: Caller) -> pb.VolunteerCall:
        return (await self._messages(call.programme_id, [call], caller))[0]

    async def _messages(self, programme_id: str, calls: Sequence[Call], caller: Caller) -> list[pb.VolunteerCall]:
        topics = await self._texts.shown([call.topic_id for call in calls], caller.subject)
        own = member_ids(caller, programme_id, "mentee", "mentor")
        signed_up = await self._reading.signed_up([call.id for call in calls], own)
        return [
            pb.VolunteerCall(
                call_id=call.id,
                programme_id=call.programme_id,
                state=STATES[call.state],
                topic=writing(call.topic_id, topics),
                sites=call.sites,
                opened_at=timestamp(call.opened_at),
                sign_up_by=timestamp(call.sign_up_by),
                mentees=call.mentees,
                mentors=call.mentors,
                pairs=call.pairs,
                signed_up=call.id in signed_up,
            )
            for call in calls
        ]


def _after(token: str) -> str:
    """A sign-up is named by its call and its person."""
    if len(token) > 2 * LONGEST_ID + 1:
        raise invalid("page_token is not one that this method gave. Start again without it.")
    return token
