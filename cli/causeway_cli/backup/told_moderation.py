"""Puts verdicts and restrictions back as moderation's own events told of them after a backup.

What the rules held is left for the rules to judge again, so that its case comes back with all that a reviewer sees;
what a person decided stays decided.
"""

from collections.abc import Sequence
from dataclasses import replace

from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Judge, MessageJudged, PersonBarred, Verdict
from causeway_kit.bars import BarRows, bar_need
from causeway_kit.work import Need, UnitOfWork
from moderation.adapters.mongo import MongoBench
from moderation.adapters.restrictions import MongoStaffroom
from moderation.app.ports import CASES, VERDICTS
from moderation.app.restrict import RESTRICTIONS
from moderation.domain.case import Case, CaseNotFound, CaseState, due
from moderation.domain.restriction import Measure, Restriction
from moderation.domain.verdict import StoredVerdict


class ToldModeration:
    topics: Sequence[str] = ("moderation.verdicts.v1", "moderation.people.v1", "messaging.posted.v1")

    def __init__(self) -> None:
        self._decisions: dict[str, MessageJudged] = {}  # by persons, about messages whose case the backup does not know

    def owners(self, event: Event) -> Sequence[str]:
        return []

    def needs(self, event: Event) -> Sequence[Need]:
        if isinstance(event, MessageJudged | MessagePosted):
            return [(VERDICTS, event.message_id), (CASES, event.message_id)]
        if isinstance(event, PersonBarred):
            return [(RESTRICTIONS, event.person_id), bar_need(event.person_id)]
        return []

    def apply(self, work: UnitOfWork, event: Event) -> None:
        bench = MongoBench(work)
        match event:
            case MessageJudged(judged_by=Judge.PERSON):
                self._decided(bench, event)
            case MessageJudged(verdict=Verdict.ALLOW | Verdict.BLOCK):
                if bench.known_verdict(event.message_id) is None:
                    bench.save_verdict(_stored(event, event.verdict), None, [])
            case PersonBarred():
                _barred(work, event)
            case MessagePosted() if event.message_id in self._decisions:
                if bench.known_verdict(event.message_id) is None:
                    decision = self._decisions[event.message_id]
                    bench.save_verdict(_stored(decision, Verdict.HOLD), _case(event, decision), [])

    def _decided(self, bench: MongoBench, decision: MessageJudged) -> None:
        try:
            case = bench.case(decision.programme_id, decision.message_id)
        except CaseNotFound:
            self._decisions[decision.message_id] = decision
            return
        if case.verdict_version < decision.version:
            decided = replace(case, state=CaseState.DECIDED, verdict=decision.verdict, verdict_version=decision.version)
            bench.save_case(decided)


def _stored(judged: MessageJudged, verdict: Verdict) -> StoredVerdict:
    return StoredVerdict(
        message_id=judged.message_id,
        content_version=judged.content_version,
        content_hmac=judged.content_hmac,
        verdict=verdict,
        categories=judged.categories,
        rules=judged.rules,
        rules_version=judged.rules_version,
        judged_at=judged.occurred_at,
    )


def _case(posted: MessagePosted, decision: MessageJudged) -> Case:
    """Decided; who decided and their reason were in the lost store alone."""
    return Case(
        id=posted.message_id,
        programme_id=posted.programme_id,
        conversation_id=posted.conversation_id,
        author_id=posted.author_id,
        text=posted.text,
        content_version=posted.content_version,
        content_hmac=posted.content_hmac,
        categories=decision.categories,
        rules=decision.rules,
        rules_version=decision.rules_version,
        places=(),
        minor=posted.minor,
        opened_at=posted.occurred_at,
        due_at=due(decision.categories, posted.occurred_at),
        state=CaseState.DECIDED,
        verdict=decision.verdict,
        verdict_version=decision.version,
    )


def _barred(work: UnitOfWork, barred: PersonBarred) -> None:
    """Who ordered it and why were in the lost store alone."""
    room = MongoStaffroom(work)
    known = room.restriction(barred.person_id)
    if known is not None and known.version >= barred.version:
        return
    measure = Measure.SUSPENDED if barred.suspended else Measure.RESTRICTED
    told = Restriction(
        barred.person_id, barred.programme_id, measure, "", barred.occurred_at, barred.until, reason="", version=barred.version
    )
    room.save_restriction(told, [])
    BarRows(work).put(barred.person_id, barred.until, barred.version, suspended=barred.suspended)
