"""The part of the Matching service by which a mentee asks a mentor, and the mentor answers."""

from collections.abc import Callable, Sequence

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import ask_mentor, settle_request
from matching.app.ask_mentor import NOT_THIS_ONE, Asking
from matching.app.choosing_ports import ChoosingReading, ChoosingRegister, ListedRequest, RequestFilter
from matching.app.find_mentors import FindMentors
from matching.app.screening import WritingReading
from matching.app.settle_request import NO_REQUEST, NOT_ANY_MORE, Acceptance
from matching.domain.desk import MOST_CHOICES
from matching.domain.mentor_request import LONGEST_NOTE, MentorRequest, RequestNotFound, RequestNotPossible, request_id_of
from matching.domain.run import Proposal
from matching.domain.writing import check_writing
from matching.entrypoints.choosing_parts import DECLINED, REQUEST_STATES, member_id, member_ids, request_message, undisturbed
from matching.entrypoints.rpc_parts import LONGEST_KEY, page_after, page_size, require

DECLINED_OF = {message: reason for reason, message in DECLINED.items()}
STATE_OF = {message: state for state, message in REQUEST_STATES.items()}
NOT_SHOWN = "Choose among the mentors of your shortlist, each once. Nothing was saved; ask for the shortlist again."


class RequestsRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ChoosingRegister],
        reading: ChoosingReading,
        texts: WritingReading,
        find: FindMentors,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._texts = texts
        self._find = find

    async def Choose(self, request: pb.ChooseRequest, caller: Caller) -> pb.ChooseResponse:
        chosen = tuple(request.mentor_ids)
        if not 1 <= len(chosen) <= MOST_CHOICES:
            raise invalid(f"mentor_ids must name 1 to {MOST_CHOICES} mentors. Nothing was saved.")
        asked = await self._ask(request, caller, chosen, from_shortlist=True)
        return pb.ChooseResponse(request=await self._own(asked, asked.mentee_id))

    async def RequestMentor(self, request: pb.RequestMentorRequest, caller: Caller) -> pb.RequestMentorResponse:
        require(request.mentor_id, "mentor_id")
        asked = await self._ask(request, caller, (request.mentor_id,), from_shortlist=False)
        return pb.RequestMentorResponse(request=await self._own(asked, asked.mentee_id))

    async def _ask(
        self,
        request: pb.ChooseRequest | pb.RequestMentorRequest,
        caller: Caller,
        mentor_ids: tuple[str, ...],
        *,
        from_shortlist: bool,
    ) -> MentorRequest:
        require(request.client_key, "client_key", LONGEST_KEY)
        if request.note:
            check_writing(request.note, "note", LONGEST_NOTE)
        programme_id = request.programme_id
        mentee_id = member_id(caller, programme_id, "mentee")
        known = await self._known(programme_id, request_id_of(mentee_id, request.client_key))
        if known is not None:
            return known
        chooser = await self._find.chooser(programme_id, mentee_id)
        if from_shortlist and (not set(mentor_ids) <= set(chooser.desk.shown) or len(set(mentor_ids)) < len(mentor_ids)):
            raise RequestNotPossible(NOT_SHOWN)
        proposal = await self._proposal(programme_id, mentee_id, mentor_ids[0], NOT_THIS_ONE)
        asking = Asking(programme_id, proposal, request.client_key, request.note, choices=mentor_ids[1:])
        item = Item(ask_mentor.needs(asking), lambda work: ask_mentor.ask_mentor(self._opens(work), asking))
        asked: MentorRequest = await self._commits.submit(item)
        return asked

    async def _known(self, programme_id: str, request_id: str) -> MentorRequest | None:
        try:
            return await self._reading.request(programme_id, request_id)
        except RequestNotFound:
            return None

    async def _proposal(self, programme_id: str, mentee_id: str, mentor_id: str, otherwise: str) -> Proposal:
        """What the two share now. Raises RequestNotPossible, MenteeNotFound, PoolNotReady."""
        chooser = await self._find.chooser(programme_id, mentee_id)
        best = await self._find.these(programme_id, chooser, [mentor_id])
        if not best.candidates:
            raise RequestNotPossible(otherwise)
        return best.proposal(best.candidates[0])

    async def AcceptRequest(self, request: pb.AcceptRequestRequest, caller: Caller) -> pb.AcceptRequestResponse:
        mentor_id = member_id(caller, request.programme_id, "mentor")

        async def accept() -> MentorRequest:
            known = await self._to_mentor(request.programme_id, request.request_id, mentor_id)
            proposal = await self._proposal(request.programme_id, known.mentee_id, mentor_id, NOT_ANY_MORE)
            chooser = await self._find.chooser(request.programme_id, known.mentee_id)
            others = tuple(one for one in chooser.desk.open if one.request_id != known.id)
            acceptance = Acceptance(known, proposal, others)
            needs = settle_request.acceptance_needs(acceptance)
            item = Item(needs, lambda work: settle_request.accept_request(self._opens(work), acceptance))
            accepted: MentorRequest = await self._commits.submit(item)
            return accepted

        return pb.AcceptRequestResponse(request=await self._own(await undisturbed(accept), mentor_id))

    async def DeclineRequest(self, request: pb.DeclineRequestRequest, caller: Caller) -> pb.DeclineRequestResponse:
        reason = DECLINED_OF.get(request.reason)
        if reason is None:
            raise invalid("reason must be one of DeclineReason; only staff see it. Nothing was changed.")
        mentor_id = member_id(caller, request.programme_id, "mentor")
        known = await self._to_mentor(request.programme_id, request.request_id, mentor_id)
        declined = await self._settle(known, lambda register: settle_request.decline_request(register, known.id, reason))
        return pb.DeclineRequestResponse(request=await self._own(declined, mentor_id))

    async def WithdrawRequest(self, request: pb.WithdrawRequestRequest, caller: Caller) -> pb.WithdrawRequestResponse:
        mentee_id = member_id(caller, request.programme_id, "mentee")
        known = await self._reading.request(request.programme_id, request.request_id)
        if known.mentee_id != mentee_id:
            raise RequestNotFound(NO_REQUEST)
        withdrawn = await self._settle(known, lambda register: settle_request.withdraw_request(register, known.id))
        return pb.WithdrawRequestResponse(request=await self._own(withdrawn, mentee_id))

    async def _to_mentor(self, programme_id: str, request_id: str, mentor_id: str) -> MentorRequest:
        known = await self._reading.request(programme_id, request_id)
        if known.mentor_id != mentor_id:
            raise RequestNotFound(NO_REQUEST)
        return known

    async def _settle(self, known: MentorRequest, act: Callable[[ChoosingRegister], MentorRequest]) -> MentorRequest:
        item = Item(settle_request.request_needs(known), lambda work: act(self._opens(work)))
        settled: MentorRequest = await self._commits.submit(item)
        return settled

    async def _own(self, request: MentorRequest, reader_id: str) -> pb.MentorRequest:
        shown = await self._texts.shown([request.note_id], reader_id)
        return request_message(ListedRequest(request, ()), shown)

    async def ListMyRequests(self, request: pb.ListMyRequestsRequest, caller: Caller) -> pb.ListMyRequestsResponse:
        programme_id = request.programme_id
        people = tuple(member_ids(caller, programme_id, "mentee", "mentor"))
        state = STATE_OF[pb.REQUEST_STATE_OPEN] if request.only_open else None
        wanted = RequestFilter(programme_id, people=people, state=state)
        size, after = page_size(request.page_size), page_after(request.page_token)
        listed = await self._reading.requests(wanted, size + 1, after)
        answer = pb.ListMyRequestsResponse(offered_mentor_id=await self._offered(caller, programme_id))
        answer.requests.extend(await self._messages(listed[:size], people[0] if people else ""))
        answer.next_page_token = listed[size - 1].request.id if len(listed) > size else ""
        return answer

    async def _offered(self, caller: Caller, programme_id: str) -> str:
        mentee = member_ids(caller, programme_id, "mentee")
        chooser = await self._reading.chooser(programme_id, mentee[0]) if mentee else None
        return chooser.desk.offered if chooser is not None else ""

    async def ListRequests(self, request: pb.ListRequestsRequest, caller: Caller) -> pb.ListRequestsResponse:
        if request.state and request.state not in STATE_OF:
            raise invalid("state must be one of RequestState, or left out for all.")
        wanted = RequestFilter(request.programme_id, request.mentee_id, request.mentor_id, state=STATE_OF.get(request.state))
        size, after = page_size(request.page_size), page_after(request.page_token)
        listed = await self._reading.requests(wanted, size + 1, after)
        return pb.ListRequestsResponse(
            requests=await self._messages(listed[:size], caller.subject, for_staff=True),
            next_page_token=listed[size - 1].request.id if len(listed) > size else "",
        )

    async def _messages(
        self, listed: Sequence[ListedRequest], reader_id: str, *, for_staff: bool = False
    ) -> list[pb.MentorRequest]:
        notes = await self._texts.shown([one.request.note_id for one in listed], reader_id)
        return [request_message(one, notes, for_staff=for_staff) for one in listed]
