"""The Programmes service: one method per rpc."""

from causeway.matching.v1 import programmes_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import create_programme, open_programme
from matching.app.create_programme import Wanted
from matching.app.ports import Reading, Register
from matching.domain.programme import Policies, Programme
from matching.entrypoints.rpc_parts import LONGEST_KEY, require


class ProgrammesRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Register], reading: Reading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading

    async def Create(self, request: pb.CreateRequest, caller: Caller) -> pb.CreateResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        wanted = Wanted(request.client_key, request.name, _policies(request.policies))
        item = Item(create_programme.needs(wanted), lambda work: create_programme.create_programme(self._opens(work), wanted))
        return pb.CreateResponse(programme=_programme(await self._commits.submit(item)))

    async def Open(self, request: pb.OpenRequest, caller: Caller) -> pb.OpenResponse:
        programme_id = request.programme_id
        item = Item(
            open_programme.needs(programme_id), lambda work: open_programme.open_programme(self._opens(work), programme_id)
        )
        return pb.OpenResponse(programme=_programme(await self._commits.submit(item)))

    async def Get(self, request: pb.GetRequest, caller: Caller) -> pb.GetResponse:
        return pb.GetResponse(programme=_programme(await self._reading.programme(request.programme_id)))


def _policies(given: pb.Policies) -> Policies:
    return Policies(given.aim, given.norms, given.safeguarding_contact, given.cadence_days, given.closure_rule)


def _programme(programme: Programme) -> pb.Programme:
    policies = programme.policies
    return pb.Programme(
        programme_id=programme.id,
        name=programme.name,
        policies=pb.Policies(
            aim=policies.aim,
            norms=policies.norms,
            safeguarding_contact=policies.safeguarding_contact,
            cadence_days=policies.cadence_days,
            closure_rule=policies.closure_rule,
        ),
        open=programme.open,
        missing=policies.missing(),
    )
