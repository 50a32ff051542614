"""Use case: a pair has ended, so its conversation takes no new posts."""

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PairEnded
from messaging.app.ports import CONVERSATIONS, Mailroom
from messaging.domain.conversation import Conversation, Participant, close_conversation


def needs(ended: PairEnded) -> list[tuple[str, str]]:
    return [(CONVERSATIONS, ended.pair_id)]


def close_pair_conversation(mailroom: Mailroom, ended: PairEnded) -> None:
    """An end that arrives before its start is kept, so that the late start opens nothing."""
    known = mailroom.known_conversation(ended.pair_id)
    if known is None:
        mentee, mentor = Participant(ended.mentee_id, Role.MENTEE), Participant(ended.mentor_id, Role.MENTOR)
        known = Conversation(ended.pair_id, ended.programme_id, (mentee, mentor), minor=True)
    closed = close_conversation(known, ended.version)
    if closed != known:
        mailroom.save_conversation(closed)
