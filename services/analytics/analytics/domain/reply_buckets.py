"""Reply times of a whole programme as a histogram that adds up, whatever the order in which replies come and go.

Buckets grow by a constant factor (the DDSketch scheme: Masson, Rim, Lee, VLDB 2019): a time estimated from its bucket is
wrong by at most 2.5 %, and so is a median. Times under a millisecond count as 0. A year of waiting needs 481 buckets.
"""

import math
from collections.abc import Mapping

RELATIVE_ERROR = 0.025
GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
SMALLEST_MICROSECONDS = 1000
UNDER_A_MILLISECOND = 0


def bucket_of(microseconds: int) -> int:
    if microseconds < SMALLEST_MICROSECONDS:
        return UNDER_A_MILLISECOND
    return 1 + math.ceil(math.log(microseconds / SMALLEST_MICROSECONDS, GROWTH))


def seconds_of(bucket: int) -> float:
    """Within 2.5 % of every time in the bucket."""
    if bucket == UNDER_A_MILLISECOND:
        return 0.0
    upper = SMALLEST_MICROSECONDS * GROWTH ** (bucket - 1)
    return 2 * upper / (GROWTH + 1) / 1e6


def median_seconds(counts: Mapping[int, int]) -> float:
    """Within 2.5 % of the true median (of an even number: the mean of the middle two). 0 if there are none."""
    total = sum(counts.values())
    if total == 0:
        return 0.0
    return (_at(counts, (total - 1) // 2) + _at(counts, total // 2)) / 2


def _at(counts: Mapping[int, int], rank: int) -> float:
    seen = 0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if seen > rank:
            return seconds_of(bucket)
    raise ValueError("a rank beyond the number of replies")
