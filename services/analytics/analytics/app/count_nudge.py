"""Use case: a nudge came to its end."""

from analytics.app.ports import NUDGES, Books
from causeway.notifications.v1.events import NudgeSettled, Outcome


def needs(settled: NudgeSettled) -> list[tuple[str, str]]:
    return [(NUDGES, settled.nudge_id)]


def count_nudge(books: Books, settled: NudgeSettled) -> None:
    """Only what was surely sent counts, each nudge once."""
    if settled.outcome is not Outcome.SENT or books.seen(NUDGES, settled.nudge_id):
        return
    facts = {"programme_id": settled.programme_id, "kind": settled.kind, "channel": settled.channel.value}
    books.remember(NUDGES, settled.nudge_id, facts)
    books.count(settled.programme_id, {"nudges_sent": 1})
