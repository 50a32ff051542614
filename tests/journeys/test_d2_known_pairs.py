"""D2: two who know each other register by invitation, both pass checks and training, and skip matching."""

import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import people_pb2 as pb
from causeway.matching.v1 import programmes_pb2
from causeway.messaging.v1.messaging_pb2 import ListMineRequest
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import pairs_of
from joining_scenes import PATIENCE_SECONDS, PORTAL, a_hall, an_account
from matching.testing import a_mentor

pytestmark = pytest.mark.connected

SAFE = programmes_pb2.Terms(gates=programmes_pb2.Gates(mentor_modules=["safeguarding"], every_mentor_is_checked=True))
YOUNG = pb.OwnProfile(age=19, languages=["cy"], slots=[50])


async def test_a_mentor_brings_the_mentee_they_know(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, SAFE)
        mentor, mentee = (await hall.enrol([a_mentor(checked=True)]))["grace"], an_account()

        secret = await hall.invited(access_pb2.ROLE_MENTEE, mentor)
        joined = await hall.accepted(secret, mentee, profile=YOUNG)
        assert await pairs_of(calls, hall.programme_id) == []  # the mentor is not trained yet

        await hall.ask("CompleteTraining", PORTAL, person_id=mentor, module_id="safeguarding")
        [pair] = await hall.paired(1)

        assert pair.people == (joined.person_id, mentor)
        assert await hall.matched() == [pair]

        async def both_list_it() -> bool:
            answers = [
                await calls.ask(calls.conversations.ListMine, ListMineRequest(), one, fresh=True) for one in (mentee, mentor)
            ]
            return all(pair.id in {each.conversation_id for each in answer.conversations} for answer in answers)

        assert await wait_until(both_list_it, PATIENCE_SECONDS)
