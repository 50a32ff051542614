"""Cases, and what is around them, as calls show them."""

from collections.abc import Sequence

from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_kit.stamps import timestamp
from moderation.app.review_ports import Around
from moderation.domain.case import Case, CaseState, Kind

STATES = {
    CaseState.WAITING: pb.CASE_STATE_WAITING,
    CaseState.CLAIMED: pb.CASE_STATE_CLAIMED,
    CaseState.DECIDED: pb.CASE_STATE_DECIDED,
}


def shown_case(case: Case, together: int = 1) -> pb.Case:
    """A test looks like any other case. What an audit was before is not told: the second opinion is to be one's own."""
    return pb.Case(
        case_id=case.id,
        programme_id=case.programme_id,
        conversation_id=case.conversation_id,
        author_id=case.author_id,
        state=STATES[case.state],
        categories=case.categories,
        rules=case.rules,
        minor=case.minor,
        opened_at=timestamp(case.opened_at),
        due_at=timestamp(case.due_at),
        claimed_by=case.claimed_by,
        second_look=case.looks > 0,
        disputed=case.disputed,
        appealed=bool(case.appeal),
        steps=[pb.CaseStep(step=one.step.value, by=one.by, at=timestamp(one.at)) for one in case.taken],
        together=together,
        audit=case.kind is Kind.AUDIT,
        danger=case.danger,
    )


def shown_spans(case: Case) -> list[pb.Span]:
    return [pb.Span(start=one.start, end=one.end, category=one.category, rule=one.rule) for one in case.places]


def shown_around(around: Sequence[Around], words: Sequence[str]) -> list[pb.ContextMessage]:
    return [
        pb.ContextMessage(
            message_id=one.message_id,
            author_id=one.author_id,
            at=timestamp(one.at),
            categories=one.categories,
            text=text,
            held=one.held,
        )
        for one, text in zip(around, words, strict=True)
    ]
