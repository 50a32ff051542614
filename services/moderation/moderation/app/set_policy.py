"""Use case: a programme's safeguarding lead decides what is done about each kind of finding."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from moderation.app.ports import KEYS
from moderation.domain.act import Act
from moderation.domain.choosing import PolicyMoved, check_policy, check_reason
from moderation.domain.policy import Policy

POLICIES = "policies"
POLICY_VERSIONS = "policy_versions"


class PolicyDesk(Protocol):
    """Policies of one unit of work."""

    @property
    def now(self) -> datetime: ...

    def policy(self, programme_id: str) -> Policy:
        """The newest; the standard one where none was set."""

    def save_policy(self, policy: Policy) -> None:
        """As the newest, and as a version that is kept."""

    def sealed_reason(self, policy: Policy, reason: str) -> str: ...

    def record(self, act: Act) -> None: ...


@dataclass(frozen=True, slots=True)
class PolicyOrder:
    """`wanted` carries the programme and the choices; `expected` is the version that its author has read."""

    wanted: Policy
    expected: int
    by: str
    reason: str


def needs(order: PolicyOrder) -> list[tuple[str, str]]:
    return [(POLICIES, order.wanted.programme_id), (KEYS, order.by)]


def set_policy(desk: PolicyDesk, order: PolicyOrder) -> Policy:
    """The policy in force from now on. Raises PolicyRefused, PolicyMoved."""
    check_reason(order.reason)
    check_policy(order.wanted)
    known = desk.policy(order.wanted.programme_id)
    if known.same_as(order.wanted) and order.expected in (known.version, known.version - 1):
        return known
    if order.expected != known.version:
        raise PolicyMoved(
            f"The policy has version {known.version} now, not {order.expected}. Nothing was changed. Read it again."
        )
    made = replace(order.wanted, version=known.version + 1, set_by=order.by, set_at=desk.now)
    made = replace(made, reason=desk.sealed_reason(made, order.reason))
    desk.save_policy(made)
    desk.record(_act(made))
    return made


def _act(made: Policy) -> Act:
    thing = f"{made.programme_id}/{made.version}"
    return Act(actor=made.set_by, action="policy.set", thing=thing, programme_id=made.programme_id, reason=made.reason)
