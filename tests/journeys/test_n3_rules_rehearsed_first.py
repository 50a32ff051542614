"""Rules of staff are rehearsed on past messages before they act, and cannot be switched on without the report."""

import uuid
from dataclasses import dataclass

import pytest

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import rules_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint, open_programme

pytestmark = pytest.mark.connected

PATIENCE_SECONDS = 60.0
PRAISE = "The lantern league is my favourite thing this year."
CONTENT = pb.RuleContent(
    category="spam_scam",
    name="lantern_league",
    reason="It looks like an advertisement for a club.",
    score=0.8,
    patterns=[r"\blantern league\b"],
    unless=[r"\bnever\b"],
    catches=["Join the lantern league!", "l.a.n.t.e.r.n league tonight"],
    passes=["I would never go to the lantern league.", "We made paper lanterns at school."],
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A programme with one pair, the moderator who proposes and the lead who switches on."""

    scene: Scene
    lead: str

    @property
    def programme(self) -> str:
        return self.scene.pair.programme_id

    async def ask(self, method: str, request: object, person: str = "") -> object:
        calls = self.scene.calls
        return await calls.ask(getattr(calls.rules, method), request, person or self.scene.moderator, fresh=not person)

    async def propose(self, content: pb.RuleContent, *, trial: bool = False) -> pb.RuleVersion:
        request = pb.RulesProposeRequest(programme_id=self.programme, client_key=uuid.uuid4().hex, content=content, trial=trial)
        answer = await self.ask("Propose", request)
        assert isinstance(answer, pb.RulesProposeResponse)
        return answer.rule

    async def look(self, rule_id: str) -> pb.RulesGetResponse:
        answer = await self.ask("Get", pb.RulesGetRequest(programme_id=self.programme, rule_id=rule_id))
        assert isinstance(answer, pb.RulesGetResponse)
        return answer

    async def rehearse(self, rule_id: str) -> pb.RehearsalReport:
        await self.ask("Rehearse", pb.RulesRehearseRequest(programme_id=self.programme, rule_id=rule_id, days=7))

        async def finished() -> bool:
            return (await self.look(rule_id)).rehearsal.progress == pb.REHEARSAL_PROGRESS_FINISHED

        assert await wait_until(finished, PATIENCE_SECONDS)
        return (await self.look(rule_id)).rehearsal.report

    async def activate(self, rule_id: str, person: str) -> None:
        await self.ask("Activate", pb.RulesActivateRequest(programme_id=self.programme, rule_id=rule_id), person)


async def a_desk(calls: Calls) -> Desk:
    scene = await a_pair(calls)
    lead = f"lead-{uuid.uuid4().hex}"
    await appoint(calls, lead, access_pb2.ROLE_SAFEGUARDING_LEAD, scene.pair.programme_id)
    listing = pb.RulesListRequest(programme_id=scene.pair.programme_id)
    await calls.ask(calls.rules.List, listing, lead, fresh=True)
    return Desk(scene, lead)


async def test_a_rule_is_rehearsed_on_the_past_before_a_second_person_switches_it_on(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        desk = await a_desk(calls)
        past = await desk.scene.post(desk.scene.mentor, PRAISE)
        await desk.scene.post(desk.scene.mentee, "Thank you for the book, I read all of it.")
        await desk.scene.readable(desk.scene.mentee, 2)
        wrong = pb.RuleContent()
        wrong.CopyFrom(CONTENT)
        wrong.passes.append("The lantern league is closed.")
        with pytest.raises(Refusal, match="Number 3 of passes is matched"):
            await desk.propose(wrong)
        rule_id = (await desk.propose(CONTENT)).rule_id

        with pytest.raises(Refusal, match="no finished rehearsal"):
            await desk.activate(rule_id, desk.lead)
        report = await desk.rehearse(rule_id)
        with pytest.raises(Refusal, match="do not have a role"):
            await desk.activate(rule_id, desk.scene.moderator)

        assert (report.messages, report.matched, report.newly_held) == (2, 1, 1)
        assert list(report.sample_message_ids) == [past.message_id]
        assert PRAISE not in str(report)
        await desk.activate(rule_id, desk.lead)
        assert await held(desk, PRAISE)
        await desk.ask("Retire", pb.RulesRetireRequest(programme_id=desk.programme, rule_id=rule_id), desk.lead)


async def test_a_rule_on_trial_counts_on_live_messages_and_changes_nothing(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        desk = await a_desk(calls)
        rule_id = (await desk.propose(CONTENT, trial=True)).rule_id
        posted = 0

        async def counted() -> bool:
            nonlocal posted
            await desk.scene.post(desk.scene.mentor, PRAISE)
            posted += 1
            await desk.scene.readable(desk.scene.mentee, posted)  # it is released all the same
            return (await desk.look(rule_id)).rule.figures.would_hold > 0

        assert await wait_until(counted, PATIENCE_SECONDS)
        assert (await desk.look(rule_id)).rule.stage == pb.RULE_STAGE_PROPOSED
        await check_nobody_elsewhere_sees_it(calls, desk, rule_id)


async def check_nobody_elsewhere_sees_it(calls: Calls, desk: Desk, rule_id: str) -> None:
    name, lead = uuid.uuid4().hex, f"lead-{uuid.uuid4().hex}"
    elsewhere = await open_programme(calls, name, name)
    await appoint(calls, lead, access_pb2.ROLE_SAFEGUARDING_LEAD, elsewhere)
    listed = await calls.ask(calls.rules.List, pb.RulesListRequest(programme_id=elsewhere), lead, fresh=True)
    assert desk.programme not in {rule.programme_id for rule in listed.rules}
    with pytest.raises(Refusal, match="no rule with this id"):
        await calls.ask(calls.rules.Get, pb.RulesGetRequest(programme_id=elsewhere, rule_id=rule_id), lead)
    with pytest.raises(Refusal, match="in this programme"):
        await calls.ask(calls.rules.Get, pb.RulesGetRequest(programme_id=desk.programme, rule_id=rule_id), lead)
    with pytest.raises(Refusal, match="in this programme"):
        await calls.ask(calls.rules.Propose, pb.RulesProposeRequest(client_key="k", content=CONTENT), lead)


async def held(desk: Desk, text: str) -> bool:
    """Whether such a message comes to be held, once every process follows the rule."""
    waiting = messaging_pb2.STATE_IN_REVIEW

    async def one_is_held() -> bool:
        posted = await desk.scene.post(desk.scene.mentor, text)
        settled: list[messaging_pb2.State] = []

        async def is_settled() -> bool:
            entries = (await desk.scene.sync(desk.scene.mentor)).entries
            if posted.message_id in {entry.message_id for entry in entries}:
                settled[:] = [messaging_pb2.STATE_RELEASED]
            elif await desk.scene.state_of_own(desk.scene.mentor, posted.message_id) == waiting:
                settled[:] = [waiting]
            return bool(settled)

        assert await wait_until(is_settled, PATIENCE_SECONDS)
        return settled == [waiting]

    return await wait_until(one_is_held, PATIENCE_SECONDS)
