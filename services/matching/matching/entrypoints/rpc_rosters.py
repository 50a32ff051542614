"""The part of the People service by which staff bring many people in, list them, and take an import back."""

from collections.abc import AsyncIterator, Sequence

from causeway.access.v1 import access_pb2
from causeway.access.v1.access import Role
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from matching.app import appoint
from matching.app.ports import Listed, Reached
from matching.domain.enrolment import Change
from matching.domain.readiness import is_ready
from matching.domain.role import staff_role
from matching.domain.roster_import import ImportState
from matching.domain.roster_problem import RowProblem
from matching.entrypoints.importing import SIDES
from matching.entrypoints.people_parts import PeopleParts
from matching.entrypoints.rpc_parts import LONGEST_ID, page_after, page_size, require

MOST_CONTACTS = 500
STATES = {
    ImportState.READING: pb.IMPORT_STATE_READING,
    ImportState.ENROLLING: pb.IMPORT_STATE_ENROLLING,
    ImportState.DONE: pb.IMPORT_STATE_DONE,
    ImportState.STOPPED: pb.IMPORT_STATE_STOPPED,
    ImportState.UNDONE: pb.IMPORT_STATE_UNDONE,
}
READY = {pb.READY_FILTER_UNSPECIFIED: None, pb.READY_FILTER_READY: True, pb.READY_FILTER_NOT_READY: False}


class RostersRpc:
    def __init__(self, parts: PeopleParts) -> None:
        self._parts = parts

    async def ImportRoster(self, requests: AsyncIterator[pb.ImportRosterRequest], caller: Caller) -> pb.ImportRosterResponse:
        imported = await self._parts.importing.import_roster(requests)
        return pb.ImportRosterResponse(
            enrolled=imported.changes[Change.ENROLLED],
            changed=imported.changes[Change.CHANGED],
            unchanged=imported.changes[Change.UNCHANGED],
            left_out=imported.read.left_out,
            problems=_problems(imported.read.problems),
            import_id=imported.import_id,
        )

    async def GetImport(self, request: pb.GetImportRequest, caller: Caller) -> pb.GetImportResponse:
        one = await self._parts.people.roster_import(request.programme_id, request.import_id)
        return pb.GetImportResponse(
            state=STATES[one.seen_at(self._parts.clock.now())],
            rows=one.rows,
            rows_done=one.rows_done,
            so_far=pb.ImportRosterResponse(
                enrolled=one.enrolled,
                changed=one.changed,
                unchanged=one.unchanged,
                left_out=one.left_out,
                problems=_problems(await self._parts.people.problems(one)),
                import_id=one.id,
            ),
        )

    async def UndoImport(self, request: pb.UndoImportRequest, caller: Caller) -> pb.UndoImportResponse:
        require(request.import_id, "import_id")
        taken, kept = await self._parts.undoing.undo(request.programme_id, request.import_id)
        return pb.UndoImportResponse(taken_back=taken, kept=kept)

    async def Appoint(self, request: pb.AppointRequest, caller: Caller) -> pb.AppointResponse:
        if len(request.programme_id) > LONGEST_ID:
            raise invalid(f"programme_id has at most {LONGEST_ID} characters. Nothing was saved.")
        wanted = staff_role(request.subject, _role(request), request.programme_id)
        item = Item(appoint.needs(wanted), lambda work: appoint.appoint(self._parts.opens(work), wanted))
        await self._parts.submit(item)
        return pb.AppointResponse()

    async def ListPeople(self, request: pb.ListPeopleRequest, caller: Caller) -> pb.ListPeopleResponse:
        if request.role and request.role not in SIDES:
            raise invalid("role must be ROLE_MENTEE or ROLE_MENTOR, or left out for both.")
        if request.ready not in READY:
            raise invalid("ready is not one of the filters that this build knows.")
        await self._parts.reading.programme(request.programme_id)
        size, after = page_size(request.page_size), page_after(request.page_token)
        ready = READY[request.ready]
        people = await self._parts.people.listed(
            request.programme_id, SIDES.get(request.role), size + 1, after, ready, self._parts.clock.now()
        )
        page = people[:size]
        token = page[-1].enrolment.person_id if len(people) > size else ""
        return pb.ListPeopleResponse(people=[self._person(one) for one in page], next_page_token=token)

    def _person(self, listed: Listed) -> pb.Person:
        enrolment = listed.enrolment
        return pb.Person(
            person_id=enrolment.person_id,
            roster_id=listed.roster_id,
            role=enrolment.role.value,
            minor=enrolment.minor,
            ready=is_ready(enrolment, self._parts.clock.now()),
            left=enrolment.standing.left,
        )

    async def GetContacts(self, request: pb.GetContactsRequest, caller: Caller) -> pb.GetContactsResponse:
        if len(request.person_ids) > MOST_CONTACTS:
            raise invalid(f"Ask for at most {MOST_CONTACTS} people at once.")
        reached = await self._parts.reading.contacts(request.person_ids)
        return pb.GetContactsResponse(contacts=[_contact(one) for one in reached])


def _role(request: pb.AppointRequest) -> Role:
    try:
        return Role(access_pb2.Role.Name(request.role))
    except ValueError:
        return Role.UNSPECIFIED


def _problems(problems: Sequence[RowProblem]) -> list[pb.RowProblem]:
    return [pb.RowProblem(row=one.line, column=one.column, value=one.value, cure=one.cure) for one in problems]


def _contact(one: Reached) -> pb.Contact:
    return pb.Contact(
        person_id=one.person_id,
        name=one.name,
        email=one.email,
        time_zone=one.time_zone,
        programme_name=one.programme_name,
    )
