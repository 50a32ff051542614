"""Use case: staff end a pair; its two people are free for others."""

from matching.app.ports import PAIRS, TIES, Register
from matching.domain.pair import Pair, end


def needs(pair: Pair) -> list[tuple[str, str]]:
    return [(PAIRS, pair.id), (TIES, pair.mentee_id), (TIES, pair.mentor_id)]


def end_pair(register: Register, programme_id: str, pair_id: str) -> Pair:
    """A second end changes nothing. Raises PairNotFound."""
    ended, events = end(register.pair(programme_id, pair_id), register.now)
    if events:
        register.save_pair(ended, events)
        for person_id in (ended.mentee_id, ended.mentor_id):
            register.save_ties(register.ties(person_id).loosened(pair_id))
    return ended
