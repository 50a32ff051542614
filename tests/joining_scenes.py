"""What scenarios of programmes and people share: a programme on its own terms, and people who join it by invitation."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import people_pb2 as pb
from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.setting_up import POLICIES, Pair, enrol, match_and_start, pairs_of
from matching.domain.people import Mentee, Mentor
from matching.testing_process import roster_of

PORTAL = "service:portal"
PATIENCE_SECONDS = 30.0
ADULT = pb.OwnProfile(age=34, languages=["en"], slots=[10, 11, 12], interests=["chess"], capacity=1)


@dataclass(frozen=True, slots=True)
class Hall:
    """One open programme of a scenario's own."""

    calls: Calls
    programme_id: str

    async def ask(self, method: str, subject: str = "", **given: Any) -> Any:
        """`method` of People; the programme is filled in. Asked by the administrator unless said otherwise."""
        request = getattr(pb, f"{method}Request")(programme_id=self.programme_id, **given)
        call = getattr(self.calls.people, method)
        return await (self.calls.ask(call, request, subject, fresh=True) if subject else self.calls.ask(call, request))

    async def enrol(self, people: Sequence[Mentee] | Sequence[Mentor]) -> dict[str, str]:
        """Person ids by roster id, of everybody so far."""
        side = "mentee" if isinstance(people[0], Mentee) else "mentor"
        await enrol(self.calls, self.programme_id, side, roster_of(people))
        return {person.roster_id: person.person_id for person in (await self.ask("ListPeople")).people}

    async def invited(self, role: "access_pb2.Role" = access_pb2.ROLE_MENTOR, subject: str = "", **given: Any) -> str:
        """The invitation's secret."""
        return str((await self.ask("Invite", subject, client_key=uuid.uuid4().hex, role=role, **given)).secret)

    async def accepted(self, secret: str, subject: str, **given: Any) -> pb.AcceptInvitationResponse:
        request = pb.AcceptInvitationRequest(**{"secret": secret, "profile": ADULT, **given})
        answer: pb.AcceptInvitationResponse = await self.calls.ask(self.calls.people.AcceptInvitation, request, subject)
        return answer

    async def matched(self) -> list[Pair]:
        """Runs a matching, starts what it proposes, and gives the programme's active pairs."""
        await match_and_start(self.calls, self.programme_id, uuid.uuid4().hex)
        return await pairs_of(self.calls, self.programme_id)

    async def paired(self, pairs: int) -> list[Pair]:
        found: list[Pair] = []

        async def there() -> bool:
            found[:] = await pairs_of(self.calls, self.programme_id)
            return len(found) == pairs

        assert await wait_until(there, PATIENCE_SECONDS)
        return found


async def made(calls: Calls, terms: programmes_pb2.Terms | None = None, **given: Any) -> programmes_pb2.Programme:
    """A programme that is not open yet, with settled policies unless said otherwise."""
    name = f"journey/{uuid.uuid4().hex}"
    request = programmes_pb2.CreateRequest(**{"client_key": name, "name": name, "policies": POLICIES, "terms": terms, **given})
    programme: programmes_pb2.Programme = (await calls.ask(calls.programmes.Create, request)).programme
    return programme


async def a_hall(calls: Calls, terms: programmes_pb2.Terms | None = None) -> Hall:
    programme = await made(calls, terms)
    await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=programme.programme_id))
    return Hall(calls, programme.programme_id)


def an_account() -> str:
    """Somebody at the identity provider whom the system has never seen."""
    return f"person-{uuid.uuid4().hex}"
