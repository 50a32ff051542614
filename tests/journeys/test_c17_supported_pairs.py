"""C17: no active pair without trained staff; caseloads have a limit, and overload is shown."""

import pytest

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.pair_scenes import care_once, hire
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair

pytestmark = pytest.mark.connected


async def unsupported(scene: Scene) -> list[str]:
    request = pb.ListCaseloadRequest(programme_id=scene.pair.programme_id, unassigned_only=True)
    return [care.pair_id for care in (await scene.calls.ask(scene.calls.pairs.ListCaseload, request)).pairs]


async def test_a_pair_that_only_untrained_staff_could_take_is_shown_until_trained_staff_comes(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        await hire(scene, trained=False)
        await care_once(scene, lambda one: bool(one.concerns))
        assert await unsupported(scene) == [scene.pair.id]

        manager = await hire(scene, limit=1)
        await care_once(scene, lambda one: one.manager_id == manager)

        assert await unsupported(scene) == []
