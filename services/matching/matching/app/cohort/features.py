"""The parts of a score that are products of sparse rows: interests, topic words, skills and fields as weighted columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.coding import Codes, Doubles, Floats, Ints, Rows, codes, rows_of, starts_of
from matching.domain.people import Mentee, Mentor, Person
from matching.domain.score import SECOND_FIELD
from matching.domain.weights import Weights


@dataclass(frozen=True, slots=True)
class Rarities:
    """idf by number, and what a name has that nobody of the run had."""

    known: Doubles
    unknown: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number of every name, the same for the same people in whatever order. Columns of the four kinds follow each other."""

    interests: Mapping[str, int]
    words: Mapping[str, int]
    skills: Mapping[str, int]
    fields: Mapping[str, int]
    rarity_of_interests: Rarities
    rarity_of_words: Rarities

    @property
    def size(self) -> int:
        return sum(map(len, (self.interests, self.words, self.skills, self.fields)))


Sparse = tuple[Ints, Codes, Floats]
"""Starts, columns and shares: row r has the columns columns[starts[r]:starts[r + 1]], ascending."""
Part = tuple[Ints, Codes, Floats]
"""Row, column and share of each item."""


def mentee_features(mentees: Sequence[Mentee], words: Sequence[frozenset[str]], known: Vocabulary, weights: Weights) -> Sparse:
    interests, topics = _unit_rows(mentees, words, known)
    wanted = rows_of([one.skills for one in mentees], known.skills)
    field = codes((one.field for one in mentees), known.fields)
    named = np.flatnonzero(field >= 0)
    parts = (
        _scaled(interests, weights.interests),
        _scaled(topics, weights.text),
        (wanted.row, wanted.column, (weights.skills / wanted.given[wanted.row]).astype(np.float32)),
        (named, field[named], np.full(len(named), weights.goal, np.float32)),
    )
    return _together(parts, known, len(mentees))


def mentor_features(mentors: Sequence[Mentor], words: Sequence[frozenset[str]], known: Vocabulary) -> Sparse:
    interests, topics = _unit_rows(mentors, words, known)
    offered = rows_of([one.skills for one in mentors], known.skills)
    first = codes((one.field for one in mentors), known.fields)
    second = codes((one.field2 for one in mentors), known.fields)
    named, also = np.flatnonzero(first >= 0), np.flatnonzero((second >= 0) & (second != first))
    fields = (
        np.concatenate((named, also)),
        np.concatenate((first[named], second[also])),
        np.repeat(np.array([1, SECOND_FIELD], np.float32), (len(named), len(also))),
    )
    parts = (interests, topics, (offered.row, offered.column, np.ones(len(offered.row), np.float32)), fields)
    return _together(parts, known, len(mentors))


def _unit_rows(people: Sequence[Person], words: Sequence[frozenset[str]], known: Vocabulary) -> tuple[Part, Part]:
    interests = rows_of([one.interests for one in people], known.interests)
    topics = rows_of(words, known.words)
    return _unit(interests, known.rarity_of_interests), _unit(topics, known.rarity_of_words)


def _unit(rows: Rows, rarity: Rarities) -> Part:
    idf = rarity.known[rows.column]
    squares = np.bincount(rows.row, idf**2, minlength=len(rows)) + rows.missing * rarity.unknown**2
    return rows.row, rows.column, (idf / np.sqrt(squares)[rows.row]).astype(np.float32)


def _scaled(part: Part, weight: float) -> Part:
    row, column, share = part
    return row, column, share * np.float32(weight)


def _together(parts: Sequence[Part], known: Vocabulary, people: int) -> Sparse:
    sizes = [len(kind) for kind in (known.interests, known.words, known.skills, known.fields)]
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    row = np.concatenate([part[0] for part in parts])
    column = np.concatenate([part[1] + offset for part, offset in zip(parts, offsets[:-1], strict=True)])
    share = np.concatenate([part[2] for part in parts])
    used = share > 0
    row, column, share = row[used], column[used], share[used]
    in_order = np.argsort(row * (known.size + 1) + column, kind="stable")
    return starts_of(row, people), column[in_order].astype(np.int32), share[in_order]
