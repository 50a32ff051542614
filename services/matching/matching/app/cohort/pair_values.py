"""The worth of pairs, in blocks of mentees against all mentors: 0.5 + score, or ILLEGAL where a hard rule says no."""

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
from scipy import sparse

from matching.app.cohort.columns import Floats, codes, weighted_rows
from matching.app.cohort.legality import Legality
from matching.domain.people import LAST_STAGE, Mentee, Mentor
from matching.domain.rarity import Rarity
from matching.domain.score import NEARNESS, NO_WISH, SECOND_FIELD, WORTH_OF_A_PAIR
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights

ILLEGAL = np.float32(-1e9)
# one block's floats fill 4 MB, so its few temporaries stay near the processor
CELLS_IN_A_BLOCK = 1_000_000
SHARED_OFTEN = 0.0025
_LOW: dict[bool | None, int] = {True: 1, False: -1, None: 0}
_NEARNESS = np.array([NEARNESS.get(gap, 0.0) for gap in range(-LAST_STAGE, LAST_STAGE + 1)])


class PairValues:
    """Rows are mentees, columns are mentors, both in the order given.

    Set-like parts come from one product of sparse rows; the parts that depend on a few traits (identity, stage,
    background) come from a table of trait combinations, so that they cost one look-up a pair.
    """

    def __init__(
        self, mentees: Sequence[Mentee], mentors: Sequence[Mentor], legality: Legality, weights: Weights, rarity: Rarity
    ) -> None:
        self.mentees, self.mentors = len(mentees), len(mentors)
        self._legality = legality
        columns: dict[Hashable, int] = {}
        left = [_mentee_row(one, weights, rarity, columns) for one in mentees]
        right = [_mentor_row(one, rarity, columns) for one in mentors]
        self._likeness = _Product(weighted_rows(left, len(columns)), weighted_rows(right, len(columns)))
        self._traits = _Traits(mentees, mentors, weights)

    def blocks(self) -> Iterator[tuple[slice, Floats]]:
        """Every pair once, as (rows, values); memory stays at a few blocks however large the cohort is."""
        step = max(1, CELLS_IN_A_BLOCK // max(1, self.mentors))
        for start in range(0, self.mentees, step):
            rows = slice(start, min(start + step, self.mentees))
            yield rows, self.block(rows)

    def block(self, rows: slice) -> Floats:
        values = self._likeness.block(rows)
        values += self._traits.block(rows)
        np.copyto(values, ILLEGAL, where=self._legality.illegal(rows))
        return values


def _mentee_row(mentee: Mentee, weights: Weights, rarity: Rarity, columns: dict[Hashable, int]) -> dict[int, float]:
    parts: dict[Hashable, float] = {}
    for interest, share in _unit(mentee.interests, rarity.interests).items():
        parts["interest", interest] = share * weights.interests
    for word, share in _unit(topic_words(mentee), rarity.words).items():
        parts["word", word] = share * weights.text
    for skill in mentee.skills:
        parts["skill", skill] = weights.skills / len(mentee.skills)
    if mentee.field:
        parts["field", mentee.field] = weights.goal
    return {columns.setdefault(name, len(columns)): value for name, value in parts.items() if value}


def _mentor_row(mentor: Mentor, rarity: Rarity, columns: dict[Hashable, int]) -> dict[int, float]:
    parts: dict[Hashable, float] = {}
    for interest, share in _unit(mentor.interests, rarity.interests).items():
        parts["interest", interest] = share
    for word, share in _unit(topic_words(mentor), rarity.words).items():
        parts["word", word] = share
    for skill in mentor.skills:
        parts["skill", skill] = 1.0
    parts["field", mentor.field2] = SECOND_FIELD
    parts["field", mentor.field] = 1.0
    # what no mentee has adds nothing to any pair
    return {columns[name]: value for name, value in parts.items() if name in columns}


def _unit(items: frozenset[str], idf: dict[str, float]) -> dict[str, float]:
    length = float(np.sqrt(sum(idf[item] ** 2 for item in sorted(items))))
    return {item: idf[item] / length for item in sorted(items)}


class _Product:
    """Left rows times right rows: columns that many share as a dense product, the rest as a sparse one.

    A dense column costs every pair a fiftieth of a nanosecond, a sparse one some eight for each pair that shares it.
    """

    def __init__(self, left: sparse.csr_matrix, right: sparse.csr_matrix) -> None:
        shared = _used(left) * _used(right)
        often, seldom = np.flatnonzero(shared > SHARED_OFTEN), np.flatnonzero(shared <= SHARED_OFTEN)
        self._often = left[:, often].toarray(), np.ascontiguousarray(right[:, often].toarray().T)
        self._seldom = left[:, seldom].tocsr(), right[:, seldom].T.tocsr()

    def block(self, rows: slice) -> Floats:
        product: Floats = self._often[0][rows] @ self._often[1]
        product += (self._seldom[0][rows] @ self._seldom[1]).toarray()
        return product


def _used(rows: sparse.csr_matrix) -> Floats:
    """For each column the share of people who use it."""
    counts = np.bincount(rows.indices, minlength=rows.shape[1])
    return np.asarray(counts / max(1, rows.shape[0]), np.float32)


class _Traits:
    """0.5 + the identity, near-peer and background parts, by the mentor's combination of those three."""

    def __init__(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor], weights: Weights) -> None:
        seen: dict[Hashable, int] = {}
        self._combination = codes(((one.identity, one.stage, one.low_ses) for one in mentors), seen)
        combinations: list[tuple[str, int, bool | None]] = list(seen)  # type: ignore[arg-type]
        identities: dict[Hashable, int] = {}
        self._identity = codes((one.identity for one in mentees), identities)
        self._wants_same = np.array([one.want_same_identity for one in mentees], bool)
        self._near_peer = np.array([one.near_peer for one in mentees], bool)
        self._stage = np.array([one.stage for one in mentees], np.int64)
        self._low = np.array([_LOW[one.low_ses] if one.want_cross_class else 0 for one in mentees], np.int64)
        self._their_identity = codes((identity for identity, _, _ in combinations), identities)
        self._their_stage = np.array([stage for _, stage, _ in combinations], np.int64)
        self._their_low = np.array([_LOW[low] for _, _, low in combinations], np.int64)
        self._weights = weights

    def block(self, rows: slice) -> Floats:
        return np.take(self._small(rows), self._combination, axis=1)

    def _small(self, rows: slice) -> Floats:
        same = (self._identity[rows, None] == self._their_identity) & (self._identity[rows, None] >= 0)
        identity = np.where(self._wants_same[rows, None], same, NO_WISH)
        gap = self._their_stage - self._stage[rows, None]
        near = np.where(self._near_peer[rows, None], _NEARNESS[gap + LAST_STAGE], NO_WISH)
        crosses = self._low[rows, None] * self._their_low == -1
        weights = self._weights
        total = weights.identity * identity + weights.nearpeer * near + weights.crossclass * crosses
        return np.asarray(WORTH_OF_A_PAIR + total, np.float32)
