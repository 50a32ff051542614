"""The People service: one method per rpc."""

from collections.abc import AsyncIterator

from causeway.access.v1 import access_pb2
from causeway.access.v1.access import Role
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import appoint
from matching.app.ports import Listed, Reached, Reading, Register
from matching.domain.enrolment import Change
from matching.domain.role import staff_role
from matching.domain.roster_problem import RowProblem
from matching.entrypoints.importing import SIDES, Importing
from matching.entrypoints.rpc_parts import LONGEST_ID, page_after, page_size

MOST_CONTACTS = 500


class PeopleRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Register], reading: Reading, importing: Importing) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._importing = importing

    async def ImportRoster(self, requests: AsyncIterator[pb.ImportRosterRequest], caller: Caller) -> pb.ImportRosterResponse:
        imported = await self._importing.import_roster(requests)
        return pb.ImportRosterResponse(
            enrolled=imported.changes[Change.ENROLLED],
            changed=imported.changes[Change.CHANGED],
            unchanged=imported.changes[Change.UNCHANGED],
            left_out=imported.read.left_out,
            problems=[_problem(problem) for problem in imported.read.problems],
        )

    async def Appoint(self, request: pb.AppointRequest, caller: Caller) -> pb.AppointResponse:
        if len(request.programme_id) > LONGEST_ID:
            raise invalid(f"programme_id has at most {LONGEST_ID} characters. Nothing was saved.")
        wanted = staff_role(request.subject, _role(request), request.programme_id)
        item = Item(appoint.needs(wanted), lambda work: appoint.appoint(self._opens(work), wanted))
        await self._commits.submit(item)
        return pb.AppointResponse()

    async def ListPeople(self, request: pb.ListPeopleRequest, caller: Caller) -> pb.ListPeopleResponse:
        if request.role and request.role not in SIDES:
            raise invalid("role must be ROLE_MENTEE or ROLE_MENTOR, or left out for both.")
        await self._reading.programme(request.programme_id)
        size, after = page_size(request.page_size), page_after(request.page_token)
        people = await self._reading.people(request.programme_id, SIDES.get(request.role), size + 1, after)
        page = people[:size]
        token = page[-1].enrolment.person_id if len(people) > size else ""
        return pb.ListPeopleResponse(people=[_person(one) for one in page], next_page_token=token)

    async def GetContacts(self, request: pb.GetContactsRequest, caller: Caller) -> pb.GetContactsResponse:
        if len(request.person_ids) > MOST_CONTACTS:
            raise invalid(f"Ask for at most {MOST_CONTACTS} people at once.")
        reached = await self._reading.contacts(request.person_ids)
        return pb.GetContactsResponse(contacts=[_contact(one) for one in reached])


def _role(request: pb.AppointRequest) -> Role:
    try:
        return Role(access_pb2.Role.Name(request.role))
    except ValueError:
        return Role.UNSPECIFIED


def _problem(problem: RowProblem) -> pb.RowProblem:
    return pb.RowProblem(row=problem.line, column=problem.column, value=problem.value, cure=problem.cure)


def _person(listed: Listed) -> pb.Person:
    enrolment = listed.enrolment
    return pb.Person(
        person_id=enrolment.person_id,
        roster_id=listed.roster_id,
        role=enrolment.role.value,
        minor=enrolment.minor,
    )


def _contact(one: Reached) -> pb.Contact:
    return pb.Contact(
        person_id=one.person_id,
        name=one.name,
        email=one.email,
        time_zone=one.time_zone,
        programme_name=one.programme_name,
    )
