"""Follows the set of rules in force: looks every second, compiles beside the loop, and swaps between two texts."""

from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from causeway.moderation.v1.events import RuleTrouble
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from moderation.app import switch_rule
from moderation.app.judge_text import Parts
from moderation.app.own_rules import OwnRules
from moderation.app.ports import TextJudging
from moderation.app.rule_following import Compiling, KeptRules, Recorded
from moderation.app.rule_ports import RuleBook
from moderation.app.switch_rule import hand_of
from moderation.domain.conversation import Background
from moderation.domain.judgement import Judgement
from moderation.domain.ruling import Ruling

log = structlog.get_logger()


class Follower(TextJudging, Protocol):
    """The judge, as far as it is told which rules of staff are in force."""

    parts: Parts

    def follow(self, own: OwnRules) -> None: ...

    def version_with(self, own: OwnRules) -> str: ...


class FollowingRules:
    def __init__(
        self,
        judge: Follower,
        kept: KeptRules,
        compiling: Compiling,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[RuleBook],
    ) -> None:
        self._judge = judge
        self._kept = kept
        self._compiling = compiling
        self._open_work = open_work
        self._opens = opens
        self._number = -1

    @property
    def ready(self) -> bool:
        return self._number >= 0

    async def step(self) -> None:
        """A rule that cannot be used is left out and put in quarantine: the others act. Raises Unavailable."""
        newest = await self._kept.newest_set()
        if newest.number == self._number:
            return
        rules, unread = await self._kept.in_force(newest)
        own, broken = await self._compiling.compiled(newest.number, rules)
        acting = [one.place for one in own.rules if not one.trial]
        # known before the first verdict that names it
        await self._kept.remember(self._judge.version_with(own), Recorded(self._judge.parts, acting), newest.number)
        self._judge.follow(own)
        self._number = newest.number
        log.info("rules of staff in force", set=newest.number, acting=len(acting), trial=len(own.rules) - len(acting))
        await self._set_aside([*unread, *broken])

    async def _set_aside(self, places: Sequence[str]) -> None:
        results = await run_batch(self._open_work, [self._stopping(place) for place in places])
        for place, result in zip(places, results, strict=True):
            log.error("a rule cannot be used and does not act", rule=place.partition("/")[2])
            if isinstance(result, Failed) and isinstance(result.error, Unavailable):
                raise result.error

    def _stopping(self, place: str) -> Item:
        programme, _, rule_id = place.partition("/")
        hand = hand_of("" if programme == "*" else programme, rule_id, "")
        return Item(
            switch_rule.needs(hand),
            lambda work: switch_rule.quarantine(self._opens(work), hand, RuleTrouble.BROKEN),
        )


class JudgeInForce:
    """The judge once it knows the rules in force: a message that comes earlier waits, it is never judged by fewer rules."""

    def __init__(self, judge: TextJudging, following: FollowingRules) -> None:
        self._judge = judge
        self._following = following

    def judge(
        self,
        text: str,
        *,
        sender_age: int | None = None,
        background: Background | None = None,
        programme_id: str = "",
        ruling: Ruling | None = None,
    ) -> Judgement:
        """Raises Unavailable."""
        if not self._following.ready:
            raise Unavailable("the rules in force are not read yet")
        return self._judge.judge(text, sender_age=sender_age, background=background, programme_id=programme_id, ruling=ruling)

    def read_ahead(self, texts: Sequence[str]) -> None:
        self._judge.read_ahead(texts)
