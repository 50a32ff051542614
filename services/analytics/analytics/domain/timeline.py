"""A conversation's messages in order of their places, in pieces of bounded size.

A leaf holds up to 64 messages, a branch the stretches of up to 64 leaves, the root one stretch for each branch (4,096
messages). Where a message goes follows from its place alone, so one message touches one leaf, one branch and the root,
however long the conversation is and wherever in it the message comes late.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from analytics.domain.turns import Post, Side, Stretch, join, join_all, replies_changed

LEAF_PLACES = 64
BRANCH_PLACES = 64 * LEAF_PLACES

Stretches = Mapping[int, Stretch]  # by leaf or branch number


@dataclass(frozen=True, slots=True)
class Leaf:
    """Three columns; most messages are only added at their ends, so posts are made of them only when one comes late."""

    seqs: tuple[int, ...] = ()
    sides: tuple[int, ...] = ()
    times: tuple[int, ...] = ()

    @property
    def posts(self) -> list[Post]:
        return [Post(Side(side), at) for side, at in zip(self.sides, self.times, strict=True)]

    def with_post(self, seq: int, post: Post) -> "Leaf":
        spot = bisect_left(self.seqs, seq)
        return Leaf(
            (*self.seqs[:spot], seq, *self.seqs[spot:]),
            (*self.sides[:spot], post.side, *self.sides[spot:]),
            (*self.times[:spot], post.at, *self.times[spot:]),
        )


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: Stretches = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Root:
    last_seq: int = 0
    whole: Stretch | None = None
    branches: Stretches = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Path:
    """The pieces that hold one place."""

    root: Root = field(default_factory=Root)
    branch: Branch = field(default_factory=Branch)
    leaf: Leaf = field(default_factory=Leaf)


def leaf_of(seq: int) -> int:
    return (seq - 1) // LEAF_PLACES


def branch_of(seq: int) -> int:
    return (seq - 1) // BRANCH_PLACES


def insert(path: Path, seq: int, post: Post) -> tuple[Path, dict[int, int]]:
    """Puts a message in its place. Also gives the replies that come and go, by their time in microseconds."""
    if seq > path.root.last_seq:
        return _append(path, seq, post), replies_changed(path.root.whole, post, None)
    before, after = _around(path, seq)
    return _between(path, seq, post), replies_changed(before, post, after)


def _append(path: Path, seq: int, post: Post) -> Path:
    """Most messages come in order: then nothing is looked at but the ends."""
    added = Stretch.of(post)
    root = path.root
    leaves, branches = dict(path.branch.leaves), dict(root.branches)
    leaves[leaf_of(seq)] = join(leaves.get(leaf_of(seq)), added) or added
    branches[branch_of(seq)] = join(branches.get(branch_of(seq)), added) or added
    return Path(Root(seq, join(root.whole, added), branches), Branch(leaves), path.leaf.with_post(seq, post))


def _between(path: Path, seq: int, post: Post) -> Path:
    root, filled = path.root, path.leaf.with_post(seq, post)
    leaves, branches = dict(path.branch.leaves), dict(root.branches)
    leaves[leaf_of(seq)] = join_all(map(Stretch.of, filled.posts)) or Stretch.of(post)
    branches[branch_of(seq)] = join_all(_in_order(leaves)) or Stretch.of(post)
    return Path(Root(root.last_seq, join_all(_in_order(branches)), branches), Branch(leaves), filled)


def _around(path: Path, seq: int) -> tuple[Stretch | None, Stretch | None]:
    """All that stands before and all that stands after a place."""
    spot = bisect_left(path.leaf.seqs, seq)
    posts = path.leaf.posts
    leaf, branch = leaf_of(seq), branch_of(seq)
    before = [
        *_in_order({number: one for number, one in path.root.branches.items() if number < branch}),
        *_in_order({number: one for number, one in path.branch.leaves.items() if number < leaf}),
        *map(Stretch.of, posts[:spot]),
    ]
    after = [
        *map(Stretch.of, posts[spot:]),
        *_in_order({number: one for number, one in path.branch.leaves.items() if number > leaf}),
        *_in_order({number: one for number, one in path.root.branches.items() if number > branch}),
    ]
    return join_all(before), join_all(after)


def _in_order(stretches: Stretches) -> list[Stretch]:
    return [stretches[number] for number in sorted(stretches)]
