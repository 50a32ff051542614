"""D5: both of a pair accept how they work together; a change needs both again."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.heard import events_about
from causeway_cli.pair_scenes import agreed, ask, care_once
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

PART = "agreeing and changing pass; the week passes in the tests of matching only; waits for notifications to prompt both"
TOPIC = "matching.pairs.v1"


async def test_an_agreement_holds_once_both_have_accepted_it_and_has_versions(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        await care_once(scene, lambda one: True)
        first = await agreed(scene, "Find a course that fits me")
        second = await agreed(scene, "Finish the application", 2)
        answer = await ask(scene, "GetAgreement", scene.mentor)
        told = await events_about(running_system, TOPIC, scene.pair.id, {"AgreementAccepted"})

        assert set(first.accepted_by) == {scene.mentee, scene.mentor}
        assert (answer.current.number, answer.current.goals.text) == (2, "Finish the application")
        assert [terms.number for terms in answer.past] == [1]
        assert second.number == answer.newest_number == 2
        assert "application" not in str(told)
