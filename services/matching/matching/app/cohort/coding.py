"""Turns one attribute of many people into a numpy column, or many items of each into sparse rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Positions = npt.NDArray[np.signedinteger[Any]]

Item = TypeVar("Item")

NOT_GIVEN = -1
WORD = 64


def names_in(*sides: Iterable[str]) -> dict[str, int]:
    """A number for each distinct name but the empty one, in the order of the names: the order of people plays no part."""
    return {name: number for number, name in enumerate(sorted(set(chain(*sides)) - {""}))}


def codes(values: Iterable[str | None], numbers: Mapping[str, int]) -> Codes:
    """The number of each value; NOT_GIVEN for one without."""
    return np.fromiter((numbers.get(value or "", NOT_GIVEN) for value in values), np.int32)


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: item k belongs to row[k]; sorted by row, then column. Given counts the items of each row before those
    without a number were left out."""

    row: Ints
    column: Codes
    given: Ints

    def __len__(self) -> int:
        return len(self.given)

    @property
    def missing(self) -> Ints:
        return self.given - np.bincount(self.row, minlength=len(self))


def rows_of(sets: Sequence[frozenset[Item]], numbers: Mapping[Item, int]) -> Rows:
    given = np.fromiter(map(len, sets), np.int64, count=len(sets))
    column = np.fromiter((numbers.get(item, NOT_GIVEN) for item in chain.from_iterable(sets)), np.int32)
    row = np.repeat(np.arange(len(sets)), given)
    known = column >= 0
    row, column = row[known], column[known]
    in_order = np.argsort(row * (len(numbers) + 1) + column, kind="stable")
    return Rows(row[in_order], column[in_order], given)


def starts_of(row: Ints, size: int) -> Ints:
    """Where each of `size` rows begins, and the end of the last, from the row of every item."""
    return np.concatenate(([0], np.cumsum(np.bincount(row, minlength=size)))).astype(np.int64)


def bit_words(rows: Rows, size: int) -> Bits:
    """One bit for each column below `size`. Shape: rows × as many 64-bit words as that takes."""
    words = np.zeros((len(rows), max(1, -(-size // WORD))), np.uint64)
    bit = np.uint64(1) << (rows.column % WORD).astype(np.uint64)
    np.bitwise_or.at(words, (rows.row, rows.column // WORD), bit)
    return words
