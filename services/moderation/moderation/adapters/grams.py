"""Turns texts into numbers of hashed word pieces, many texts at a time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BITS = 18
SIZE = 1 << BITS
_LENGTHS = (3, 4, 5)
_PRIME, _MIX = 0x01000193, 0x9E3779B1
_INVERSE = pow(_PRIME, -1, 1 << 32)
_CHUNK = 1 << 16  # characters hashed at once; bounds memory and the tables below
_FEW = 40  # pieces, about three words
LONGEST = 2_000  # characters of one text that are looked at

_SPACE = ord(" ")


def _powers(base: int) -> NDArray[np.uint32]:
    exponents = np.full(_CHUNK + LONGEST + 4, base, np.uint32)
    exponents[0] = 1
    return np.multiply.accumulate(exponents, dtype=np.uint32)


_POWERS, _INVERSES = _powers(_PRIME), _powers(_INVERSE)
# Digits count by their number, not by their value; everything that is no letter parts words.
_FOLD = np.full(256, _SPACE, np.uint8)
for _code in range(ord("a"), ord("z") + 1):
    _FOLD[_code] = _FOLD[_code - 32] = _code
_FOLD[ord("0") : ord("9") + 1] = ord("0")
for _sign in "!?$@*+=%&#/:.":
    _FOLD[ord(_sign)] = ord(_sign)
_FOLD[ord("?")] = ord("?")


class Grams:
    """`numbers` of all texts one after the other; those of text i start at `starts[i]`."""

    __slots__ = ("numbers", "starts")

    def __init__(self, numbers: NDArray[np.uint32], starts: NDArray[np.int64]) -> None:
        self.numbers = numbers
        self.starts = starts

    def scales(self) -> NDArray[np.float32]:
        """What a text's sum is multiplied by: a few pieces prove less than many."""
        return (1 / np.sqrt(self.counts() + _FEW)).astype(np.float32)

    def counts(self) -> NDArray[np.int64]:
        return np.diff(np.append(self.starts, len(self.numbers)))


def grams_of(texts: Sequence[str]) -> Grams:
    """Pieces of three to five characters, words and pairs of words. Every text has at least the piece that an empty one has."""
    encoded = [b" " + text[:LONGEST].encode("ascii", "replace") + b" . " for text in texts]
    found: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []
    first = 0
    while first < len(encoded):
        last, size = first, 0
        while last < len(encoded) and (size == 0 or size + len(encoded[last]) <= _CHUNK):
            size += len(encoded[last])
            last += 1
        found.append(_hashed(encoded[first:last]))
        first = last
    offsets = np.cumsum([0, *(len(numbers) for numbers, _ in found)])
    starts = [starts + offset for (_, starts), offset in zip(found, offsets[:-1], strict=True)]
    return Grams(np.concatenate([numbers for numbers, _ in found]), np.concatenate(starts))


def _hashed(encoded: Sequence[bytes]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    letters = _FOLD[np.frombuffer(b"".join(encoded), np.uint8)]
    rows = np.repeat(np.arange(len(encoded)), [len(one) for one in encoded])
    # One space is enough between words.
    kept = np.ones(len(letters), np.bool_)
    kept[1:] = (letters[1:] != _SPACE) | (letters[:-1] != _SPACE) | (rows[1:] != rows[:-1])
    letters, rows = letters[kept], rows[kept]
    sums = np.zeros(len(letters) + 1, np.uint32)
    np.cumsum(letters.astype(np.uint32) * _POWERS[: len(letters)], dtype=np.uint32, out=sums[1:])
    pieces = [_characters(sums, rows, length) for length in _LENGTHS] + _words(letters, sums, rows)
    numbers = np.concatenate([hashes for hashes, _ in pieces])
    owners = np.concatenate([owner for _, owner in pieces])
    order = np.argsort(owners, kind="stable")
    counts = np.bincount(owners, minlength=len(encoded))
    return numbers[order], np.cumsum(counts) - counts


def _characters(sums: NDArray[np.uint32], rows: NDArray[np.int64], length: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    starts = np.flatnonzero(rows[: max(0, len(rows) - length + 1)] == rows[length - 1 :])
    return _numbered(sums, starts, starts + length, length), rows[starts]


def _words(
    letters: NDArray[np.uint8], sums: NDArray[np.uint32], rows: NDArray[np.int64]
) -> list[tuple[NDArray[np.uint32], NDArray[np.int64]]]:
    gap = letters == _SPACE
    starts = np.flatnonzero(~gap[1:] & gap[:-1]) + 1
    ends = np.flatnonzero(gap[1:] & ~gap[:-1]) + 1
    if len(ends) < len(starts):
        ends = np.append(ends, len(letters))
    ends = ends[-len(starts) :] if len(starts) else ends[:0]
    paired = rows[starts[:-1]] == rows[starts[1:]] if len(starts) > 1 else np.zeros(0, np.bool_)
    pairs = np.flatnonzero(paired)
    return [
        (_numbered(sums, starts, ends, 91), rows[starts]),
        (_numbered(sums, starts[pairs], ends[pairs + 1], 92), rows[starts[pairs]]),
    ]


def _numbered(sums: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64], salt: int) -> NDArray[np.uint32]:
    hashes = (sums[ends] - sums[starts]) * _INVERSES[starts]
    hashes = (hashes ^ np.uint32(salt * 0x85EBCA6B & 0xFFFFFFFF)) * np.uint32(_MIX)
    hashes ^= hashes >> np.uint32(15)
    hashes *= np.uint32(0x2C1B3C6D)
    return hashes >> np.uint32(32 - BITS)
