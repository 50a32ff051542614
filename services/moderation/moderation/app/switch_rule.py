"""Use cases: a version of a rule is tried, switched on, stopped for now, released, retired."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from causeway.event import Event
from causeway.moderation.v1.events import RuleTrouble
from moderation.app.rule_ports import NEWEST_SET, OWN_RULES, RULE_SETS, RuleBook
from moderation.app.rule_sets import follow
from moderation.domain import own_rule as rules
from moderation.domain.act import Act
from moderation.domain.own_rule import OwnRule, RuleNotFound, key_of

SYSTEM = "moderation"  # who did it, when it was no person


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at a version of a rule. `lead`: they are more than a moderator there."""

    programme_id: str
    base: str
    number: int
    by: str
    lead: bool = False

    @property
    def key(self) -> str:
        return key_of(self.programme_id, self.base)

    @property
    def rule_id(self) -> str:
        return f"{self.base}.v{self.number}"


def hand_of(programme_id: str, rule_id: str, by: str, *, lead: bool = False) -> Hand:
    """Raises RuleNotFound for what is no id of a rule of staff."""
    base, dot, number = rule_id.rpartition(".v")
    if not dot or not (number.isascii() and number.isdigit()) or len(number) > 4 or len(base.split(".")) != 3:
        raise RuleNotFound("There is no rule with this id here. Look at the list of rules.")
    return Hand(programme_id, base, int(number), by, lead)


def needs(hand: Hand) -> list[tuple[str, str]]:
    return [(OWN_RULES, hand.key), (RULE_SETS, NEWEST_SET)]


def set_trial(book: RuleBook, hand: Hand, *, on: bool) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    action = "rule.tried" if on else "rule.not_tried"
    return _switch(book, hand, action, lambda rule, now: rules.set_trial(rule, hand.number, hand.by, now, on=on))


def activate(book: RuleBook, hand: Hand) -> OwnRule:
    """Raises RuleNotFound, RuleRefused, NotRehearsed."""
    return _switch(book, hand, "rule.activated", lambda rule, now: rules.activate(rule, hand.number, hand.by, now))


def retire(book: RuleBook, hand: Hand) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    return _switch(book, hand, "rule.retired", lambda rule, now: rules.retire(rule, hand.number, hand.by, now, lead=hand.lead))


def release(book: RuleBook, hand: Hand) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    return _switch(book, hand, "rule.released", lambda rule, now: rules.release(rule, hand.number, hand.by, now))


def quarantine(book: RuleBook, hand: Hand, why: RuleTrouble = RuleTrouble.PERSON) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    rule = known(book, hand)
    stopped, events = rules.quarantine(rule, hand.number, hand.by, why, book.now)
    return _keep(book, hand, "rule.quarantined", rule, stopped, events, rules.WHYS[why])


def stop_flood(book: RuleBook, hand: Hand, matches: int) -> OwnRule:
    """It fires far too often. Raises RuleNotFound."""
    rule = known(book, hand)
    stopped, events = rules.flooded(rule, hand.number, matches, book.now)
    shown = stopped is not rule and stopped.version(hand.number).flooding
    return _keep(book, hand, "rule.flooding" if shown else "rule.quarantined", rule, stopped, events, "flood")


def calm(book: RuleBook, hand: Hand) -> OwnRule:
    """Raises RuleNotFound."""
    return _switch(book, hand, "rule.calm", lambda rule, now: rules.calm(rule, hand.number))


def known(book: RuleBook, hand: Hand) -> OwnRule:
    """Raises RuleNotFound."""
    rule = book.rule(hand.key)
    if rule is None:
        raise RuleNotFound("There is no rule with this id here. Look at the list of rules.")
    return rule


def _switch(book: RuleBook, hand: Hand, action: str, how: Callable[[OwnRule, datetime], OwnRule]) -> OwnRule:
    rule = known(book, hand)
    return _keep(book, hand, action, rule, how(rule, book.now))


def _keep(
    book: RuleBook,
    hand: Hand,
    action: str,
    before: OwnRule,
    after: OwnRule,
    events: Sequence[Event] = (),
    why: str = "",
) -> OwnRule:
    """What changed nothing leaves no trace."""
    if after is before:
        return before
    book.save_rule(after, events)
    follow(book, after)
    act = Act(actor=hand.by or SYSTEM, action=action, thing=hand.rule_id, programme_id=hand.programme_id, reason=why)
    book.record(act)
    return after
