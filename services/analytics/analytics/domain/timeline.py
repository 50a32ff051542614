"""A conversation's messages in order of their places: the newest stay with the conversation, the older ones fill leaves.

A leaf holds the messages of 32 places and is written once, when the tail gives it up. The tail keeps at least the last 32
messages and fewer than 64, so a message that comes in order, or not much later, changes nothing but the conversation.
One that belongs into a leaf waits as `late` until it is put there by `settle`; until then it is part of no reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analytics.domain.places import Places, joined
from analytics.domain.turns import Post, replies_changed

LEAF_PLACES = 32
TAIL_POSTS = 64  # so long, a tail gives up all leaves but those of its last half

Leaves = Mapping[int, Places]  # by leaf number; a leaf without messages is not there


@dataclass(frozen=True, slots=True)
class Timeline:
    floor: int = 0  # the number of the first leaf that is still in the tail
    turn: Post | None = None  # the message that began the last turn before the tail
    tail: Places = field(default_factory=Places)
    late: Places = field(default_factory=Places)


def leaf_of(seq: int) -> int:
    return (seq - 1) // LEAF_PLACES


def insert(timeline: Timeline, seq: int, post: Post) -> tuple[Timeline, dict[int, int], Leaves]:
    """Puts a message in its place. Also gives the replies that come and go, by their time in microseconds, and full leaves.

    A leaf that is given was never written before.
    """
    if leaf_of(seq) < timeline.floor:
        return replace(timeline, late=timeline.late.with_post(seq, post)), {}, {}
    spot = timeline.tail.spot_of(seq)
    turn = timeline.tail.turn_before(spot, timeline.turn)
    left, right = [] if turn is None else [turn], timeline.tail.turns_from(spot)  # other messages change no reply
    longer, leaves = _cut(replace(timeline, tail=timeline.tail.with_post(seq, post)))
    return longer, replies_changed([*left, *right], [*left, post, *right]), leaves


def _cut(timeline: Timeline) -> tuple[Timeline, Leaves]:
    tail = timeline.tail
    if len(tail.seqs) < TAIL_POSTS:
        return timeline, {}
    floor = leaf_of(tail.seqs[-TAIL_POSTS // 2])
    spot = tail.spot_of(floor * LEAF_PLACES + 1)
    kept = replace(timeline, floor=floor, turn=tail.turn_before(spot, timeline.turn), tail=tail.part(spot, len(tail.seqs)))
    return kept, _by_leaf(tail.part(0, spot))


def settle(timeline: Timeline, leaves: Leaves) -> tuple[Timeline, dict[int, int], Leaves]:
    """Puts the late messages into their leaves. Needs every leaf below the floor; gives the replies that come and go,
    by their time in microseconds, and the leaves that have changed.
    """
    before = joined(leaves.values())
    after = joined([before, timeline.late])
    touched = {leaf_of(seq) for seq in timeline.late.seqs}
    changed = {number: leaf for number, leaf in _by_leaf(after).items() if number in touched}
    settled = replace(timeline, turn=after.turn_before(len(after.seqs), None), late=Places())
    tail = timeline.tail.posts
    return settled, replies_changed([*before.posts, *tail], [*after.posts, *tail]), changed


def _by_leaf(places: Places) -> dict[int, Places]:
    starts: dict[int, int] = {}
    for spot, seq in enumerate(places.seqs):
        starts.setdefault(leaf_of(seq), spot)
    stops = [*list(starts.values())[1:], len(places.seqs)]
    return {number: places.part(start, stop) for (number, start), stop in zip(starts.items(), stops, strict=True)}
