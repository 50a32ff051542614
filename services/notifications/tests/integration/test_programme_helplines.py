"""A programme's helplines by real gRPC, and the usual ones whenever nobody answers."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import grpc
import pytest

from causeway.moderation.v1 import policies_pb2 as pb
from causeway.moderation.v1 import policies_pb2_grpc
from causeway_kit.client import open_channel
from causeway_kit.clock import ShiftedClock
from notifications.adapters.helplines import PolicyHelplines
from notifications.testing import MONDAY

pytestmark = pytest.mark.connected
USUAL = "Samaritans 116 123"


class PolicyBook:
    """Answers GetPolicy as a test wants."""

    def __init__(self) -> None:
        self.away = False
        self.asked = 0
        self.GetPolicy: Callable[..., Awaitable[pb.GetPolicyResponse]] = self._get_policy

    async def _get_policy(self, request: pb.GetPolicyRequest, context: Any) -> pb.GetPolicyResponse:
        self.asked += 1
        if self.away:
            await context.abort(grpc.StatusCode.PERMISSION_DENIED, "away")
        terms = {"south": pb.PolicyTerms(helplines="Ring 112.", helplines_link="https://help.example")}
        return pb.GetPolicyResponse(policy=pb.Policy(terms=terms.get(request.programme_id)))

    def __getattr__(self, name: str) -> Any:
        """The other methods of the service, which notifications does not call."""
        if name[:1].isupper():
            return None
        raise AttributeError(name)


async def token() -> str:
    return "any"


async def test_a_programme_names_its_own_and_the_usual_ones_come_when_it_names_none_or_nobody_answers() -> None:
    book, server, clock = PolicyBook(), grpc.aio.server(), ShiftedClock(fixed=MONDAY)
    policies_pb2_grpc.add_PoliciesServicer_to_server(book, server)  # type: ignore[no-untyped-call]
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    channel = open_channel(f"127.0.0.1:{port}")
    helplines = PolicyHelplines(channel, token, USUAL, clock)

    own, usual = await helplines.of("south"), await helplines.of("north")
    again, asked = await helplines.of("south"), book.asked
    clock.advance(timedelta(minutes=2))
    book.away = True
    kept, unknown = await helplines.of("south"), await helplines.of("west")
    await channel.close()
    await server.stop(0)

    assert (own, usual) == ("Ring 112. https://help.example", USUAL)
    assert (again, asked) == (own, 2)
    assert (kept, unknown) == (own, USUAL)
