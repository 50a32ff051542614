"""A stretch of a conversation: messages in order of their places."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from analytics.domain.turns import Post, Side


@dataclass(frozen=True, slots=True)
class Places:
    """Three columns; most messages are only added at their ends, so posts are made of few of them."""

    seqs: tuple[int, ...] = ()
    sides: tuple[int, ...] = ()
    times: tuple[int, ...] = ()

    @property
    def posts(self) -> list[Post]:
        return [Post(Side(side), at) for side, at in zip(self.sides, self.times, strict=True)]

    def post(self, spot: int) -> Post:
        return Post(Side(self.sides[spot]), self.times[spot])

    def spot_of(self, seq: int) -> int:
        """Where a place is, or would be."""
        return bisect_left(self.seqs, seq)

    def part(self, start: int, stop: int) -> "Places":
        return Places(self.seqs[start:stop], self.sides[start:stop], self.times[start:stop])

    def with_post(self, seq: int, post: Post) -> "Places":
        spot = self.spot_of(seq)
        return Places(
            (*self.seqs[:spot], seq, *self.seqs[spot:]),
            (*self.sides[:spot], int(post.side), *self.sides[spot:]),
            (*self.times[:spot], post.at, *self.times[spot:]),
        )

    def turn_before(self, spot: int, earlier: Post | None) -> Post | None:
        """The message that began the last turn before a spot; `earlier` began the one that goes on where this begins."""
        if spot == 0:
            return earlier
        side, first = self.sides[spot - 1], spot - 1
        while first > 0 and self.sides[first - 1] == side:
            first -= 1
        if first == 0 and earlier is not None and earlier.side == side:
            return earlier
        return self.post(first)

    def turns_from(self, spot: int) -> list[Post]:
        """The message at a spot and the next one of the other side, as far as there are such."""
        rest = range(spot, len(self.seqs))
        answer = next((later for later in rest if self.sides[later] != self.sides[spot]), None)
        return [self.post(place) for place in (*rest[:1], *([] if answer is None else [answer]))]


def joined(stretches: Iterable[Places]) -> Places:
    """One stretch of several, whatever their order."""
    rows = sorted(row for one in stretches for row in zip(one.seqs, one.sides, one.times, strict=True))
    return Places(tuple(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[2] for row in rows))
