"""Which rules act and which are on trial, as one numbered set: what every process follows, and what is kept for ever."""

from moderation.app.rule_ports import RuleBook, SetOfRules
from moderation.domain.own_rule import OwnRule, RuleRefused, Stage, key_of

MOST_AT_ONCE = 50  # of one programme: every text is matched against them


def follow(book: RuleBook, rule: OwnRule) -> None:
    """Makes a new set if the rule's change makes another one. Raises RuleRefused when it would become too large."""
    newest = book.newest_set()
    of_it = f"{key_of(rule.programme_id, rule.base)}.v"
    acting = {rule.place(one.number) for one in rule.versions if one.stage is Stage.ACTIVE}
    trial = {rule.place(one.number) for one in rule.versions if one.stage is Stage.PROPOSED and one.trial}
    made = SetOfRules(
        newest.number + 1,
        frozenset({place for place in newest.acting if not place.startswith(of_it)} | acting),
        frozenset({place for place in newest.trial if not place.startswith(of_it)} | trial),
    )
    if (made.acting, made.trial) == (newest.acting, newest.trial):
        return
    _check_size(newest, made, rule)
    book.keep_set(made)


def _check_size(before: SetOfRules, made: SetOfRules, rule: OwnRule) -> None:
    of_programme = f"{rule.programme_id or '*'}/"
    counts = [sum(place.startswith(of_programme) for place in (*one.acting, *one.trial)) for one in (before, made)]
    if counts[1] > max(MOST_AT_ONCE, counts[0]):
        raise RuleRefused(
            f"{MOST_AT_ONCE} rules act or are on trial already, which is the most. Nothing was changed; retire one first."
        )
