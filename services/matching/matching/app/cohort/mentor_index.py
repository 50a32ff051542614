"""Mentors arranged for the scan: by traits, so that neighbours share them, with an inverted index of their features."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from matching.app.cohort.coding import Bits, Codes, Floats, Ints
from matching.app.cohort.shapes import Cohort


class MentorIndex(NamedTuple):
    """Only mentors who may be given. `position` is each one's place in the cohort and `place_of` the way back (-1: not here).

    `segments` begin where a trait changes. Column c is had by places[starts[c]:starts[c + 1]].
    """

    position: Codes
    place_of: Codes
    segments: Ints
    segment_of: Codes
    starts: Ints
    places: Codes
    shares: Floats
    organisation: Codes
    languages: Bits
    slots: Bits
    field: Codes
    field2: Codes


def index_of(cohort: Cohort, free: Ints) -> MentorIndex:
    """The mentors with a free place who stay long enough."""
    mentors = cohort.mentors
    given = np.flatnonzero((free > 0) & mentors.stays)
    traits = (mentors.low, mentors.stage, mentors.identity, mentors.gender, mentors.takes_minors)
    in_order = given[np.lexsort([given, *(trait[given] for trait in traits)])]
    differs = np.zeros(len(in_order), bool)
    for trait in traits:
        differs[1:] |= trait[in_order[1:]] != trait[in_order[:-1]]
    features = _features(cohort)[in_order].tocsc()
    features.sort_indices()
    place_of = np.full(len(mentors.slots), -1, np.int32)
    place_of[in_order] = np.arange(len(in_order))
    return MentorIndex(
        in_order.astype(np.int32),
        place_of,
        np.concatenate(([0], np.flatnonzero(differs), [len(in_order)])).astype(np.int64),
        np.cumsum(differs).astype(np.int32),
        features.indptr.astype(np.int64),
        features.indices.astype(np.int32),
        features.data.astype(np.float32),
        mentors.organisation[in_order],
        mentors.languages[in_order],
        mentors.slots[in_order],
        mentors.field[in_order],
        mentors.field2[in_order],
    )


def _features(cohort: Cohort) -> sparse.csr_matrix:
    mentors = cohort.mentors
    shape = (len(mentors.slots), max(1, cohort.columns))
    return sparse.csr_matrix((mentors.shares, mentors.columns, mentors.starts), shape=shape)
