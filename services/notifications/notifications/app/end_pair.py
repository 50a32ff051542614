"""Use case: a pair has ended, so nobody is nudged about its conversation any more."""

from dataclasses import replace

from causeway.matching.v1.events import PairEnded
from notifications.app.ports import PAIRS, TIMERS, Postroom
from notifications.domain.timer import UNREAD_FOR_A_DAY, timer_id


def needs(ended: PairEnded) -> list[tuple[str, str]]:
    return [(PAIRS, ended.pair_id), *((TIMERS, id) for id in _timer_ids(ended))]


def end_pair(postroom: Postroom, ended: PairEnded) -> None:
    """A pair's conversation has the pair's id. A version that is not newer than the known one changes nothing."""
    if ended.version <= postroom.pair_version(ended.pair_id):
        return
    postroom.save_pair(ended.pair_id, ended.version, ended=True)
    for id in _timer_ids(ended):
        timer = postroom.timer(id)
        if timer is not None and timer.active:
            postroom.save_timer(replace(timer, active=False))


def _timer_ids(ended: PairEnded) -> list[str]:
    return [timer_id(UNREAD_FOR_A_DAY, ended.pair_id, person) for person in (ended.mentee_id, ended.mentor_id)]
