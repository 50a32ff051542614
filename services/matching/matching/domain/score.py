"""The documented score of one pair: seven parts, each from 0 to 1, added up by weight."""

import math
from dataclasses import dataclass

from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity, likeness
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights

# A pair is worth this plus its score, an unmatched mentee 0: so placing people comes before polishing scores.
WORTH_OF_A_PAIR = 0.5
SECOND_FIELD = 0.8
NO_WISH = 0.5
# mentor's stage minus mentee's stage -> how near a peer; anything else is 0
NEARNESS = {0: 0.4, 1: 1.0, 2: 1.0, 3: 0.4}


@dataclass(frozen=True, slots=True)
class Parts:
    interests: float
    skills: float
    goal: float
    text: float
    identity: float
    nearpeer: float
    crossclass: float


def parts_of(mentee: Mentee, mentor: Mentor, rarity: Rarity) -> Parts:
    return Parts(
        interests=likeness(mentee.interests, mentor.interests, rarity.interests),
        skills=len(mentee.skills & mentor.skills) / max(1, len(mentee.skills)),
        goal=goal_part(mentee, mentor),
        text=likeness(topic_words(mentee), topic_words(mentor), rarity.words),
        identity=float(same_identity(mentee, mentor)) if mentee.want_same_identity else NO_WISH,
        nearpeer=NEARNESS.get(mentor.stage - mentee.stage, 0.0) if mentee.near_peer else NO_WISH,
        crossclass=float(crosses_class(mentee, mentor)),
    )


def score_of(parts: Parts, weights: Weights) -> float:
    return math.fsum(
        (
            weights.interests * parts.interests,
            weights.skills * parts.skills,
            weights.goal * parts.goal,
            weights.text * parts.text,
            weights.identity * parts.identity,
            weights.nearpeer * parts.nearpeer,
            weights.crossclass * parts.crossclass,
        )
    )


def goal_part(mentee: Mentee, mentor: Mentor) -> float:
    if not mentee.field:
        return 0.0
    if mentee.field == mentor.field:
        return 1.0
    return SECOND_FIELD if mentee.field == mentor.field2 else 0.0


def same_identity(mentee: Mentee, mentor: Mentor) -> bool:
    return mentee.identity != "" and mentee.identity == mentor.identity


def crosses_class(mentee: Mentee, mentor: Mentor) -> bool:
    """The mentee wants another background, both gave theirs, and they differ."""
    given = mentee.low_ses is not None and mentor.low_ses is not None
    return mentee.want_cross_class and given and mentee.low_ses != mentor.low_ses
