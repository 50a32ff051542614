"""C13: a short chat with somebody at a firm is asked for, accepted, held, and rated by both."""

import asyncio

import pytest

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from choosing_scenes import a_town, until
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

GOAL = "What is a first year in your team like?"


async def test_a_half_hour_at_a_firm_is_asked_for_taken_by_one_and_rated(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentors = [
            a_mentor(id="insider", organisation="mill", field="design"),
            a_mentor(id="colleague", organisation="mill", field="design"),
            a_mentor(id="accountant", organisation="mill", field="finance"),
            a_mentor(id="outsider", organisation="bank", field="design"),
        ]
        town = await a_town(calls, [a_mentee(id="ada")], mentors, social=True)
        asked = (await town.ask("AskForChat", "ada", client_key="k1", goal=GOAL, firm="mill", field="design")).chat

        async def offered() -> bool:
            return len((await town.ask("ListMyChats", "insider")).chats) == 1

        await until(offered, "the chat is offered to nobody")
        both = (town.ask("AcceptChat", helper, chat_id=asked.chat_id) for helper in ("insider", "colleague"))
        answers = await asyncio.gather(*both, return_exceptions=True)
        helper = next(answer.chat.helper_id for answer in answers if not isinstance(answer, BaseException))
        with pytest.raises(Refusal, match="when it is over"):
            await town.ask("RateChat", "ada", chat_id=asked.chat_id, stars=5)
        await town.ask("EndChat", "ada", chat_id=asked.chat_id)
        for person, stars in (("ada", 5), (helper, 4)):
            await town.ask("RateChat", person, chat_id=asked.chat_id, stars=stars)

        assert (asked.offered, asked.seconds) == (2, 1800)
        assert sum(isinstance(answer, Refusal) for answer in answers) == 1
        for nobody in ("accountant", "outsider"):
            assert (await town.ask("ListMyChats", nobody)).chats == []
        [chat] = (await town.ask("ListChats")).chats
        assert (chat.state, chat.askers_rating, chat.helpers_rating) == (pb.CHAT_STATE_OVER, 5, 4)
        [seen] = (await town.ask("ListMyChats", "ada")).chats
        assert (seen.askers_rating, seen.helpers_rating) == (5, 0)
