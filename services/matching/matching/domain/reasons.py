"""Why two people were joined, as tokens that anyone can check against their two profiles."""

from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity
from matching.domain.score import Parts, crosses_class, same_identity
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights

# A person reads these; more of one kind adds nothing.
MOST_OF_A_KIND = 5
NEVER_SHOWN = frozenset({"identity", "cross_class"})
GOOD_NEARNESS = 1.0


def reasons_for(mentee: Mentee, mentor: Mentor, parts: Parts, weights: Weights, rarity: Rarity) -> tuple[str, ...]:
    """Tokens for coordinators, the part that adds most to the score first, then what makes talking possible."""
    kinds = [
        (parts.interests * weights.interests, _rarest("interest", mentee.interests & mentor.interests, rarity.interests)),
        (parts.skills * weights.skills, _first("skill", sorted(mentee.skills & mentor.skills))),
        (parts.goal * weights.goal, ["goal"] if parts.goal else []),
        (parts.text * weights.text, _rarest("text", _shared_words(mentee, mentor, parts), rarity.words)),
        (
            parts.identity * weights.identity,
            ["identity"] if mentee.want_same_identity and same_identity(mentee, mentor) else [],
        ),
        (
            parts.nearpeer * weights.nearpeer,
            ["near_peer"] if mentee.near_peer and parts.nearpeer == GOOD_NEARNESS else [],
        ),
        (parts.crossclass * weights.crossclass, ["cross_class"] if crosses_class(mentee, mentor) else []),
    ]
    counted = sorted((kind for kind in kinds if kind[0] > 0), key=lambda kind: -kind[0])
    languages = _first("language", sorted(mentee.languages & mentor.languages))
    slots = _first("slot", [str(slot) for slot in sorted(mentee.slots & mentor.slots)])
    return tuple(token for _, tokens in counted for token in tokens) + tuple(languages + slots)


def shown_to_the_pair(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons without identity and background: being told «you differ in class» hurts."""
    return tuple(reason for reason in reasons if reason not in NEVER_SHOWN)


def _shared_words(mentee: Mentee, mentor: Mentor, parts: Parts) -> frozenset[str]:
    return topic_words(mentee) & topic_words(mentor) if parts.text else frozenset()


def _rarest(kind: str, shared: frozenset[str], idf: dict[str, float]) -> list[str]:
    return _first(kind, sorted(shared, key=lambda item: (-idf[item], item)))


def _first(kind: str, items: list[str]) -> list[str]:
    return [f"{kind}:{item}" for item in items[:MOST_OF_A_KIND]]
