"""A server with more calls than it can take says so at once, and still finds room for what matters more."""

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import grpc
import pytest
from small_server import MESSAGES, SmallMessages, as_caller, rpc_server, serving

from causeway.matching.v1 import pairs_pb2, pairs_pb2_grpc, people_pb2, people_pb2_grpc
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.messaging.v1 import messaging_pb2_grpc
from causeway_kit import limits, rpc
from causeway_kit.access import Caller
from causeway_kit.answers import retry_after_seconds
from causeway_kit.client import call
from causeway_kit.limits import Allowance, Pace

AT_ONCE_SECONDS = 0.1
CALLS = 20
TAKEN = 18  # what posts may take of 20
PAIRS = pairs_pb2.DESCRIPTOR.services_by_name["Pairs"]
PEOPLE = people_pb2.DESCRIPTOR.services_by_name["People"]
BUSY = grpc.StatusCode.RESOURCE_EXHAUSTED


class Unasked:
    """Answers for the methods of a service that a test does not call."""

    def __getattr__(self, name: str) -> Any:
        async def unasked(request: Any, caller: Caller) -> None:
            raise AssertionError(f"{name} was called")

        return unasked


class EndedPairs(Unasked):
    async def End(self, request: pairs_pb2.EndRequest, caller: Caller) -> pairs_pb2.EndResponse:  # noqa: N802
        return pairs_pb2.EndResponse()

    async def ListMine(self, request: Any, caller: Caller) -> pairs_pb2.ListMineResponse:  # noqa: N802
        return pairs_pb2.ListMineResponse()

    async def ListPairs(self, request: Any, caller: Caller) -> pairs_pb2.ListPairsResponse:  # noqa: N802
        return pairs_pb2.ListPairsResponse()


class Held:
    """Posts wait at the gate until it opens, as they do when a database is slow."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.waiting = 0
        self.cancelled = 0

    async def __call__(self) -> None:
        self.waiting += 1
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.waiting -= 1


def messages(channel: grpc.aio.Channel) -> Any:
    return messaging_pb2_grpc.MessagesStub(channel)  # type: ignore[no-untyped-call]


def a_post() -> pb.PostRequest:
    return pb.PostRequest(conversation_id="c1", client_key=uuid.uuid4().hex, text="hello")


async def refused(calling: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as refusal:
        await calling
    return refusal.value


async def reached(condition: Any) -> None:
    for _ in range(2000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to that within ten seconds")


@dataclass
class Late:
    """What those were told who came when posts had taken all that they may, and what became of the others."""

    waits: list[float] = field(default_factory=list)  # seconds
    errors: list[grpc.aio.AioRpcError] = field(default_factory=list)
    answered: int = 0
    answered_afterwards: int = 0


async def coming_late(calls: int, deadline: float = 30) -> Late:
    held, late = Held(), Late()
    running = serving(rpc_server(calls=calls), [(MESSAGES, SmallMessages(held))])
    async with running as (_, address), grpc.aio.insecure_channel(address) as channel:
        stub = messages(channel)
        taken = [asyncio.ensure_future(stub.Post(a_post(), timeout=30, metadata=as_caller(f"p{n}"))) for n in range(TAKEN)]
        await reached(lambda: held.waiting == TAKEN)
        for _ in range(20):
            began = time.perf_counter()
            late.errors.append(await refused(stub.Post(a_post(), timeout=deadline, metadata=as_caller("late"))))
            late.waits.append(time.perf_counter() - began)
        held.gate.set()
        late.answered = len({answer.message_id for answer in await asyncio.gather(*taken)})
        late.answered_afterwards = (await stub.Post(a_post(), timeout=30, metadata=as_caller("late"))).seq
    return late


def told_at_once(late: Late) -> bool:
    """Refused, with a reason and a time to come again, before anybody would notice a wait."""
    return (
        {error.code() for error in late.errors} == {BUSY}
        and all("nothing was done" in (error.details() or "") for error in late.errors)
        and all(0 < retry_after_seconds(error.trailing_metadata()) < 1 for error in late.errors)
        and sorted(late.waits)[len(late.waits) // 2] < AT_ONCE_SECONDS
    )


async def test_calls_beyond_what_fits_are_refused_at_once_and_later_ones_find_room_again() -> None:
    late = await coming_late(CALLS)

    assert told_at_once(late)
    assert (late.answered, late.answered_afterwards) == (TAKEN, 1)


async def test_a_server_that_lets_everybody_wait_is_found() -> None:
    """A planted bug: no limit, so that those who come late run into their own deadlines."""
    assert not told_at_once(await coming_late(10**6, deadline=0.05))


async def ended_while_posts_fill_the_server() -> tuple[str, str]:
    """What a read and the end of a pair were answered."""
    held = Held()
    served = [(MESSAGES, SmallMessages(held)), (PAIRS, EndedPairs())]
    running = serving(rpc_server(("mentee", "administrator"), calls=CALLS), served)
    async with running as (_, address), grpc.aio.insecure_channel(address) as channel:
        stub = messages(channel)
        pairs: Any = pairs_pb2_grpc.PairsStub(channel)  # type: ignore[no-untyped-call]
        posts = [asyncio.ensure_future(stub.Post(a_post(), timeout=30, metadata=as_caller(f"p{n}"))) for n in range(CALLS)]
        await reached(lambda: held.waiting + sum(post.done() for post in posts) == CALLS)
        read = await status(stub.Sync(pb.SyncRequest(conversation_id="c1"), timeout=30, metadata=as_caller("maya")))
        end = pairs_pb2.EndRequest(programme_id="p", pair_id="x")
        ended = await status(pairs.End(end, timeout=30, metadata=as_caller("staff")))
        held.gate.set()
        await asyncio.gather(*posts, return_exceptions=True)
    return read, ended


async def test_when_posts_fill_the_server_reads_are_refused_and_a_pair_can_still_be_ended() -> None:
    assert await ended_while_posts_fill_the_server() == ("RESOURCE_EXHAUSTED", "OK")


async def test_a_server_to_which_all_calls_are_alike_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted bug: then a flood of posts shuts out the one call that protects somebody."""
    monkeypatch.setattr(limits, "SHARES", dict.fromkeys(limits.SHARES, 1.0))

    assert await ended_while_posts_fill_the_server() == ("RESOURCE_EXHAUSTED", "RESOURCE_EXHAUSTED")


async def test_one_person_who_floods_is_told_when_to_come_again_and_nobody_else_notices() -> None:
    allowance = Allowance(posts=Pace(5, 3), calls=Pace(0, 1))
    async with serving(rpc_server(allowance=allowance)) as (_, address), grpc.aio.insecure_channel(address) as channel:
        stub = messages(channel)
        posts = [await status(stub.Post(a_post(), timeout=30, metadata=as_caller("hasty"))) for _ in range(5)]
        error = await refused(stub.Post(a_post(), timeout=30, metadata=as_caller("hasty")))
        calm = await status(stub.Post(a_post(), timeout=30, metadata=as_caller("calm")))
        read = await status(stub.Sync(pb.SyncRequest(conversation_id="c1"), timeout=30, metadata=as_caller("hasty")))

    assert posts == ["OK", "OK", "OK", "RESOURCE_EXHAUSTED", "RESOURCE_EXHAUSTED"]
    assert 0 < retry_after_seconds(error.trailing_metadata()) <= 0.21
    assert (error.details() or "").startswith("You are too fast; nothing was done. Try again in ")
    assert (calm, read) == ("OK", "OK")


async def status(calling: Any) -> str:
    try:
        await calling
    except grpc.aio.AioRpcError as error:
        return str(error.code().name)
    return "OK"


async def test_a_call_whose_caller_gave_up_gives_its_place_back() -> None:
    held = Held()
    async with (
        serving(rpc_server(calls=1), [(MESSAGES, SmallMessages(held))]) as (_, address),
        grpc.aio.insecure_channel(address) as channel,
    ):
        late = await status(messages(channel).Post(a_post(), timeout=0.2, metadata=as_caller("maya")))
        await reached(lambda: held.cancelled == 1)
        held.gate.set()
        again = await status(messages(channel).Post(a_post(), timeout=30, metadata=as_caller("maya")))

    assert (late, again) == ("DEADLINE_EXCEEDED", "OK")


async def test_a_call_without_a_deadline_ends_after_the_longest_time_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpc, "LONGEST_CALL_SECONDS", 0.2)
    held = Held()
    async with (
        serving(rpc_server(calls=1), [(MESSAGES, SmallMessages(held))]) as (_, address),
        grpc.aio.insecure_channel(address) as channel,
    ):
        error = await refused(messages(channel).Post(a_post(), metadata=as_caller("maya")))
        held.gate.set()
        again = await status(messages(channel).Post(a_post(), timeout=30, metadata=as_caller("maya")))

    assert error.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert error.details() == "It took too long; send the same again, with the same key."
    assert (held.cancelled, again) == (1, "OK")


class Shaky(Unasked):
    """Gives contacts on the third try."""

    def __init__(self) -> None:
        self.tries: list[float] = []

    async def GetContacts(self, request: Any, caller: Caller) -> people_pb2.GetContactsResponse:  # noqa: N802
        self.tries.append(time.monotonic())
        if len(self.tries) < 3:
            raise limits.busy("calls")
        return people_pb2.GetContactsResponse()

    async def ImportRoster(self, requests: Any, caller: Caller) -> people_pb2.ImportRosterResponse:  # noqa: N802
        return people_pb2.ImportRosterResponse()

    async def Appoint(self, request: Any, caller: Caller) -> people_pb2.AppointResponse:  # noqa: N802
        return people_pb2.AppointResponse()

    async def ListPeople(self, request: Any, caller: Caller) -> people_pb2.ListPeopleResponse:  # noqa: N802
        return people_pb2.ListPeopleResponse()


async def service_token() -> str:
    return "service:notifications"


async def test_a_service_repeats_what_may_arrive_twice_and_nothing_else() -> None:
    shaky = Shaky()
    async with serving(rpc_server(), [(PEOPLE, shaky)]) as (_, address), grpc.aio.insecure_channel(address) as channel:
        people: Any = people_pb2_grpc.PeopleStub(channel)  # type: ignore[no-untyped-call]
        once = await refused(call(people.GetContacts, people_pb2.GetContactsRequest(), service_token))
        answer = await call(people.GetContacts, people_pb2.GetContactsRequest(), service_token, idempotent=True)

    assert once.code() is BUSY
    assert isinstance(answer, people_pb2.GetContactsResponse)
    assert len(shaky.tries) == 3
    assert shaky.tries[2] - shaky.tries[1] >= 0.05  # at least what the server asked for


async def test_repeats_end_with_the_time_that_the_caller_gave() -> None:
    began = time.monotonic()
    async with grpc.aio.insecure_channel("127.0.0.1:1") as channel:
        people: Any = people_pb2_grpc.PeopleStub(channel)  # type: ignore[no-untyped-call]
        error = await refused(call(people.GetContacts, people_pb2.GetContactsRequest(), service_token, 0.6, idempotent=True))

    assert error.code() is grpc.StatusCode.UNAVAILABLE
    assert time.monotonic() - began < 2


async def test_a_stopping_server_finishes_calls_and_tells_streams_and_new_calls_to_come_again() -> None:
    server, stop, held = rpc_server(), asyncio.Event(), Held()
    running = serving(server, [(MESSAGES, SmallMessages(held))])
    async with running as (_, address), grpc.aio.insecure_channel(address) as channel:
        checking = asyncio.create_task(server.recheck_streams(stop))
        post = asyncio.ensure_future(messages(channel).Post(a_post(), timeout=10, metadata=as_caller("maya")))
        await reached(lambda: held.waiting == 1)
        stream = messages(channel).Watch(pb.WatchRequest(), metadata=as_caller("maya"))
        first = await stream.read()
        stop.set()
        error = await refused(asyncio.wait_for(stream.read(), 30))
        again = await refused(messages(channel).Watch(pb.WatchRequest(), metadata=as_caller("maya")).read())
        await checking
        new = await refused(messages(channel).Post(a_post(), timeout=30, metadata=as_caller("maya")))
        held.gate.set()
        under_way = await post

    assert under_way.seq == 1
    assert (new.code(), new.details()) == (grpc.StatusCode.UNAVAILABLE, error.details())
    assert isinstance(first, pb.WatchResponse)
    assert error.code() is again.code() is grpc.StatusCode.UNAVAILABLE
    assert (error.details() or "").startswith("This server is being restarted; nothing was done.")


async def test_one_person_cannot_take_all_the_streams() -> None:
    async with serving(rpc_server(allowance=Allowance(streams=3))) as (_, address), grpc.aio.insecure_channel(address) as channel:
        open_streams = [messages(channel).Watch(pb.WatchRequest(), metadata=as_caller("maya")) for _ in range(3)]
        for stream in open_streams:
            await stream.read()
        fourth = await refused(messages(channel).Watch(pb.WatchRequest(), metadata=as_caller("maya")).read())
        other = messages(channel).Watch(pb.WatchRequest(), metadata=as_caller("omar"))
        await other.read()
        open_streams[0].cancel()
        again = [await opens(messages(channel)) for _ in range(100)]

    assert fourth.code() is BUSY
    assert any(again)


async def opens(stub: Any) -> bool:
    try:
        return isinstance(await stub.Watch(pb.WatchRequest(), metadata=as_caller("maya")).read(), pb.WatchResponse)
    except grpc.aio.AioRpcError:
        return False
