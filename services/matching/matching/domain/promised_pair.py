"""Two who know each other already: one invited the other, and they start as soon as both may be matched."""

import uuid
from dataclasses import dataclass, replace

from matching.domain.hard_rules import Rule, breaks
from matching.domain.pair import Ties
from matching.domain.people import Mentee, Mentor

PROMISED = uuid.UUID("3d9a7d1e-64a0-4c0e-9d0b-b1c3c8a4f6e2")  # namespace of promised pairs; never changed
REASON = "invited"


@dataclass(frozen=True, slots=True)
class PromisedPair:
    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    waiting: bool = True


def promised_id_of(mentee_id: str, mentor_id: str) -> str:
    return uuid.uuid5(PROMISED, f"{mentee_id}\0{mentor_id}").hex


def may_start_promised(mentee: Mentee, mentor: Mentor, mentees_ties: Ties, mentors_ties: Ties) -> bool:
    """They need not share a time, a language or an organisation: they found each other. Safety and places still count."""
    if mentees_ties.pairs or mentors_ties.person_id in mentees_ties.met:
        return False
    left = replace(mentor, capacity=mentor.capacity - len(mentors_ties.pairs))
    return not any(breaks(rule, mentee, left, ()) for rule in (Rule.SAME_PERSON, Rule.MINORS, Rule.CAPACITY))
