"""The Programmes service: one method per rpc."""

from causeway.matching.v1 import programmes_pb2 as pb
from causeway_kit.access import EVERYTHING, Caller, denied, programme_scope
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import close_programme, create_programme, open_programme, set_group_members, update_programme
from matching.app.create_programme import Wanted
from matching.app.people_ports import PeopleReading, PeopleRegister
from matching.app.ports import ProgrammeNotFound, Reading
from matching.domain.programme import Programme
from matching.domain.role import LONGEST_SUBJECT
from matching.entrypoints.rpc_parts import LONGEST_KEY, page_after, page_size, require
from matching.entrypoints.terms_messages import masked, policies_of, programme_message, public_page, terms_of

SMALLEST_GROUP = 10  # common privacy practice: fewer people are not counted in public
MOST_MEMBERS = 500
STAFF = ("administrator", "coordinator", "relationship_manager", "moderator", "safeguarding_lead", "facilitator")


class ProgrammesRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[PeopleRegister], reading: Reading, people: PeopleReading, clock: Clock
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._people = people
        self._clock = clock

    async def Create(self, request: pb.CreateRequest, caller: Caller) -> pb.CreateResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        wanted = Wanted(request.client_key, request.name, policies_of(request.policies), terms_of(request.terms))
        item = Item(create_programme.needs(wanted), lambda work: create_programme.create_programme(self._opens(work), wanted))
        return pb.CreateResponse(programme=self._told(await self._commits.submit(item)))

    async def Open(self, request: pb.OpenRequest, caller: Caller) -> pb.OpenResponse:
        programme_id = request.programme_id
        item = Item(
            open_programme.needs(programme_id), lambda work: open_programme.open_programme(self._opens(work), programme_id)
        )
        return pb.OpenResponse(programme=self._told(await self._commits.submit(item)))

    async def Get(self, request: pb.GetRequest, caller: Caller) -> pb.GetResponse:
        return pb.GetResponse(programme=self._told(await self._reading.programme(request.programme_id)))

    async def Update(self, request: pb.UpdateProgrammeRequest, caller: Caller) -> pb.UpdateProgrammeResponse:
        programme_id, change = request.programme_id, masked(request.programme, request.mask, self._clock.now().date())
        item = Item(
            update_programme.needs(programme_id),
            lambda work: update_programme.update_programme(self._opens(work), programme_id, change),
        )
        return pb.UpdateProgrammeResponse(programme=self._told(await self._commits.submit(item)))

    async def Close(self, request: pb.CloseProgrammeRequest, caller: Caller) -> pb.CloseProgrammeResponse:
        programme_id = request.programme_id
        item = Item(
            close_programme.needs(programme_id), lambda work: close_programme.close_programme(self._opens(work), programme_id)
        )
        return pb.CloseProgrammeResponse(programme=self._told(await self._commits.submit(item)))

    async def List(self, request: pb.ListProgrammesRequest, caller: Caller) -> pb.ListProgrammesResponse:
        size, after = page_size(request.page_size), page_after(request.page_token)
        scopes = caller.scopes(STAFF)
        ids = None if EVERYTHING in scopes else sorted(scope.removeprefix("programme:") for scope in scopes)
        found = await self._people.programmes(ids, size + 1, after, only_open=request.only_open)
        token = found[size - 1].id if len(found) > size else ""
        return pb.ListProgrammesResponse(programmes=[self._told(one) for one in found[:size]], next_page_token=token)

    async def GetPublic(self, request: pb.GetPublicRequest, caller: Caller) -> pb.GetPublicResponse:
        try:
            programme = await self._reading.programme(request.programme_id)
        except ProgrammeNotFound:
            raise _nothing_to_see() from None
        if not (programme.open or programme.closed) or not await self._sees(programme, caller):
            raise _nothing_to_see()
        return pb.GetPublicResponse(page=public_page(programme))

    async def _sees(self, programme: Programme, caller: Caller) -> bool:
        if not programme.terms.eligibility_group:
            return True
        scopes = {grant.scope for grant in caller.grants}
        belongs = bool(scopes & {EVERYTHING, programme_scope(programme.id)})
        return belongs or (not caller.service and await self._people.is_member(programme.id, caller.subject))

    async def SetGroupMembers(self, request: pb.SetGroupMembersRequest, caller: Caller) -> pb.SetGroupMembersResponse:
        programme_id, add, remove = request.programme_id, list(request.add), list(request.remove)
        subjects = [*add, *remove]
        if len(subjects) > MOST_MEMBERS or not all(0 < len(one) <= LONGEST_SUBJECT for one in subjects):
            raise invalid(f"Name at most {MOST_MEMBERS} people at once, each by their sign-in name. Nothing was saved.")
        joined = await self._people.joined(programme_id, subjects)
        item = Item(
            set_group_members.needs(programme_id, subjects, joined),
            lambda work: set_group_members.set_group_members(self._opens(work), programme_id, add, remove, joined),
        )
        await self._commits.submit(item)
        return pb.SetGroupMembersResponse(members=await self._people.members(programme_id))

    async def GetGroupResults(self, request: pb.GetGroupResultsRequest, caller: Caller) -> pb.GetGroupResultsResponse:
        group = (await self._reading.programme(request.programme_id)).terms.eligibility_group
        found = await self._people.group_results(request.programme_id, self._clock.now())
        if found.enrolled < SMALLEST_GROUP:
            return pb.GetGroupResultsResponse(eligibility_group=group, hidden=True)
        return pb.GetGroupResultsResponse(
            eligibility_group=group,
            members=found.members,
            enrolled=found.enrolled,
            ready=found.ready,
            paired=found.paired,
        )

    def _told(self, programme: Programme) -> pb.Programme:
        return programme_message(programme, self._clock.now().date())


def _nothing_to_see() -> Exception:
    """The same for a programme that is not there, not open, or not for them."""
    return denied("There is no programme here that you may see.")
