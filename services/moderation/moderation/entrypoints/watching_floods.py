"""Looks whether a rule of staff fires far more often than in its rehearsal. Several processes may look: it is told once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from moderation.app import switch_rule
from moderation.app.own_rules import OwnRules
from moderation.app.rule_following import RecentMatches, RulesByKey
from moderation.app.rule_ports import RuleBook
from moderation.app.switch_rule import Hand, hand_of
from moderation.domain.own_rule import FLOOD_WINDOW, OwnRule, Stage, floods, recent

log = structlog.get_logger()


class WatchingFloods:
    def __init__(
        self,
        matches: RecentMatches,
        rules: RulesByKey,
        in_force: Callable[[], OwnRules],
        open_work: Callable[[], UnitOfWork],
        opens: Opens[RuleBook],
        clock: Clock,
    ) -> None:
        self._matches = matches
        self._rules = rules
        self._in_force = in_force
        self._open_work = open_work
        self._opens = opens
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        hands = {one.place: hand_of(one.programme_id, one.rule.id, "") for one in self._in_force().rules if not one.trial}
        if not hands:
            return
        matches = await self._matches.since(self._clock.now() - FLOOD_WINDOW)
        known = {(rule.programme_id, rule.base): rule for rule in await self._rules.rules([h.key for h in hands.values()])}
        items = [
            item
            for place, hand in hands.items()
            if (rule := known.get((hand.programme_id, hand.base))) is not None
            and (item := self._needed(rule, hand, matches.get(place, {}))) is not None
        ]
        await self._commit(items)

    def _needed(self, rule: OwnRule, hand: Hand, by_minute: Mapping[datetime, int]) -> Item | None:
        version = rule.version(hand.number)
        matches = recent(version, by_minute)
        if version.stage is not Stage.ACTIVE:
            return None
        if floods(version, matches):
            if version.flooding:
                return None
            log.warning("a rule of staff fires far too often", rule=hand.rule_id, matches=matches)
            return Item(switch_rule.needs(hand), lambda work: switch_rule.stop_flood(self._opens(work), hand, matches))
        if version.flooding:
            return Item(switch_rule.needs(hand), lambda work: switch_rule.calm(self._opens(work), hand))
        return None

    async def _commit(self, items: Sequence[Item]) -> None:
        for result in await run_batch(self._open_work, items):
            if isinstance(result, Failed):
                raise result.error

    async def forget(self) -> None:
        """Raises Unavailable."""
        await self._matches.forget(self._clock.now())
