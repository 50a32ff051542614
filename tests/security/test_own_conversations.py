"""Nobody reads or writes in a conversation that is not theirs, on any surface."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.analytics.v1 import analytics_pb2
from causeway.matching.v1 import pairs_pb2, people_pb2, programmes_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import moderation_pb2, review_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import Pair, appoint
from tests_support import a_programme_of_pairs

pytestmark = pytest.mark.connected

NOT_FOUND, DENIED = grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED


async def status_of(answer: Awaitable[Any]) -> tuple[grpc.StatusCode, str]:
    try:
        await answer
    except grpc.aio.AioRpcError as error:
        return error.code(), error.details() or ""
    return grpc.StatusCode.OK, ""


def as_somebody(calls: Calls, subject: str) -> dict[str, Any]:
    return {"timeout": 10, "metadata": calls.tokens.metadata(subject)}


def on_a_conversation(calls: Calls, conversation_id: str, who: str) -> dict[str, Callable[[], Awaitable[Any]]]:
    """Every call that names a conversation."""
    signed = as_somebody(calls, who)
    post = messaging_pb2.PostRequest(conversation_id=conversation_id, client_key=uuid.uuid4().hex, text="hello")
    return {
        "post": lambda: calls.messages.Post(post, **signed),
        "sync": lambda: calls.messages.Sync(messaging_pb2.SyncRequest(conversation_id=conversation_id), **signed),
        "mark": lambda: calls.messages.MarkRead(messaging_pb2.MarkReadRequest(conversation_id=conversation_id), **signed),
    }


def test_somebody_elses_conversation_looks_as_if_it_did_not_exist(system: RunningSystem) -> None:
    async def scenario() -> None:
        async with Calls(system) as calls:
            mine, theirs = await a_programme_of_pairs(calls, 2)
            for name, call in on_a_conversation(calls, theirs.id, mine.mentee_id).items():
                unknown = on_a_conversation(calls, uuid.uuid4().hex, mine.mentee_id)[name]
                assert await status_of(call()) == await status_of(unknown()) == (NOT_FOUND, "There is no such conversation.")

    asyncio.run(scenario())


def test_a_stream_shows_only_what_is_the_readers_own(system: RunningSystem) -> None:
    async def scenario() -> None:
        async with Calls(system) as calls:
            mine, theirs = await a_programme_of_pairs(calls, 2)
            seen = asyncio.create_task(first_entries(calls, mine.mentor_id, [mine.id, theirs.id]))
            await say(calls, theirs, "for their mentor only")
            await say(calls, mine, "for my mentor")

            assert {entry.conversation_id for entry in await asyncio.wait_for(seen, 30)} == {mine.id}

    asyncio.run(scenario())


async def first_entries(calls: Calls, who: str, asked_for: list[str]) -> list[messaging_pb2.Entry]:
    cursors = [messaging_pb2.Cursor(conversation_id=id, after=0) for id in asked_for]
    async for answer in calls.messages.Watch(
        messaging_pb2.WatchRequest(cursors=cursors), metadata=calls.tokens.metadata(who), wait_for_ready=True
    ):
        return list(answer.entries)
    return []


async def say(calls: Calls, pair: Pair, text: str) -> None:
    request = messaging_pb2.PostRequest(conversation_id=pair.id, client_key=uuid.uuid4().hex, text=text)
    await calls.ask(calls.messages.Post, request, pair.mentee_id, fresh=True)


def test_staff_of_one_programme_get_nothing_of_another(system: RunningSystem) -> None:
    async def scenario() -> None:
        async with Calls(system) as calls:
            [here], [there] = await a_programme_of_pairs(calls, 1), await a_programme_of_pairs(calls, 1)
            for role in (access_pb2.ROLE_COORDINATOR, access_pb2.ROLE_MODERATOR):
                await appoint(calls, "rosa", role, here.programme_id)
            own = pairs_pb2.ListPairsRequest(programme_id=here.programme_id)
            await calls.ask(calls.pairs.ListPairs, own, "rosa", fresh=True)
            cases = moderation_pb2.ListCasesRequest(programme_id=here.programme_id)
            await calls.ask(calls.review.ListCases, cases, "rosa", fresh=True)

            for call in foreign_calls(calls, there, as_somebody(calls, "rosa")):
                assert (await status_of(call))[0] is DENIED

    asyncio.run(scenario())


def foreign_calls(calls: Calls, pair: Pair, signed: dict[str, Any]) -> list[Awaitable[Any]]:
    programme: Any = {"programme_id": pair.programme_id}
    return [
        calls.pairs.ListPairs(pairs_pb2.ListPairsRequest(**programme), **signed),
        calls.pairs.End(pairs_pb2.EndRequest(**programme, pair_id=pair.id), **signed),
        calls.people.ListPeople(people_pb2.ListPeopleRequest(**programme), **signed),
        calls.programmes.Open(programmes_pb2.OpenRequest(**programme), **signed),
        calls.review.ListCases(moderation_pb2.ListCasesRequest(**programme), **signed),
        calls.review.Claim(moderation_pb2.ClaimRequest(**programme, case_id="m1"), **signed),
        calls.review.Summary(moderation_pb2.SummaryRequest(**programme), **signed),
        calls.review.GetContext(moderation_pb2.GetContextRequest(**programme, case_id="m1"), **signed),
        calls.reviewers.ListReviewers(review_pb2.ListReviewersRequest(**programme), **signed),
        calls.reviewers.Quality(review_pb2.QualityRequest(**programme), **signed),
        calls.metrics.GetProgramme(analytics_pb2.GetProgrammeRequest(**programme), **signed),
        calls.metrics.GetPair(analytics_pb2.GetPairRequest(**programme, pair_id=pair.id), **signed),
    ]


def test_the_own_programme_does_not_open_somebody_elses_pair(system: RunningSystem) -> None:
    """The right programme with a foreign id inside it is not found either."""

    async def scenario() -> None:
        async with Calls(system) as calls:
            [here], [there] = await a_programme_of_pairs(calls, 1), await a_programme_of_pairs(calls, 1)
            await appoint(calls, "omar", access_pb2.ROLE_COORDINATOR, here.programme_id)
            programme: Any = {"programme_id": here.programme_id}
            await calls.ask(calls.pairs.ListPairs, pairs_pb2.ListPairsRequest(**programme), "omar", fresh=True)
            signed = as_somebody(calls, "omar")

            end = calls.pairs.End(pairs_pb2.EndRequest(**programme, pair_id=there.id), **signed)
            assert (await status_of(end))[0] is NOT_FOUND
            await calls.ask(calls.metrics.GetProgramme, analytics_pb2.GetProgrammeRequest(**programme), "omar", fresh=True)
            figures = calls.metrics.GetPair(analytics_pb2.GetPairRequest(**programme, pair_id=there.id), **signed)
            assert (await status_of(figures))[0] is NOT_FOUND

    asyncio.run(scenario())


def test_an_ended_pair_can_read_and_no_longer_write(system: RunningSystem) -> None:
    """Ending the pair ends what may be written; the stream stays, because what was written stays readable."""

    async def scenario() -> None:
        async with Calls(system) as calls:
            [pair] = await a_programme_of_pairs(calls, 1)
            end = pairs_pb2.EndRequest(programme_id=pair.programme_id, pair_id=pair.id)
            await calls.ask(calls.pairs.End, end)
            post = on_a_conversation(calls, pair.id, pair.mentee_id)["post"]

            async with asyncio.timeout(10):
                while (await status_of(post()))[0] is not grpc.StatusCode.FAILED_PRECONDITION:
                    await asyncio.sleep(0.1)
                    post = on_a_conversation(calls, pair.id, pair.mentee_id)["post"]

            read = on_a_conversation(calls, pair.id, pair.mentee_id)["sync"]
            assert (await status_of(read()))[0] is grpc.StatusCode.OK

    asyncio.run(scenario())
