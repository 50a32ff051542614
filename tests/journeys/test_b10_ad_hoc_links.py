"""B10: a member asks for a one-off chat on a goal, somebody of another chapter accepts, and the link closes itself."""

import uuid

import grpc
import pytest

from causeway.matching.v1 import choosing_pb2 as pb
from causeway.messaging.v1 import messaging_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from choosing_scenes import Town, a_town, until
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

GOAL = "I would like to learn how to ask for a grant."
OPEN_SECONDS = 4


async def post(town: Town, person: str, chat_id: str, text: str) -> None:
    """Under a key of its own: a post that is only repeated would be answered like the first, also after the end."""
    request = messaging_pb2.PostRequest(conversation_id=chat_id, client_key=uuid.uuid4().hex, text=text)
    await town.calls.ask(town.calls.messages.Post, request, town.people[person], fresh=True)


async def texts_read_by(town: Town, person: str, chat_id: str) -> list[str]:
    request = messaging_pb2.SyncRequest(conversation_id=chat_id, after=0, limit=50)
    return [entry.text for entry in (await town.calls.ask(town.calls.messages.Sync, request, town.people[person])).entries]


async def test_a_link_between_two_chapters_opens_for_one_goal_and_closes_itself(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentors = [
            a_mentor(id="near", region="north chapter"),
            a_mentor(id="far", region="south chapter", goals="grants and funding"),
        ]
        town = await a_town(calls, [a_mentee(id="ada", region="north chapter")], mentors, social=True)
        asked = (
            await town.ask("AskForChat", "ada", client_key="k1", goal=GOAL, region="south chapter", seconds=OPEN_SECONDS)
        ).chat

        async def offered() -> bool:
            return [one.goal.text for one in (await town.ask("ListMyChats", "far")).chats] == [GOAL]

        await until(offered, "the chat is offered to nobody")
        accepted = (await town.ask("AcceptChat", "far", chat_id=asked.chat_id)).chat
        await post(town, "ada", asked.chat_id, "Hello, thank you for your time!")

        async def read() -> bool:
            return await texts_read_by(town, "far", asked.chat_id) == ["Hello, thank you for your time!"]

        await until(read, "the message is not read")

        async def over() -> bool:
            [chat] = (await town.ask("ListMyChats", "ada")).chats
            return bool(chat.state == pb.CHAT_STATE_OVER)

        await until(over, "the chat stays open")

        async def closed() -> bool:
            try:
                await post(town, "ada", asked.chat_id, "One more thing.")
            except Refusal as refused:
                return refused.code is grpc.StatusCode.FAILED_PRECONDITION
            return False

        await until(closed, "the conversation takes posts")
        assert (await town.ask("ListMyChats", "near")).chats == []
        assert accepted.helper_id == town.people["far"]
        assert accepted.ends_at.ToSeconds() > 0
        assert "Hello, thank you for your time!" in await texts_read_by(town, "far", asked.chat_id)
