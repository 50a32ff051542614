"""What following the rules in force needs from the outside, and what a rehearsal and a replay need."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from moderation.app.judge_text import Parts
from moderation.app.own_rules import InForce, OwnRules
from moderation.app.rule_ports import SetOfRules
from moderation.domain.case import Case
from moderation.domain.own_rule import OwnRule
from moderation.domain.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one rules_version stands for."""

    parts: Parts
    acting: Sequence[str]  # places


class KeptRules(Protocol):
    """Sets of rules as they are stored."""

    async def newest_set(self) -> SetOfRules: ...

    async def in_force(self, made: SetOfRules) -> tuple[list[InForce], list[str]]:
        """The rules of a set, and the places of those that cannot be read."""

    async def remember(self, rules_version: str, recorded: Recorded, number: int) -> None:
        """What is known of a version stays as it is."""

    async def recorded(self, rules_version: str) -> Recorded | None: ...


class Compiling(Protocol):
    async def compiled(self, number: int, rules: Sequence[InForce]) -> tuple[OwnRules, list[str]]:
        """As many as can be, and the places of those that cannot. Not on the loop that judges."""


@dataclass(frozen=True, slots=True)
class PastPost:
    """`text` is None when it cannot be read any more."""

    posted: MessagePosted
    text: str | None


@dataclass(frozen=True, slots=True)
class PastPosts:
    posts: Sequence[PastPost]
    damaged: int
    done: int
    total: int


class PastMessages(Protocol):
    def since(self, moment: datetime, programme_id: str) -> AsyncIterator[PastPosts]:
        """Of one programme, or of every one. Raises Unavailable."""


class CaseRecords(Protocol):
    """What people decided before."""

    async def decided(self, message_ids: Sequence[str]) -> Mapping[str, Verdict]:
        """Of messages that a person decided about."""

    async def minutes(self, programme_id: str) -> Sequence[float]:
        """From claim to decision, of the newest decided cases; of every programme for the empty one."""

    async def case(self, message_id: str) -> Case | None: ...

    async def text_of(self, case: Case) -> str | None:
        """None when it cannot be read any more."""


class RehearsalWork(Protocol):
    async def waiting(self, now: datetime) -> Sequence[str]:
        """Places of rehearsals that nobody runs."""

    async def rehearsal(self, place: str) -> Rehearsal | None: ...

    async def in_force_of(self, place: str) -> InForce | None:
        """What a version says, as if it acted."""


class RecentMatches(Protocol):
    async def since(self, begin: datetime) -> Mapping[str, Mapping[datetime, int]]:
        """By place and begin of the minute, of rules that act."""

    async def forget(self, now: datetime) -> None: ...


class RulesByKey(Protocol):
    async def rules(self, keys: Sequence[str]) -> Sequence[OwnRule]: ...
