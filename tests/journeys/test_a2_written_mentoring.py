"""A2: conversations are written, so both sides fit them around their timetable."""

import pytest

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

QUESTIONS = ["Hello! I start my application this week.", "Could you look at my first sentence?", "I am not in a hurry."]
ANSWERS = ["Hello, good to hear from you.", "Yes, with pleasure. What is it?"]


async def test_a_mentor_who_was_away_reads_everything_in_order_and_answers(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        for text in QUESTIONS:
            await scene.post(scene.mentee, text)
        waiting = await scene.readable(scene.mentor, len(QUESTIONS))

        assert [entry.text for entry in waiting] == QUESTIONS
        assert [entry.seq for entry in waiting] == [1, 2, 3]
        assert (await scene.unread(scene.mentor), await scene.unread(scene.mentee)) == (3, 0)

        read = await scene.mark_read(scene.mentor, waiting[-1].feed_seq)
        assert (read.unread, await scene.unread(scene.mentor)) == (0, 0)

        for text in ANSWERS:
            await scene.post(scene.mentor, text)
        both = [await scene.readable(person, 5) for person in (scene.mentee, scene.mentor)]

        assert both[0] == both[1]
        assert [entry.text for entry in both[0]] == QUESTIONS + ANSWERS
        assert (await scene.unread(scene.mentor), await scene.unread(scene.mentee)) == (0, 2)


async def test_after_a_reconnect_a_reader_goes_on_where_they_stopped(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        for text in QUESTIONS[:2]:
            await scene.post(scene.mentee, text)
        seen = await scene.readable(scene.mentor, 2)
        await scene.mark_read(scene.mentor, seen[0].feed_seq)

    async with Calls(running_system) as calls:
        scene = type(scene)(calls, scene.pair, scene.moderator)
        await scene.post(scene.mentee, QUESTIONS[2])
        await scene.readable(scene.mentor, 3)
        missed = (await scene.sync(scene.mentor, after=seen[1].feed_seq)).entries

        assert [entry.text for entry in missed] == QUESTIONS[2:]
        assert await scene.unread(scene.mentor) == 2


async def test_an_open_stream_goes_on_from_its_cursor_without_gap_or_repeat(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        for text in QUESTIONS:
            await scene.post(scene.mentee, text)
        await scene.readable(scene.mentor, 3)

        cursor = pb.Cursor(conversation_id=scene.pair.id, after=1)
        metadata = calls.tokens.metadata(scene.mentor)
        stream = calls.messages.Watch(pb.WatchRequest(cursors=[cursor]), timeout=30, metadata=metadata)
        await scene.post(scene.mentee, "One more.")
        places: list[int] = []
        async for answer in stream:
            places += [entry.feed_seq for entry in answer.entries]
            if len(places) >= 3:
                break
        stream.cancel()

        assert places == [2, 3, 4]


async def test_the_same_post_sent_twice_is_one_message(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        first = await scene.post(scene.mentee, "Only once, please.", client_key="the-same")
        second = await scene.post(scene.mentee, "Only once, please.", client_key="the-same")
        await scene.post(scene.mentee, "And the second draft is nearly done.")
        entries = await scene.readable(scene.mentor, 2)

        assert first.message_id == second.message_id
        assert [entry.text for entry in entries] == ["Only once, please.", "And the second draft is nearly done."]
