"""What happens around the sample's conversations: a message held for a moderator, a nudge about an unread one."""

from collections.abc import Callable

import httpx

from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.sample.talk import post, read_all, settled
from causeway_cli.sample.waiting import until_found
from causeway_cli.setting_up import Pair

MODERATOR = "sample-moderator"
WITH_A_NUMBER = "It would be quicker if you text me on 07700 900123 after school."
UNREAD = "I found a short article about the course you asked about. Shall we read it together?"
NUDGE_SECONDS = 60.0
Say = Callable[[str], None]


async def hold(calls: Calls, programme_id: str, pair: Pair, say: Say) -> "messaging_pb2.State":
    """A message with a telephone number waits for a moderator, who blocks it. Gives how it ended."""
    message_id = await post(calls, pair, pair.mentee_id, "sample/with-a-number", WITH_A_NUMBER)
    state = await settled(calls, pair, pair.mentee_id, message_id)
    if state == messaging_pb2.STATE_IN_REVIEW:
        say("A message with a telephone number is held: the mentor cannot read it.")
        await _decide(calls, programme_id, message_id)
        state = await settled(calls, pair, pair.mentee_id, message_id, person_decides=True)
        say("A moderator read it and blocked it.")
    return state


async def _decide(calls: Calls, programme_id: str, message_id: str) -> None:
    """The case has the message's id."""
    claim = moderation_pb2.ClaimRequest(programme_id=programme_id, case_id=message_id, unveil=True)
    await calls.ask(calls.review.Claim, claim, MODERATOR, fresh=True)
    decision = moderation_pb2.DecideRequest(
        programme_id=programme_id, case_id=message_id, verdict=events_pb2.VERDICT_BLOCK, reason="A private telephone number."
    )
    await calls.ask(calls.review.Decide, decision, MODERATOR)


async def nudge(calls: Calls, pair: Pair, address: str, say: Say) -> int:
    """The mentor writes and the mentee does not look: after a while they are told, once. Gives the mails that came."""
    message_id = await post(calls, pair, pair.mentor_id, "sample/unread", UNREAD)
    await settled(calls, pair, pair.mentor_id, message_id)
    say("A message is left unread: waiting for the nudge.")
    mails = await _mails_to(calls.system, address)
    say("The mentee was told by e-mail.")
    await read_all(calls, pair, pair.mentee_id)
    return mails


async def _mails_to(system: RunningSystem, address: str) -> int:
    async with httpx.AsyncClient(timeout=5) as client:

        async def caught() -> int:
            answer = await client.get(f"{system.mail_page}messages.json", params={"to": address})
            return len(answer.json())

        return await until_found(caught, lambda count: count > 0, NUDGE_SECONDS, "No mail about an unread message came")
