"""C9: one coach holds many mentees: nobody waits while a place is free, and twice the people keep to what coaches can hold."""

from collections import Counter

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import conversations_listed
from joining_scenes import a_hall
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

PART = "a coach holds many mentees, also when they double; waits for messaging"
COACHES, PLACES = 3, 20


async def test_coaches_hold_many_mentees_and_keep_them_when_as_many_come_again(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls)
        await hall.enrol([a_mentor(id=f"coach{number}", capacity=PLACES) for number in range(COACHES)])
        await hall.enrol([a_mentee(id=f"first{number}") for number in range(COACHES * PLACES // 2)])
        first = await hall.matched()
        await conversations_listed(calls, first)

        await hall.enrol([a_mentee(id=f"second{number}") for number in range(COACHES * PLACES // 2)])
        both = await hall.matched()

        assert len(first) == COACHES * PLACES // 2
        assert {pair.id for pair in first} <= {pair.id for pair in both}
        assert sorted(Counter(pair.mentor_id for pair in both).values()) == [PLACES] * COACHES
        assert len({pair.mentee_id for pair in both}) == COACHES * PLACES
