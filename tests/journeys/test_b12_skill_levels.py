"""B12: the mentor rates a skill and proposes a target, the mentee agrees, and progress shows over time."""

import uuid

import pytest

from causeway_cli.calls import Calls
from causeway_cli.heard import events_about
from causeway_cli.pair_scenes import ask
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

PART = "ratings, targets and progress pass; waits for analytics to report them"
TOPIC = "matching.pairs.v1"


async def test_a_skill_grows_towards_the_level_that_both_agreed_on(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        rating = {"client_key": uuid.uuid4().hex, "skill": "Speaking to a group", "level": 2, "target": 4}
        rated = await ask(scene, "RateSkill", scene.mentor, **rating)
        skill_id = rated.skill.skill_id
        agreed = await ask(scene, "AgreeTarget", scene.mentee, skill_id=skill_id, target=4)
        for level in (3, 4):
            await ask(scene, "RateSkill", scene.mentor, skill_id=skill_id, level=level)
        [skill] = (await ask(scene, "ListSkills", scene.mentee)).skills
        told = await events_about(running_system, TOPIC, scene.pair.id, {"SkillRated", "SkillTargetAgreed"})

        assert (rated.skill.target, rated.skill.proposed_target) == (0, 4)
        assert (agreed.skill.target, agreed.skill.proposed_target) == (4, 0)
        assert [one.level for one in skill.ratings] == [2, 3, 4]
        assert skill.reached
        assert "Speaking" not in str(told)
