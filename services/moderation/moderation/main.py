"""Wires moderation and runs it."""

from causeway.moderation.v1 import moderation_pb2 as pb
from causeway.moderation.v1 import restrictions_pb2
from causeway_kit.checkpoints import read_key
from causeway_kit.client import ServiceTokens
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from moderation.adapters.alerts import ALERT_INDEXES
from moderation.adapters.chains import Chains
from moderation.adapters.mongo import INDEXES, MongoBench
from moderation.adapters.outside import OutsideClassifier
from moderation.adapters.policies import POLICY_INDEXES
from moderation.adapters.restrictions import RESTRICTION_INDEXES, MongoRestrictions, MongoStaffroom
from moderation.adapters.review_bench import REVIEW_INDEXES, MongoReviewBench
from moderation.adapters.reviewers import MongoReviewers
from moderation.entrypoints.announcing import Announcing
from moderation.entrypoints.events import subscribe
from moderation.entrypoints.gathering import Gathering
from moderation.entrypoints.rpc_restrictions import RESTRICTION_STATUSES, RestrictionsRpc
from moderation.entrypoints.rpc_screening import ScreeningRpc
from moderation.judging import open_judge
from moderation.policy_making import follow_policies
from moderation.reviewing import add_review
from moderation.rule_making import RULE_INDEXES, follow_rules
from moderation.safeguarding import add_alerts
from moderation.settings import Settings

CHECKPOINT_SECONDS = 60
LOOK_SECONDS = 5


def build(settings: Settings) -> Service:
    indexes = {**INDEXES, **ALERT_INDEXES, **POLICY_INDEXES, **RESTRICTION_INDEXES, **REVIEW_INDEXES, **RULE_INDEXES}
    service = Service("moderation", settings, indexes)
    outside = settings.outside_classifier
    detectors = [OutsideClassifier(outside, settings.outside_version)] if outside else []
    judge = open_judge(detectors=detectors, cache=settings.pattern_cache)
    policies = follow_policies(service, judge)
    judging = follow_rules(service, settings, judge, policies)
    subscribe(service.consumer, MongoReviewBench, judging, policies, add_review(service, settings, judging))
    services = pb.DESCRIPTOR.services_by_name
    service.answers(services["Screening"], ScreeningRpc(judging, policies))
    restricting = RestrictionsRpc(service.group_commit(), MongoStaffroom, MongoRestrictions(service.store), service.clock)
    service.answers(restrictions_pb2.DESCRIPTOR.services_by_name["Restrictions"], restricting, RESTRICTION_STATUSES)
    reviewers = MongoReviewers(service.store, service.clock)
    announcing = Announcing(service.store, reviewers, service.open_work, MongoBench, service.clock)
    service.every(LOOK_SECONDS, announcing.step)
    add_alerts(service, settings)
    _keep_checkpoints(service, settings)
    return service


def _keep_checkpoints(service: Service, settings: Settings) -> None:
    """By the first replica alone."""
    key_file, file = settings.checkpoint_key_file, settings.checkpoints_file
    if key_file is None or file is None or settings.service_ordinal != 0:
        return
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    chains = Chains(settings.chain_addresses, token)
    service.every(CHECKPOINT_SECONDS, Gathering(chains, read_key(key_file), file, service.clock).step)


def main() -> None:
    settings = read_settings(Settings)
    run_service("moderation", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
