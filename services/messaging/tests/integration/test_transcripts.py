"""What was written around a message, from a real MongoDB, through the call that moderation makes."""

import pytest

from causeway.messaging.v1 import transcripts_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.errors import Refused
from causeway_kit.store import Store
from messaging.adapters.mongo import INDEXES, from_message
from messaging.adapters.transcripts import MongoTranscripts
from messaging.app.ports import MESSAGES
from messaging.domain.message import State
from messaging.entrypoints.rpc_transcripts import TranscriptsRpc
from messaging.testing import a_message

pytestmark = pytest.mark.connected

MODERATION = Caller("service-moderation", "moderation", ())


@pytest.fixture
async def transcripts(mongo: str, database: str) -> TranscriptsRpc:
    store = Store(mongo, database)
    await store.ensure(INDEXES)
    messages = [a_message(id=f"m{seq}", seq=seq, text=f"s1:mentee:{seq}", state=State.RELEASED) for seq in range(1, 31)]
    held = a_message(id="held", seq=31, state=State.IN_REVIEW)
    blocked = a_message(id="blocked", seq=32, state=State.BLOCKED)
    later = [a_message(id=f"m{seq}", seq=seq, text=f"s1:mentee:{seq}", state=State.RELEASED) for seq in range(33, 43)]
    elsewhere = a_message(id="elsewhere", conversation_id="c2", state=State.RELEASED)
    await store.insert_many(MESSAGES, [from_message(one) for one in (*messages, held, blocked, *later, elsewhere)])
    return TranscriptsRpc(MongoTranscripts(store))


async def around(transcripts: TranscriptsRpc, message_id: str, conversation_id: str = "c1") -> list[str]:
    request = pb.GetAroundRequest(conversation_id=conversation_id, message_id=message_id)
    return [one.message_id for one in (await transcripts.GetAround(request, MODERATION)).messages]


async def test_fifteen_readable_messages_before_and_five_after_come_in_order_and_sealed(transcripts: TranscriptsRpc) -> None:
    expected = [f"m{seq}" for seq in (*range(16, 31), *range(33, 38))]

    assert await around(transcripts, "held") == expected
    request = pb.GetAroundRequest(conversation_id="c1", message_id="held")
    answer = await transcripts.GetAround(request, MODERATION)
    assert [one.text for one in answer.messages[:2]] == ["s1:mentee:16", "s1:mentee:17"]


async def test_the_ends_of_a_conversation_have_less_around_them(transcripts: TranscriptsRpc) -> None:
    assert await around(transcripts, "m1") == [f"m{seq}" for seq in range(2, 7)]
    assert await around(transcripts, "m42") == [f"m{seq}" for seq in (*range(25, 31), *range(33, 42))]


async def test_a_message_that_is_not_there_has_nothing_around_it(transcripts: TranscriptsRpc) -> None:
    assert await around(transcripts, "unknown") == []
    assert await around(transcripts, "held", "c2") == []
    assert await around(transcripts, "elsewhere", "c2") == []


async def test_a_call_without_a_message_is_refused(transcripts: TranscriptsRpc) -> None:
    with pytest.raises(Refused, match="message_id"):
        await around(transcripts, "")
