"""What scenarios of choosing share: people who may all be joined, in a programme of their own, and the calls they make."""

import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from causeway.matching.v1 import choosing_pb2 as pb
from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.setting_up import POLICIES, enrol
from causeway_cli.trouble import Trouble
from matching.domain.people import Mentee, Mentor
from matching.testing_process import roster_of

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Town:
    """Person ids by the ids of the roster."""

    calls: Calls
    programme_id: str
    people: dict[str, str]

    async def ask(self, method: str, subject: str = "administrator", /, **fields: Any) -> Any:
        """For example `Shortlist`. Raises Refusal."""
        request = getattr(pb, f"{method}Request")(programme_id=self.programme_id, **fields)
        return await self.calls.ask(getattr(self.calls.matching, method), request, self.people.get(subject, subject))

    async def requests(self, mentee: str, mentor: str, **more: Any) -> pb.MentorRequest:
        key = uuid.uuid4().hex
        answer = await self.ask("RequestMentor", mentee, client_key=key, mentor_id=self.people[mentor], **more)
        request: pb.MentorRequest = answer.request
        return request

    async def state_of(self, person: str, request: pb.MentorRequest) -> "pb.RequestState":
        mine = (await self.ask("ListMyRequests", person)).requests
        state: pb.RequestState = next(one.state for one in mine if one.request_id == request.request_id)
        return state


async def a_town(calls: Calls, mentees: Sequence[Mentee], mentors: Sequence[Mentor], *, social: bool = False) -> Town:
    name = f"journey/{uuid.uuid4().hex}"
    model = programmes_pb2.PROGRAMME_MODEL_SOCIAL if social else programmes_pb2.PROGRAMME_MODEL_PAIR
    terms = programmes_pb2.Terms(model=model)
    request = programmes_pb2.CreateRequest(client_key=name, name=name, policies=POLICIES, terms=terms)
    programme_id = (await calls.ask(calls.programmes.Create, request)).programme.programme_id
    await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=programme_id), fresh=True)
    for side, people in (("mentee", mentees), ("mentor", mentors)):
        await enrol(calls, programme_id, side, roster_of(people))
    listed = await calls.ask(calls.people.ListPeople, people_pb2.ListPeopleRequest(programme_id=programme_id, page_size=1000))
    return Town(calls, programme_id, {one.roster_id: one.person_id for one in listed.people})


async def until(holds: Callable[[], Awaitable[bool]], otherwise: str) -> None:
    """Raises Trouble."""
    began = time.monotonic()
    if not await wait_until(holds, PATIENCE_SECONDS):
        raise Trouble(f"{otherwise} after {time.monotonic() - began:.0f} s")
