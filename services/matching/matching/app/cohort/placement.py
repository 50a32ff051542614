"""Equal placement: how many of each group may stay without a mentor, so that all groups have about the same chance."""

from dataclasses import replace

import numpy as np

from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.groups import Groups
from matching.app.cohort.question import Question


def equal_limits(mentor_of: Codes, group: Codes, within: float) -> Groups:
    """Each group keeps the share alone that all of them have together, give or take half of `within` or half a person.

    Mentees of group -1 named none and have no limits. The penalty is for the caller to set.
    """
    size = np.bincount(group + 1, minlength=int(group.max(initial=-1)) + 2)[1:]
    named = np.flatnonzero(group >= 0)
    share = float(np.mean(mentor_of[named] < 0)) if len(named) else 0.0
    nearest = np.rint(size * share).astype(np.int64)
    fewest = np.minimum(nearest, np.ceil(size * (share - within / 2) - 1e-9)).astype(np.int64)
    most = np.maximum(nearest, np.floor(size * (share + within / 2) + 1e-9)).astype(np.int64)
    beyond = np.iinfo(np.int32).max
    return Groups(
        np.where(group < 0, len(size), group).astype(np.int32),
        np.append(np.clip(fewest, 0, size), 0),
        np.append(np.clip(most, 0, size), beyond),
    )


def with_penalty(question: Question, limits: Groups, penalty: int) -> Question:
    return replace(question, groups=replace(limits, penalty=penalty))


def placed_shares(mentor_of: Codes, limits: Groups) -> Floats:
    """The share with a mentor by group, without the last one, which named none; NaN for a group without people."""
    placed = np.bincount(limits.of, mentor_of >= 0, minlength=len(limits))
    size = np.bincount(limits.of, minlength=len(limits))
    return np.where(size > 0, placed / np.maximum(1, size), np.nan)[:-1].astype(np.float32)


def kept(mentor_of: Codes, limits: Groups) -> bool:
    alone = limits.alone(mentor_of)
    return bool(np.all((alone >= limits.fewest) & (alone <= limits.most)))
