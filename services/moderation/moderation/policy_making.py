"""Wires the policies of programmes: who follows them, and who answers for them."""

from causeway.moderation.v1 import policies_pb2
from causeway_kit.service import Service
from moderation.adapters.policies import KeptPolicies, MongoPolicies, MongoPolicyDesk
from moderation.app.ports import TextJudging
from moderation.entrypoints.rpc_policies import POLICY_STATUSES, PoliciesRpc

LOOK_SECONDS = 1


def follow_policies(service: Service, judge: TextJudging) -> KeptPolicies:
    """Begins to follow what programmes choose, and answers the Policies service."""
    kept = KeptPolicies(service.store)
    service.every(LOOK_SECONDS, kept.look)
    answering = PoliciesRpc(service.group_commit(), MongoPolicyDesk, MongoPolicies(service.store), judge, kept)
    service.answers(policies_pb2.DESCRIPTOR.services_by_name["Policies"], answering, POLICY_STATUSES)
    return kept
