"""Words for what a pair and its staff do together, for scenarios."""

import uuid
from collections.abc import Callable
from typing import Any

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import pairs_pb2 as pb
from causeway.matching.v1 import writing_pb2
from causeway_cli.embedded.server import wait_until
from causeway_cli.keeper.plan import ADMINISTRATOR
from causeway_cli.scenes import Scene
from causeway_cli.setting_up import appoint
from causeway_cli.trouble import Trouble

PATIENCE_SECONDS = 30.0


async def hire(scene: Scene, limit: int = 30, *, trained: bool = True) -> str:
    """A relationship manager of the scene's programme; gives their subject."""
    staff_id = f"manager-{uuid.uuid4().hex}"
    await appoint(scene.calls, staff_id, access_pb2.ROLE_RELATIONSHIP_MANAGER, scene.pair.programme_id)
    request = pb.SetCaseloadRequest(programme_id=scene.pair.programme_id, staff_id=staff_id, limit=limit, trained=trained)
    await scene.calls.ask(scene.calls.pairs.SetCaseload, request)
    return staff_id


async def care_once(scene: Scene, wanted: Callable[[pb.Care], bool], subject: str = ADMINISTRATOR) -> pb.Care:
    """How the scene's pair is looked after, once it is as wanted. Raises Trouble."""
    found: list[pb.Care] = []
    request = pb.ListCaseloadRequest(programme_id=scene.pair.programme_id)
    calls = scene.calls

    async def there() -> bool:
        listed = await calls.ask(calls.pairs.ListCaseload, request, subject, fresh=True)
        found[:] = [one for one in listed.pairs if one.pair_id == scene.pair.id and wanted(one)]
        return bool(found)

    if not await wait_until(there, PATIENCE_SECONDS):
        raise Trouble(f"The pair was not looked after as it should within {PATIENCE_SECONDS:.0f} s.")
    return found[0]


async def ask(scene: Scene, rpc: str, subject: str, **fields: Any) -> Any:
    """A method of Pairs about the scene's pair, as somebody."""
    method = getattr(scene.calls.pairs, rpc)
    request = getattr(pb, f"{rpc}Request")(pair_id=scene.pair.id, **fields)
    return await scene.calls.ask(method, request, subject)


async def agreed(scene: Scene, goals: str, number: int = 1) -> pb.AgreementTerms:
    """The mentee proposes, the mentor accepts once the words may be read."""
    channels = [pb.CHANNEL_MESSAGES, pb.CHANNEL_VIDEO_MEETING]
    hours = [pb.Hours(weekday=2, from_hour=17, until_hour=19)]
    proposal = {"number": number, "goals": goals, "channels": channels, "hours": hours, "reply_within_hours": 48}
    await ask(scene, "ProposeAgreement", scene.mentee, **proposal)

    async def readable() -> bool:
        answer = await ask(scene, "GetAgreement", scene.mentor)
        return bool(answer.proposed.goals.state == writing_pb2.WRITING_STATE_SHOWN and answer.proposed.goals.text == goals)

    if not await wait_until(readable, PATIENCE_SECONDS):
        raise Trouble(f"The goals could not be read within {PATIENCE_SECONDS:.0f} s.")
    answer = await ask(scene, "AcceptAgreement", scene.mentor, number=number)
    current: pb.AgreementTerms = answer.current
    return current
