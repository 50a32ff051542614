"""Why the chosen pairs were chosen: score, parts and reasons of each."""

from collections.abc import Iterable

from matching.domain.assignment import Pair
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity
from matching.domain.reasons import reasons_for, shown_to_the_pair
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights


def explain_pairs(chosen: Iterable[tuple[Mentee, Mentor]], weights: Weights, rarity: Rarity) -> tuple[Pair, ...]:
    """Sorted by mentee id."""
    pairs = (_explained(mentee, mentor, weights, rarity) for mentee, mentor in chosen)
    return tuple(sorted(pairs, key=lambda pair: pair.mentee_id))


def _explained(mentee: Mentee, mentor: Mentor, weights: Weights, rarity: Rarity) -> Pair:
    parts = parts_of(mentee, mentor, rarity)
    reasons = reasons_for(mentee, mentor, parts, weights, rarity)
    return Pair(mentee.id, mentor.id, score_of(parts, weights), reasons, shown_to_the_pair(reasons), parts)
