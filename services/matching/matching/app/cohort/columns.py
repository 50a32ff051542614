"""Turns one attribute of many people into a numpy column or a sparse matrix."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy import sparse

Bits = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

NOT_GIVEN = -1
WORD = 64


def codes(values: Iterable[Hashable], seen: dict[Hashable, int]) -> Codes:
    """A number for each distinct value, shared by both sides through `seen`; NOT_GIVEN for an empty one."""
    numbers = (NOT_GIVEN if value in ("", None) else seen.setdefault(value, len(seen)) for value in values)
    return np.fromiter(numbers, np.int32)


def bit_words(sets: Sequence[Iterable[int]], size: int) -> list[Bits]:
    """One bit for each member below `size`, in as many 64-bit columns as that takes."""
    words = []
    for first in range(0, max(1, size), WORD):
        masks = (sum(1 << (member - first) for member in one if 0 <= member - first < WORD) for one in sets)
        words.append(np.fromiter(masks, np.uint64, count=len(sets)))
    return words


def weighted_rows(rows: Sequence[dict[int, float]], width: int) -> sparse.csr_matrix:
    """A sparse matrix with one row a person, from their columns and weights."""
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64)))
    columns = np.fromiter(chain.from_iterable(rows), np.int32)
    weights = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32)
    return sparse.csr_matrix((weights, columns, starts), shape=(len(rows), width))
