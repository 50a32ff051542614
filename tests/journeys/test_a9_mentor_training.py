"""A9: a mentor who has not finished the required module is never proposed; finishing it unlocks them at once."""

import pytest

from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from joining_scenes import PORTAL, a_hall
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

TRAINED = programmes_pb2.Terms(gates=programmes_pb2.Gates(mentor_modules=["safeguarding"]))


async def test_a_mentor_is_proposed_from_the_moment_the_module_is_finished(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, TRAINED)
        await hall.enrol([a_mentee()])
        people = await hall.enrol([a_mentor()])

        assert await hall.matched() == []
        done = await hall.ask("CompleteTraining", PORTAL, person_id=people["grace"], module_id="safeguarding")
        assert done.person.ready

        assert [pair.mentor_id for pair in await hall.matched()] == [people["grace"]]
