"""Posts once more what was acknowledged long ago (P2): the same key gives the same message, other words are refused."""

import asyncio
import random
from collections.abc import Sequence

import grpc

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.checking.evidence import Difference
from causeway_cli.load.ledger import Attempt, Outcome
from causeway_cli.running import RunningSystem

ASKED = 20
PAGE = 200


def ask_again(system: RunningSystem, attempts: Sequence[Attempt], dice: random.Random) -> list[Difference]:
    """Raises Refusal when the system turns down what it must answer."""
    acked = [attempt for attempt in attempts if attempt.outcome is Outcome.OK]
    chosen = dice.sample(acked, min(ASKED, len(acked)))
    return asyncio.run(_ask(system, chosen))


async def _ask(system: RunningSystem, attempts: Sequence[Attempt]) -> list[Difference]:
    found: list[Difference] = []
    async with Calls(system) as calls:
        for attempt in attempts:
            text = await _text(calls, attempt)
            found += [Difference("P2", attempt.conversation, what) for what in await _wrong(calls, attempt, text)]
    return found


async def _text(calls: Calls, attempt: Attempt) -> str:
    """As its author reads it now."""
    after, more = 0, True
    while more:
        request = pb.SyncRequest(conversation_id=attempt.conversation, after=after, limit=PAGE)
        page = await calls.ask(calls.messages.Sync, request, attempt.person)
        for each in (*page.entries, *page.own):
            if each.message_id == attempt.message_id:
                return str(each.text)
        after, more = page.next, page.more
    return ""


async def _wrong(calls: Calls, attempt: Attempt, text: str) -> list[str]:
    wrong = []
    same = pb.PostRequest(conversation_id=attempt.conversation, client_key=attempt.client_key, text=text)
    answer = await calls.ask(calls.messages.Post, same, attempt.person)
    if (answer.message_id, answer.seq) != (attempt.message_id, attempt.seq):
        wrong.append(f"message {attempt.message_id} became {answer.message_id} at {answer.seq} when it was posted once more")
    other = pb.PostRequest(conversation_id=attempt.conversation, client_key=attempt.client_key, text=f"{text} and more")
    try:
        await calls.ask(calls.messages.Post, other, attempt.person)
        wrong.append(f"the key of message {attempt.message_id} was taken again with other words")
    except Refusal as refusal:
        if refusal.code is not grpc.StatusCode.ALREADY_EXISTS:
            wrong.append(f"the key of message {attempt.message_id} came with other words and was answered {refusal.code.name}")
    return wrong
