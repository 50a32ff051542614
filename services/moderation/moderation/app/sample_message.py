"""Use case: a few of the messages that the rules allowed are kept for a second opinion by a person, by lot."""

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from moderation.app.ports import CASES, KEYS
from moderation.app.review_ports import SERVICE_KEY, ReviewBench, audit_id
from moderation.domain import sample
from moderation.domain.verdict import StoredVerdict


def needs(posted: MessagePosted) -> list[tuple[str, str]]:
    return [(CASES, audit_id(posted.message_id)), (KEYS, SERVICE_KEY)]


def new(posted: MessagePosted) -> list[tuple[str, str]]:
    """So that nothing is read for it."""
    return [(CASES, audit_id(posted.message_id))]


def sample_message(bench: ReviewBench, posted: MessagePosted, one_in: int) -> None:
    """After its verdict, and once a message."""
    if not bench.falls_on(f"allowed/{posted.message_id}", one_in):
        return
    verdict = bench.known_verdict(posted.message_id)
    id = audit_id(posted.message_id)
    if verdict is not None and _was_allowed(verdict, posted) and bench.known_case(id) is None:
        place = bench.message_place(posted.message_id, posted.content_version)
        bench.save_case(sample.of_allowed(posted, verdict, id, place, bench.now))


def _was_allowed(verdict: StoredVerdict, posted: MessagePosted) -> bool:
    return verdict.verdict is Verdict.ALLOW and verdict.content_version == posted.content_version
