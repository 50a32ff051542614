"""Use case: a pair has started, so its people may be nudged about their conversation."""

from causeway.matching.v1.events import PairStarted
from notifications.app.ports import PAIRS, Postroom


def needs(started: PairStarted) -> list[tuple[str, str]]:
    return [(PAIRS, started.pair_id)]


def start_pair(postroom: Postroom, started: PairStarted) -> None:
    """A start that comes after the pair's end changes nothing."""
    if started.version > postroom.pair_version(started.pair_id):
        postroom.save_pair(started.pair_id, started.version, ended=False)
