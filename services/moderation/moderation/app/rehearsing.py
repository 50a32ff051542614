"""Runs a rule over past messages beside the rules in force, and counts what it would have done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from moderation.app.judge_text import Asked
from moderation.app.own_rules import EVERY_PROGRAMME, InForce, OwnRules
from moderation.app.rule_following import CaseRecords, PastPost
from moderation.domain.judgement import Action, Judgement
from moderation.domain.rehearsal import Counting, Report
from moderation.domain.ruling import Ruling
from moderation.domain.verdict import sender_age

MOST_KNOWN = 50_000  # matched messages whose ids are kept, so that one that was edited counts once


class Judging:
    """What a rehearsal asks of the judge."""

    def __init__(
        self,
        matches: Callable[[OwnRules, str, str], bool],
        judge_by: Callable[[OwnRules, Asked], Judgement],
        ruling_of: Callable[[MessagePosted], Ruling | None],
    ) -> None:
        self.matches = matches
        self.judge_by = judge_by
        self.ruling_of = ruling_of


@dataclass(frozen=True, slots=True)
class Sets:
    """The rule alone; the rules in force; and those with the rule, which takes the place of its older version."""

    alone: OwnRules
    before: OwnRules
    after: OwnRules


def beside(in_force: Iterable[InForce], candidate: InForce) -> list[InForce]:
    """What would act where the candidate acts, if it were switched on. Rules of other programmes never meet its messages."""
    mine = _base(candidate)
    near = (EVERY_PROGRAMME, candidate.programme_id)
    others = [one for one in in_force if not one.trial and _base(one) != mine]
    if candidate.programme_id != EVERY_PROGRAMME:
        others = [one for one in others if one.programme_id in near]
    return [*others, candidate]


def _base(one: InForce) -> str:
    return one.place.rpartition(".v")[0]


class Rehearsing:
    def __init__(self, judging: Judging, sets: Sets, cases: CaseRecords, programme_id: str) -> None:
        self._judging = judging
        self._sets = sets
        self._cases = cases
        self._programme_id = programme_id
        self._counting = Counting()
        self._known: set[str] = set()
        self._waiting: list[str] = []

    def count_damaged(self, damaged: int) -> None:
        self._counting.unreadable += damaged

    def take(self, past: PastPost) -> None:
        """Most messages cost one look at the rule's own patterns; only what it matches is judged, twice."""
        posted, text = past.posted, past.text
        if text is None:
            self._counting.unreadable += 1
            return
        self._counting.saw(posted.occurred_at)
        if posted.message_id in self._known or not self._judging.matches(self._sets.alone, text, posted.programme_id):
            return
        if len(self._known) < MOST_KNOWN:
            self._known.add(posted.message_id)
        self._counting.matched += 1
        self._waiting.append(posted.message_id)
        asked = Asked(text, sender_age(posted), None, posted.programme_id, self._judging.ruling_of(posted))
        before = self._judging.judge_by(self._sets.before, asked)
        after = self._judging.judge_by(self._sets.after, asked)
        if before.action is Action.ALLOW and after.action is not Action.ALLOW:
            new = sorted(category.value for category in after.fired - before.fired)
            self._counting.would_hold(posted.message_id, posted.programme_id, new, minor=posted.minor)

    async def ask_people(self) -> None:
        """What people decided about those matched since the last time."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for verdict in (await self._cases.decided(waiting)).values():
            self._counting.people_blocked += verdict is Verdict.BLOCK
            self._counting.people_allowed += verdict is Verdict.ALLOW

    async def report(self) -> Report:
        await self.ask_people()
        minutes = await self._cases.minutes(self._programme_id)
        return self._counting.report(minutes, every_programme=not self._programme_id)
