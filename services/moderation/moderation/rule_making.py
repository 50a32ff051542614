"""Wires rules of staff: who follows them, rehearses them, watches over them, and who answers for them."""

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1 import rules_pb2
from causeway_kit.kafka_security import security_of
from causeway_kit.past import Past
from causeway_kit.service import Service
from moderation.adapters.kept_rules import MongoKeptRules, ThreadCompiling
from moderation.adapters.past_messages import KafkaPastMessages, MongoCaseRecords
from moderation.adapters.patterns import default_cache
from moderation.adapters.rule_book import RULE_INDEXES as RULE_INDEXES
from moderation.adapters.rule_book import MongoRuleBook, MongoRuleReading
from moderation.adapters.rule_files import read_lists
from moderation.adapters.rule_tally import MongoMinutes
from moderation.adapters.rule_trying import TryingOut
from moderation.app.judge_text import TextJudge
from moderation.app.ports import Policies
from moderation.app.rehearsing import Judging
from moderation.app.replay_verdict import JudgeNow, Replayed, replay_verdict
from moderation.domain.policy import group_of
from moderation.domain.ruling import Ruling
from moderation.entrypoints.following_rules import FollowingRules, JudgeInForce
from moderation.entrypoints.rehearsing import RehearsalRunner
from moderation.entrypoints.rpc_rules import RULE_STATUSES, RulesRpc
from moderation.entrypoints.watching_floods import WatchingFloods
from moderation.settings import Settings

LOOK_SECONDS = 1
FLOOD_SECONDS = 2
FORGET_SECONDS = 600


def follow_rules(service: Service, settings: Settings, judge: TextJudge, policies: Policies) -> JudgeInForce:
    """Begins to follow the rules that staff make, and answers the Rules service. Gives the judge for everybody's texts."""
    kept, compiling = MongoKeptRules(service.store), ThreadCompiling(settings.pattern_cache or default_cache())
    following = FollowingRules(judge, kept, compiling, service.open_work, MongoRuleBook)
    service.every(LOOK_SECONDS, following.step)
    watching = WatchingFloods(
        MongoMinutes(service.store), kept, lambda: judge.own, service.open_work, MongoRuleBook, service.clock
    )
    service.every(FLOOD_SECONDS, watching.step)
    service.every(FORGET_SECONDS, watching.forget)
    _rehearse(service, settings, judge, policies, kept)
    _answer(service, judge, policies, kept)
    return JudgeInForce(judge, following)


def _rehearse(service: Service, settings: Settings, judge: TextJudge, policies: Policies, kept: MongoKeptRules) -> None:
    def ruling_of(posted: MessagePosted) -> Ruling:
        return policies.of(posted.programme_id).ruling(group_of(posted.minor))

    runner = RehearsalRunner(
        f"moderation-{settings.service_ordinal}",
        kept,
        KafkaPastMessages(Past(settings.kafka, security_of(settings)), service.keyring),
        MongoCaseRecords(service.store, service.keyring),
        ThreadCompiling(),
        Judging(judge.matches, judge.judge_by, ruling_of),
        lambda: judge.own,
        service.open_work,
        MongoRuleBook,
        service.clock,
    )
    service.beside(runner.run)


def _answer(service: Service, judge: TextJudge, policies: Policies, kept: MongoKeptRules) -> None:
    cases, compiling = MongoCaseRecords(service.store, service.keyring), ThreadCompiling()
    now = JudgeNow(
        judge.parts,
        judge.judge_by,
        lambda case: policies.of(case.programme_id).ruling(group_of(case.minor)),
    )

    async def replaying(programme_id: str, message_id: str) -> Replayed:
        return await replay_verdict(cases, kept, compiling, now, programme_id, message_id)

    answering = RulesRpc(
        service.group_commit(),
        MongoRuleBook,
        MongoRuleReading(service.store, service.keyring),
        TryingOut(),
        replaying,
        read_lists(),
        judge.rules.rules,
    )
    service.answers(rules_pb2.DESCRIPTOR.services_by_name["Rules"], answering, RULE_STATUSES)
