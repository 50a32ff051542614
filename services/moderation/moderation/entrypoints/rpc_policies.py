"""The Policies service: one method per rpc."""

from typing import Protocol

import grpc

from causeway.moderation.v1 import policies_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid, not_found
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from moderation.app import set_policy
from moderation.app.ports import Policies, TextJudging
from moderation.app.preview_policy import preview_policy
from moderation.app.set_policy import PolicyDesk, PolicyOrder
from moderation.domain.choosing import PolicyMoved, PolicyRefused, check_policy
from moderation.domain.normalise import LONGEST_TEXT
from moderation.domain.policy import STANDARD, Policy
from moderation.entrypoints.policy_forms import shown, shown_outcome, to_policy
from moderation.entrypoints.rpc_parts import page_size, require

POLICY_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    PolicyRefused: grpc.StatusCode.INVALID_ARGUMENT,
    PolicyMoved: grpc.StatusCode.FAILED_PRECONDITION,
}


class PolicyReading(Protocol):
    """Queries of calls: each carries the programme."""

    async def newest(self, programme_id: str) -> Policy: ...

    async def versions(self, programme_id: str, size: int, below: int | None) -> list[Policy]:
        """The newest first, from the one before `below`."""


class PoliciesRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[PolicyDesk], reading: PolicyReading, judge: TextJudging, policies: Policies
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._judge = judge
        self._policies = policies

    async def GetPolicy(self, request: pb.GetPolicyRequest, caller: Caller) -> pb.GetPolicyResponse:
        require(request.programme_id, "programme_id")
        return pb.GetPolicyResponse(policy=shown(await self._reading.newest(request.programme_id), request.programme_id))

    async def SetPolicy(self, request: pb.SetPolicyRequest, caller: Caller) -> pb.SetPolicyResponse:
        require(request.programme_id, "programme_id")
        wanted = to_policy(request.programme_id, request.terms)
        order = PolicyOrder(wanted, request.expected_version, caller.person_id, request.reason)
        item = Item(set_policy.needs(order), lambda work: set_policy.set_policy(self._opens(work), order))
        made: Policy = await self._commits.submit(item)
        return pb.SetPolicyResponse(policy=shown(made, request.programme_id))

    async def ListPolicyVersions(self, request: pb.ListPolicyVersionsRequest, caller: Caller) -> pb.ListPolicyVersionsResponse:
        size = page_size(request.page_size)
        found = await self._reading.versions(request.programme_id, size + 1, _below(request.page_token))
        token = str(found[size - 1].version) if len(found) > size else ""
        return pb.ListPolicyVersionsResponse(
            policies=[shown(one, request.programme_id) for one in found[:size]], next_page_token=token
        )

    async def Preview(self, request: pb.PreviewRequest, caller: Caller) -> pb.PreviewResponse:
        if not 0 < len(request.sample) <= LONGEST_TEXT:
            raise invalid(f"sample must have 1 to {LONGEST_TEXT:,} characters.")
        policy = await self._previewed(request)
        outcomes = preview_policy(self._judge, policy, request.programme_id, request.sample)
        version = outcomes[0].judgement.rules_version
        return pb.PreviewResponse(outcomes=[shown_outcome(one) for one in outcomes], rules_version=version)

    async def _previewed(self, request: pb.PreviewRequest) -> Policy:
        """The proposed one, the one of a version, or the one in force."""
        if request.HasField("terms") and request.HasField("version"):
            raise invalid("Give terms or version, not both.")
        if request.HasField("terms"):
            proposed = to_policy(request.programme_id, request.terms)
            check_policy(proposed)
            return proposed
        if not request.HasField("version"):
            return self._policies.of(request.programme_id)
        if request.version == 0:
            return STANDARD
        found = await self._reading.versions(request.programme_id, 1, request.version + 1)
        if not found or found[0].version != request.version:
            raise not_found("This programme's policy never had this version.")
        return found[0]


def _below(token: str) -> int | None:
    if not token:
        return None
    if not (token.isascii() and token.isdigit() and len(token) < 10):
        raise invalid("page_token is not one that this method gave. Start again without it.")
    return int(token)
