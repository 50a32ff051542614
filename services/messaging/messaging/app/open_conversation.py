"""Use case: a pair has started, so its two people can write to each other."""

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PairStarted
from messaging.app.ports import CONVERSATIONS, Mailroom
from messaging.domain.conversation import Conversation, Participant, open_conversation


def needs(started: PairStarted) -> list[tuple[str, str]]:
    return [(CONVERSATIONS, started.pair_id)]


def open_pair_conversation(mailroom: Mailroom, started: PairStarted) -> None:
    """A pair's conversation has the pair's id. A second start changes nothing."""
    if mailroom.known_conversation(started.pair_id) is not None:
        return
    mentee, mentor = Participant(started.mentee_id, Role.MENTEE), Participant(started.mentor_id, Role.MENTOR)
    new = Conversation(started.pair_id, started.programme_id, (mentee, mentor), started.minor, version=started.version)
    mailroom.save_conversation(*open_conversation(new))
