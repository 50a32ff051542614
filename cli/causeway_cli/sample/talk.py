"""People of the sample write to each other, each as themselves, and read what they get."""

import asyncio
import time

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.dialogues import Dialogue
from causeway_cli.setting_up import Pair
from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.05
JUDGED_SECONDS = 60.0
PAGE = 200
SETTLED = (pb.STATE_IN_REVIEW, pb.STATE_RELEASED, pb.STATE_BLOCKED)


async def play(calls: Calls, pair: Pair, dialogue: Dialogue) -> list["pb.State"]:
    """Posts each turn once the one before it was read; gives how each ended."""
    ends = []
    for place, turn in enumerate(dialogue.turns):
        author, reader = pair.person(turn.role), pair.person("mentor" if turn.role == "mentee" else "mentee")
        message_id = await post(calls, pair, author, f"sample/{dialogue.id}/{place}", turn.text)
        end = await settled(calls, pair, author, message_id)
        if end == pb.STATE_RELEASED:
            await read_all(calls, pair, reader)
        ends.append(end)
    return ends


async def post(calls: Calls, pair: Pair, author: str, client_key: str, text: str) -> str:
    """The same key gives the same message. Gives its id."""
    request = pb.PostRequest(conversation_id=pair.id, client_key=client_key, text=text)
    answer = await calls.ask(calls.messages.Post, request, author, fresh=True)
    return str(answer.message_id)


async def settled(calls: Calls, pair: Pair, author: str, message_id: str, *, person_decides: bool = False) -> "pb.State":
    """How the message stands once it was judged. `person_decides`: waits for the moderator too. Raises Trouble."""
    until = time.monotonic() + JUDGED_SECONDS
    while time.monotonic() < until:
        state = await state_of(calls, pair, author, message_id)
        if state in SETTLED and not (person_decides and state == pb.STATE_IN_REVIEW):
            return state
        await asyncio.sleep(LOOK_SECONDS)
    raise Trouble(f"A message was not judged within {JUDGED_SECONDS:.0f} s: look at `causeway logs moderation`.")


async def state_of(calls: Calls, pair: Pair, author: str, message_id: str) -> "pb.State":
    """What the author sees of it: among their own while others cannot read it, else in the feed."""
    cursor, more = 0, True
    while more:
        page = await calls.ask(calls.messages.Sync, _after(pair, cursor), author)
        for own in page.own:
            if own.message_id == message_id:
                return own.state  # type: ignore[no-any-return]
        if any(entry.message_id == message_id for entry in page.entries):
            return pb.STATE_RELEASED
        cursor, more = page.next, page.more
    return pb.STATE_UNSPECIFIED


async def read_all(calls: Calls, pair: Pair, reader: str) -> None:
    cursor, more = 0, True
    while more:
        page = await calls.ask(calls.messages.Sync, _after(pair, cursor), reader)
        cursor, more = page.next, page.more
    await calls.ask(calls.messages.MarkRead, pb.MarkReadRequest(conversation_id=pair.id, feed_seq=cursor), reader)


def _after(pair: Pair, cursor: int) -> pb.SyncRequest:
    return pb.SyncRequest(conversation_id=pair.id, after=cursor, limit=PAGE)
