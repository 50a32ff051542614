"""A programme chooses what is done about contact details among its adults; near a minor they never pass, whatever it chose."""

import uuid

import pytest

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway.moderation.v1 import policies_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import MINOR
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint, open_programme

pytestmark = pytest.mark.connected

NUMBER = "My number is 07700 900456, text me there if you like."
PATIENCE_SECONDS = 30.0
WARN_ADULTS = pb.PolicyTerms(
    adults_only=True, cells=[pb.Cell(age_group=pb.AGE_GROUP_ADULT, category="pii_contact", choice=pb.CHOICE_WARN)]
)


async def a_lead(scene: Scene) -> str:
    lead = f"lead-{uuid.uuid4().hex}"
    await appoint(scene.calls, lead, access_pb2.ROLE_SAFEGUARDING_LEAD, scene.pair.programme_id)
    return lead


async def set_policy(scene: Scene, lead: str, terms: pb.PolicyTerms = WARN_ADULTS) -> pb.Policy:
    """Returns once messages are judged by it."""
    calls, programme_id = scene.calls, scene.pair.programme_id
    request = pb.SetPolicyRequest(programme_id=programme_id, terms=terms, reason="We are all adults here.")
    made: pb.Policy = (await calls.ask(calls.policies.SetPolicy, request, lead, fresh=True)).policy
    screen = moderation_pb2.ScreenRequest(programme_id=programme_id, text=NUMBER, minor=False)

    async def counts() -> bool:
        return bool((await calls.ask(calls.screening.Screen, screen, lead)).policy_version == made.version)

    assert await wait_until(counts, PATIENCE_SECONDS)
    return made


async def settles(scene: Scene, message_id: str, state: "messaging_pb2.State") -> bool:
    async def settled() -> bool:
        return await scene.state_of_own(scene.mentee, message_id) == state

    return await wait_until(settled, PATIENCE_SECONDS)


async def test_a_changed_policy_acts_on_the_next_message_and_older_verdicts_stay(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        lead = await a_lead(scene)
        before = await scene.post(scene.mentee, NUMBER)
        assert await settles(scene, before.message_id, messaging_pb2.STATE_IN_REVIEW)

        made = await set_policy(scene, lead)
        draft = moderation_pb2.AdviseRequest(programme_id=scene.pair.programme_id, draft=NUMBER)
        [advice] = (await calls.ask(calls.screening.Advise, draft, scene.mentee, fresh=True)).advice
        after = await scene.post(scene.mentee, NUMBER)
        [entry] = await scene.readable(scene.mentor, 1)

        assert (made.version, made.terms.adults_only) == (1, True)
        assert "telephone number" in advice.advice
        assert entry.message_id == after.message_id
        assert await scene.state_of_own(scene.mentee, before.message_id) == messaging_pb2.STATE_IN_REVIEW


async def test_near_a_minor_the_same_policy_lets_nothing_pass_and_no_policy_may_block_who_tells(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        lead, stranger = await a_lead(scene), f"lead-{uuid.uuid4().hex}"
        other = await open_programme(calls, stranger, "A programme of others")
        await appoint(calls, stranger, access_pb2.ROLE_SAFEGUARDING_LEAD, other)
        await set_policy(scene, lead)

        posted = await scene.post(scene.mentee, NUMBER)
        assert await settles(scene, posted.message_id, messaging_pb2.STATE_BLOCKED)
        told = pb.Cell(age_group=pb.AGE_GROUP_UNDER_18, category="self_harm", choice=pb.CHOICE_BLOCK)
        blocking = pb.SetPolicyRequest(
            programme_id=scene.pair.programme_id, terms=pb.PolicyTerms(cells=[told]), expected_version=1, reason="Why not."
        )
        with pytest.raises(Refusal, match="self_harm for under_18 cannot be set to block"):
            await calls.ask(calls.policies.SetPolicy, blocking, lead)
        for method, request in (
            (calls.policies.GetPolicy, pb.GetPolicyRequest(programme_id=scene.pair.programme_id)),
            (calls.policies.SetPolicy, blocking),
            (calls.screening.Advise, moderation_pb2.AdviseRequest(programme_id=scene.pair.programme_id, draft="Hello.")),
        ):
            with pytest.raises(Refusal, match="PERMISSION_DENIED"):
                await calls.ask(method, request, stranger)

        preview = pb.PreviewRequest(programme_id=scene.pair.programme_id, sample=NUMBER)
        outcomes = (await calls.ask(calls.policies.Preview, preview, lead)).outcomes
        assert [(one.age_group, one.by_minor, one.verdict) for one in outcomes] == [
            (pb.AGE_GROUP_UNDER_18, True, events_pb2.VERDICT_BLOCK),
            (pb.AGE_GROUP_UNDER_18, False, events_pb2.VERDICT_HOLD),
            (pb.AGE_GROUP_ADULT, False, events_pb2.VERDICT_ALLOW),
        ]
