"""Use case: a pair has ended, so nobody is nudged about its conversation any more."""

from causeway.matching.v1.events import PairEnded
from notifications.app.ports import PAIRS, PIGEONHOLES, Postroom
from notifications.domain.pigeonhole import pigeonhole_id, stop_timer


def needs(ended: PairEnded) -> list[tuple[str, str]]:
    return [(PAIRS, ended.pair_id), *((PIGEONHOLES, id) for id in _pigeonhole_ids(ended))]


def end_pair(postroom: Postroom, ended: PairEnded) -> None:
    """A pair's conversation has the pair's id. A version that is not newer than the known one changes nothing."""
    if ended.version <= postroom.pair_version(ended.pair_id):
        return
    postroom.save_pair(ended.pair_id, ended.version, ended=True)
    for id in _pigeonhole_ids(ended):
        hole = postroom.pigeonhole(id)
        if hole is not None and hole.due is not None:
            postroom.save_pigeonhole(stop_timer(hole))


def _pigeonhole_ids(ended: PairEnded) -> list[str]:
    return [pigeonhole_id(ended.pair_id, person) for person in (ended.mentee_id, ended.mentor_id)]
