"""Use cases around a rehearsal: asked for, cancelled, taken by who runs it, come to its end."""

from dataclasses import dataclass, replace
from datetime import timedelta

from moderation.app.rule_ports import OWN_RULES, REHEARSALS, RuleBook
from moderation.app.switch_rule import Hand, known
from moderation.domain import own_rule, rehearsal
from moderation.domain.act import Act
from moderation.domain.own_rule import RuleNotFound, RuleRefused, Stage
from moderation.domain.rehearsal import Rehearsal, Report

LEASE = timedelta(seconds=30)  # of who runs it: so long after a crash another begins anew


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt by one process."""

    place: str
    rehearsal_id: str
    runner: str
    attempt: int


def place_of(hand: Hand) -> str:
    return f"{hand.key}.v{hand.number}"


def needs(hand: Hand) -> list[tuple[str, str]]:
    return [(OWN_RULES, hand.key), (REHEARSALS, place_of(hand))]


def rehearse(book: RuleBook, hand: Hand, days: int, rehearsal_id: str) -> Rehearsal:
    """One that is under way already is given as it is. Raises RuleNotFound, RuleRefused, RehearsalRefused."""
    rehearsal.check_days(days)
    rule = known(book, hand)
    if rule.version(hand.number).stage is not Stage.PROPOSED:
        raise RuleRefused("Only a proposed version is rehearsed. Nothing was begun.")
    running = book.rehearsal(place_of(hand))
    if running is not None and running.open:
        return running
    asked = Rehearsal(rehearsal_id, rule.programme_id, rule.base, hand.number, days, hand.by, book.now)
    book.save_rehearsal(place_of(hand), asked)
    book.record(_act(hand, "rule.rehearsed"))
    return asked


def cancel(book: RuleBook, hand: Hand) -> Rehearsal:
    """Raises RuleNotFound, RehearsalRefused."""
    known(book, hand).version(hand.number)
    running = book.rehearsal(place_of(hand))
    if running is None:
        raise RuleNotFound("This version has no rehearsal. Nothing was changed.")
    cancelled = rehearsal.cancel(running, book.now)
    if cancelled is not running:
        book.save_rehearsal(place_of(hand), cancelled)
        book.record(_act(hand, "rule.rehearsal_cancelled"))
    return cancelled


def take(book: RuleBook, place: str, runner: str) -> Rehearsal | None:
    """For who looks for work. None when there is none: somebody else was faster, or it was given up."""
    waiting = book.rehearsal(place)
    taken = rehearsal.taken(waiting, runner, book.now, LEASE) if waiting else None
    if taken is None:
        return None
    book.save_rehearsal(place, taken)
    return taken if taken.open else None


def go_on(book: RuleBook, run: Run, done: int, total: int) -> bool:
    """Tells how far it is. False: it was cancelled or taken over, so this attempt ends."""
    running = _mine(book, run)
    if running is None:
        return False
    book.save_rehearsal(run.place, replace(running, done=done, total=total, leased_until=book.now + LEASE))
    return True


def give_back(book: RuleBook, run: Run) -> None:
    """This process stops; another begins anew at once."""
    running = _mine(book, run)
    if running is not None:
        waiting = replace(running, progress=rehearsal.Progress.WAITING, leased_until=None, attempt=running.attempt - 1)
        book.save_rehearsal(run.place, waiting)


def finish(book: RuleBook, run: Run, report: Report) -> bool:
    """Keeps the report with the version. False: this attempt does not count any more."""
    running = _mine(book, run)
    if running is None:
        return False
    ended = rehearsal.finished(running, report, book.now)
    book.save_rehearsal(run.place, ended)
    rule = book.rule(own_rule.key_of(ended.programme_id, ended.base))
    if rule is not None and ended.outcome is not None:
        book.save_rule(own_rule.rehearsed(rule, ended.number, ended.outcome))
    return True


def _mine(book: RuleBook, run: Run) -> Rehearsal | None:
    running = book.rehearsal(run.place)
    if running is None or running.id != run.rehearsal_id or not rehearsal.still_runs(running, run.runner, run.attempt):
        return None
    return running


def _act(hand: Hand, action: str) -> Act:
    return Act(actor=hand.by, action=action, thing=hand.rule_id, programme_id=hand.programme_id)
