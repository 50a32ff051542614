"""Which entries of a feed one reader has not read yet, as runs: ten messages in a row are one run."""

from dataclasses import dataclass

MOST_RUNS = 50


@dataclass(frozen=True, slots=True)
class Run:
    """Entries one after the other, both ends included. What lies between two runs is not unread."""

    first: int
    last: int


Runs = tuple[Run, ...]  # oldest first


def add(runs: Runs, feed_seq: int) -> Runs:
    """With an entry that is newer than all of them."""
    if runs and runs[-1].last == feed_seq - 1:
        return (*runs[:-1], Run(runs[-1].first, feed_seq))
    return _few((*runs, Run(feed_seq, feed_seq)))


def after(runs: Runs, up_to: int) -> Runs:
    """What is left when everything up to there was read."""
    return tuple(Run(max(run.first, up_to + 1), run.last) for run in runs if run.last > up_to)


def size(runs: Runs) -> int:
    """How many entries. Exact up to fifty runs; beyond that it counts what lies between the oldest ones too."""
    return sum(run.last - run.first + 1 for run in runs)


def _few(runs: Runs) -> Runs:
    """The oldest two become one, so that the oldest entry stays known."""
    if len(runs) <= MOST_RUNS:
        return runs
    return (Run(runs[0].first, runs[1].last), *runs[2:])
