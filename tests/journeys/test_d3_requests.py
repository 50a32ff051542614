"""D3: requests are capped on both sides, expire after a set time, and the mentee is offered the next best mentor."""

import asyncio

import pytest

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import pairs_of
from choosing_scenes import Town, a_town, until
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected


async def a_busy_town(calls: Calls, **rules: int) -> Town:
    mentees = [a_mentee(id=f"e{number}") for number in range(4)]
    mentors = [a_mentor(id=f"r{number}", capacity=2) for number in range(5)]
    town = await a_town(calls, mentees, mentors)
    await town.ask("SetChoosingRules", rules=pb.ChoosingRules(**rules))
    return town


async def test_neither_side_can_be_flooded(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        town = await a_busy_town(calls, open_per_mentee=2, open_per_mentor=3)
        for mentee in ("e0", "e1", "e2"):
            await town.requests(mentee, "r0")
        await town.requests("e0", "r1")

        with pytest.raises(Refusal, match="as many open requests"):
            await town.requests("e3", "r0")
        with pytest.raises(Refusal, match="2 requests are open"):
            await town.requests("e0", "r2")


async def test_a_request_that_nobody_answers_expires_and_the_next_choice_is_asked_then_one_is_offered(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        town = await a_busy_town(calls, answer_seconds=2)
        names = [one.mentor_id for one in (await town.ask("Shortlist", "e0")).mentors]
        await town.ask("Choose", "e0", client_key="k1", mentor_ids=names[:2])

        async def offered() -> bool:
            return bool((await town.ask("ListMyRequests", "e0")).offered_mentor_id)

        await until(offered, "nobody else is offered")
        mine = await town.ask("ListMyRequests", "e0")

        assert [(one.mentor_id, one.state) for one in mine.requests] == [
            (names[1], pb.REQUEST_STATE_EXPIRED),
            (names[0], pb.REQUEST_STATE_EXPIRED),
        ]
        assert mine.offered_mentor_id in names[2:]


async def test_a_decline_offers_the_next_best_and_two_acceptances_at_once_give_one_mentor(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        town = await a_busy_town(calls)
        declined = await town.requests("e1", "r0")
        reason = pb.DECLINE_REASON_NO_TIME
        await town.ask("DeclineRequest", "r0", request_id=declined.request_id, reason=reason)

        async def offered() -> bool:
            return bool((await town.ask("ListMyRequests", "e1")).offered_mentor_id)

        await until(offered, "nobody else is offered")
        requests = {mentor: await town.requests("e0", mentor) for mentor in ("r0", "r1", "r2")}
        accepting = (town.ask("AcceptRequest", mentor, request_id=one.request_id) for mentor, one in requests.items())
        answers = await asyncio.gather(*accepting, return_exceptions=True)

        assert sum(isinstance(answer, Refusal) for answer in answers) == 2
        assert len([pair for pair in await pairs_of(calls, town.programme_id) if pair.mentee_id == town.people["e0"]]) == 1
        states = [await town.state_of("e0", one) for one in requests.values()]
        assert sorted(states) == [pb.REQUEST_STATE_ACCEPTED, pb.REQUEST_STATE_CANCELLED, pb.REQUEST_STATE_CANCELLED]


async def test_requests_to_a_mentor_whose_last_place_is_taken_by_somebody_else_come_to_an_end(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        town = await a_busy_town(calls)
        requests = {mentee: await town.requests(mentee, "r0") for mentee in ("e0", "e1", "e2")}
        for mentee in ("e0", "e1"):
            await town.ask("AcceptRequest", "r0", request_id=requests[mentee].request_id)

        async def cancelled() -> bool:
            return await town.state_of("e2", requests["e2"]) == pb.REQUEST_STATE_CANCELLED

        await until(cancelled, "the third request stays open")

        async def offered() -> bool:
            return bool((await town.ask("ListMyRequests", "e2")).offered_mentor_id)

        await until(offered, "nobody else is offered")
        mine = await town.ask("ListMyRequests", "e2")
        paired = {pair.mentee_id for pair in await pairs_of(calls, town.programme_id)}

        assert mine.offered_mentor_id != town.people["r0"]
        assert paired == {town.people["e0"], town.people["e1"]}
