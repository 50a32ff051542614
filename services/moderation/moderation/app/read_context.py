"""Use case: who holds a case reads what was written around it. It is kept who read whose words, and when."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from moderation.app.ports import CASES
from moderation.app.review_case import Turn
from moderation.app.review_ports import Around, Queue, ReviewBench, Transcripts
from moderation.domain import deciding
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.reviewer import Reviewer


@dataclass(frozen=True, slots=True)
class Context:
    messages: Sequence[Around]  # oldest first
    incomplete: bool


async def context_of(queue: Queue, transcripts: Transcripts, case: Case, reviewer: Reviewer) -> Context:
    """What moderation holds itself says more, and leaves out what is not for this reviewer: it goes before the transcript."""
    own, written = await asyncio.gather(queue.around(case, reviewer), _written(transcripts, case))
    known = {one.message_id for one in own} | {case.id, case.of}
    others = [one for one in written or () if one.message_id not in known]
    if others and not reviewer.for_children:
        kept_back = await queue.about_children([one.message_id for one in others])
        others = [one for one in others if one.message_id not in kept_back]
    return Context(sorted([*own, *others], key=lambda one: one.at), written is None)


async def _written(transcripts: Transcripts, case: Case) -> Sequence[Around] | None:
    if not case.conversation_id:
        return ()
    return await transcripts.around(case.conversation_id, case.of or case.id)


def needs(turn: Turn) -> list[tuple[str, str]]:
    return [(CASES, turn.case_id)]


def read_context(bench: ReviewBench, turn: Turn, authors: Sequence[str]) -> None:
    """`authors`: whose words will be shown. Raises CaseNotFound, AlreadyDecided, NotClaimed, NotYours."""
    deciding.check_may_read(bench.case(turn.programme_id, turn.case_id), turn.who, bench.now)
    act = Act(
        actor=turn.reviewer,
        action="context.read",
        thing=turn.case_id,
        programme_id=turn.programme_id,
        reason=",".join(sorted(set(authors))),
    )
    bench.record(act)
