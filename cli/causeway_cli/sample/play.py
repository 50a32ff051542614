"""Plays a small programme through the public interface. Playing it again on the same data adds nothing."""

import asyncio
from collections.abc import Callable, Sequence

from causeway.access.v1 import access_pb2
from causeway.analytics.v1 import analytics_pb2
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.dialogues import read_dialogues
from causeway_cli.measured import cost_so_far
from causeway_cli.running import RunningSystem
from causeway_cli.sample.account import Account
from causeway_cli.sample.care import MODERATOR, hold, nudge
from causeway_cli.sample.people import SAMPLES, Enrolled, address_of, enrol_sample, refused_opening, without_quiet_hours
from causeway_cli.sample.talk import play
from causeway_cli.sample.waiting import until_found
from causeway_cli.setting_up import appoint

COUNTED_SECONDS = 60.0
WITH_A_NUMBER = "mentee-04"  # an adult: the number of somebody under 18 is blocked without a moderator
WITHOUT_A_WORD = "mentee-11"  # gets a message and does not look
Say = Callable[[str], None]


async def play_sample(system: RunningSystem, say: Say) -> Account:
    """Raises Trouble when a part of it does not happen in time."""
    async with Calls(system) as calls:
        refused = await refused_opening(calls)
        say("An incomplete programme was refused.")
        enrolled = await enrol_sample(calls, say)
        await appoint(calls, MODERATOR, access_pb2.ROLE_MODERATOR, enrolled.programme_id)
        await without_quiet_hours(calls, enrolled.pairs)
        ends = await _converse(calls, enrolled, say)
        mails = await nudge(calls, enrolled.pair_of(WITHOUT_A_WORD), address_of(WITHOUT_A_WORD), say)
        ends.append(pb.STATE_RELEASED)  # the one that the nudge was about
        measured, cost = await _measured(calls, enrolled.programme_id, ends)
        return Account(
            refused=refused,
            mentees=enrolled.mentees,
            mentors=enrolled.mentors,
            pairs=len(enrolled.pairs),
            share_of_bound=enrolled.run.share_of_bound,
            unmatched=enrolled.unmatched,
            posted=len(ends),
            released=ends.count(pb.STATE_RELEASED),
            held=measured.counts.held,
            blocked=ends.count(pb.STATE_BLOCKED),
            nudges=measured.nudges_sent,
            mails=mails,
            words=measured.counts.words,
            replies=measured.counts.replies,
            cpu_seconds_per_1000_messages=cost.cpu_seconds_per_1000_messages,
        )


async def _converse(calls: Calls, enrolled: Enrolled, say: Say) -> list["pb.State"]:
    """How each message ended."""
    dialogues = read_dialogues(SAMPLES / "conversations.jsonl")
    talking = [pair for pair in enrolled.pairs if pair != enrolled.pair_of(WITHOUT_A_WORD)]
    playing = [play(calls, pair, dialogue) for pair, dialogue in zip(talking, dialogues, strict=False)]
    ends = [end for each in await asyncio.gather(*playing) for end in each]
    say(f"{len(playing)} pairs have talked: {len(ends)} messages.")
    return [*ends, await hold(calls, enrolled.programme_id, enrolled.pair_of(WITH_A_NUMBER), say)]


async def _measured(
    calls: Calls, programme_id: str, ends: Sequence["pb.State"]
) -> tuple[analytics_pb2.GetProgrammeResponse, analytics_pb2.GetCostResponse]:
    """The programme's figures once everything is in them, and what it cost."""
    released, blocked = ends.count(pb.STATE_RELEASED), ends.count(pb.STATE_BLOCKED)

    async def figures() -> analytics_pb2.GetProgrammeResponse:
        request = analytics_pb2.GetProgrammeRequest(programme_id=programme_id)
        answer: analytics_pb2.GetProgrammeResponse = await calls.ask(calls.metrics.GetProgramme, request, fresh=True)
        return answer

    def all_there(found: analytics_pb2.GetProgrammeResponse) -> bool:
        return found.counts.messages >= released and found.counts.blocked >= blocked and found.nudges_sent > 0

    async def cost() -> analytics_pb2.GetCostResponse:
        return await cost_so_far(calls)

    otherwise = f"Analytics did not count all {released} released messages and the nudge"
    measured = await until_found(figures, all_there, COUNTED_SECONDS, otherwise)
    unknown = "Analytics did not measure what messages cost"
    return measured, await until_found(cost, lambda found: found.cpu_seconds_per_1000_messages > 0, COUNTED_SECONDS, unknown)
