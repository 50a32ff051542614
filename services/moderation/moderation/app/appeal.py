"""Use case: somebody whose message was blocked asks that another person looks at it."""

from moderation.app.ports import CASES, KEYS, Bench
from moderation.domain import deciding
from moderation.domain.act import Act
from moderation.domain.case import Case, CaseNotFound
from moderation.domain.deciding import check_appeal


def needs(message_id: str, author: str) -> list[tuple[str, str]]:
    return [(CASES, message_id), (KEYS, author)]


def appeal(bench: Bench, message_id: str, author: str, words: str) -> Case:
    """Raises CaseNotFound, also for somebody else's message, NothingToAppeal, DecisionNotAccepted."""
    check_appeal(words)
    case = bench.known_case(message_id)
    if case is None or case.author_id != author:
        raise CaseNotFound("There is no message of yours with this id that was blocked.")
    opened = deciding.appeal(case, author, bench.sealed_appeal(case, words), bench.now)
    bench.save_case(opened)
    bench.record(Act(actor=author, action="case.appealed", thing=message_id, programme_id=case.programme_id))
    return opened
