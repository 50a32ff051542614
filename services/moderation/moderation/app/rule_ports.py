"""What the use cases around rules of staff need from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from moderation.domain.act import Act
from moderation.domain.own_rule import OwnRule, Stage
from moderation.domain.rehearsal import Rehearsal
from moderation.domain.rule import Rule
from moderation.domain.rule_draft import Draft

# what a use case asks to have loaded: (collection, id)
OWN_RULES = "own_rules"  # by key
RULE_SETS = "rule_sets"  # by number, and the newest as NEWEST_SET
REHEARSALS = "rehearsals"  # by place
NEWEST_SET = "newest"


@dataclass(frozen=True, slots=True)
class SetOfRules:
    """Which versions act and which are on trial, by their places."""

    number: int
    acting: frozenset[str] = frozenset()
    trial: frozenset[str] = frozenset()


class RuleBook(Protocol):
    """Rules of staff in one unit of work."""

    @property
    def now(self) -> datetime: ...

    def rule(self, key: str) -> OwnRule | None: ...

    def save_rule(self, rule: OwnRule, events: Sequence[Event] = ()) -> None: ...

    def keep_content(self, place: str, draft: Draft, rule: Rule, by: str) -> None:
        """For ever, as it is; its examples sealed."""

    def newest_set(self) -> SetOfRules: ...

    def keep_set(self, made: SetOfRules) -> None:
        """For ever, and as the newest."""

    def rehearsal(self, place: str) -> Rehearsal | None:
        """The newest of this version."""

    def save_rehearsal(self, place: str, rehearsal: Rehearsal) -> None: ...

    def record(self, act: Act) -> None: ...


class RuleTrying(Protocol):
    async def fault_of(self, rule: Rule) -> str:
        """What keeps the rule from being used, in one sentence; empty: it does what its examples say, in bounded time.

        Raises Unavailable.
        """


@dataclass(frozen=True, slots=True)
class Figures:
    matched: int = 0
    would_hold: int = 0
    people_blocked: int = 0
    people_allowed: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says, as it was typed and as it is matched."""

    draft: Draft
    rule: Rule


@dataclass(frozen=True, slots=True)
class RulePage:
    rules: Sequence[tuple[OwnRule, int]]
    next_token: str


class RuleReading(Protocol):
    """Queries of calls: each carries the programme; the empty one stands for every programme."""

    async def rules(self, programme_id: str, stage: Stage | None, size: int, token: str) -> RulePage:
        """Versions of this programme's rules and of those of every programme. Raises ValueError for a token it did not give."""

    async def rule(self, key: str) -> OwnRule | None: ...

    async def contents(self, places: Sequence[str], *, examples: bool = False) -> dict[str, Content]:
        """By place. Without examples their texts are empty, as they are when who wrote them was erased."""

    async def figures(self, places: Sequence[str]) -> dict[str, Figures]:
        """By place; a shipped rule's is its programme and its id."""

    async def rehearsal(self, place: str) -> Rehearsal | None: ...
