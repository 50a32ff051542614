"""Use case: a pair ends; its two people are free for others, the mentee after a rest."""

from datetime import timedelta

from causeway.matching.v1.events import PairEndReason
from matching.app.ports import PAIRS, TIES, Register
from matching.domain.pair import Pair, end

REST = timedelta(weeks=2)  # Elements of Effective Practice, 5th edition, element 12: rematching is not automatic; 2 to 3 weeks
FIRST_AGAIN = frozenset({PairEndReason.NO_FAULT, PairEndReason.LEFT})  # the mentee has done their waiting already


def needs(pair: Pair) -> list[tuple[str, str]]:
    return [(PAIRS, pair.id), (TIES, pair.mentee_id), (TIES, pair.mentor_id)]


def end_pair(
    register: Register, programme_id: str, pair_id: str, reason: PairEndReason = PairEndReason.STAFF, rest: timedelta = REST
) -> Pair:
    """A second end changes nothing. Raises PairNotFound."""
    ended, events = end(register.pair(programme_id, pair_id), register.now, reason)
    if events:
        register.save_pair(ended, events)
        mentee, mentor = register.ties(ended.mentee_id).loosened(pair_id), register.ties(ended.mentor_id).loosened(pair_id)
        register.save_ties(mentee.resting(register.now + rest if rest else None, goes_first=reason in FIRST_AGAIN))
        register.save_ties(mentor)
    return ended
