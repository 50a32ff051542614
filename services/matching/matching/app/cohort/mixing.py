"""Pairs across backgrounds: a mentee with low_ses and a mentor without. Which they are, how many there are, more of them."""

from dataclasses import replace

import numpy as np

from matching.app.cohort.candidates import Arcs, arcs_of, joined
from matching.app.cohort.coding import Codes, Flags, Positions
from matching.app.cohort.question import Question
from matching.app.cohort.scan import best_mentors
from matching.app.cohort.shapes import Cohort

MORE_OF_A_MENTEE = 25


def crosses(cohort: Cohort, mentee: Positions, mentor: Positions) -> Flags:
    found: Flags = (cohort.mentees.low[mentee] == 1) & (cohort.mentors.low[mentor] == -1)
    return found


def cross_share(cohort: Cohort, mentor_of: Codes) -> float:
    """Of the matched mentees with low_ses, the share whose mentor has not; 1 when there are none."""
    asked = np.flatnonzero((mentor_of >= 0) & (cohort.mentees.low == 1))
    return float(crosses(cohort, asked, mentor_of[asked]).mean()) if len(asked) else 1.0


def with_mixing(question: Question, bonus: float) -> Question:
    terms = question.cohort.terms._replace(mixing=np.float32(bonus))
    return replace(question, cohort=replace(question.cohort, terms=terms))


def mixed_candidates(question: Question, arcs: Arcs, bonus: float) -> Arcs:
    """The candidates and, for mentees with low_ses, the best mentors without whom they lack. Values stay without the bonus."""
    asked = np.flatnonzero(question.cohort.mentees.low == 1).astype(np.int32)
    no_price, floor = np.zeros(len(question.free), np.float32), np.full(len(asked), bonus, np.float32)
    theirs = with_mixing(question, bonus).cohort.taking(asked)
    best = arcs_of(best_mentors(theirs, question.index, MORE_OF_A_MENTEE, no_price, floor))
    found = Arcs(asked[best.mentee], best.mentor, best.value)
    found = found.where(crosses(question.cohort, found.mentee, found.mentor))
    mentors = len(question.free)
    new = ~np.isin(found.mentee * np.int64(mentors) + found.mentor, arcs.mentee * np.int64(mentors) + arcs.mentor)
    more = found.where(new)
    return joined([arcs, Arcs(more.mentee, more.mentor, more.value - np.float32(bonus))])


def valued_with(question: Question, arcs: Arcs, bonus: float) -> Arcs:
    """The same candidates with the bonus on pairs across backgrounds."""
    added = np.float32(bonus) * crosses(question.cohort, arcs.mentee, arcs.mentor)
    return Arcs(arcs.mentee, arcs.mentor, (arcs.value + added).astype(np.float32))
