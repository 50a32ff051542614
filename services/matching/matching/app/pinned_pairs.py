"""Pins are settled before anybody else is matched: their mentees are served, their places are taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matching.domain.hard_rules import Blocked, Rule, broken_rules
from matching.domain.holding import IN_WORDS
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity, rarity_among
from matching.domain.reasons import reasons_for, shown_to_the_pair
from matching.domain.run import Proposal
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights


@dataclass(frozen=True, slots=True)
class Pinned:
    """The pairs, everybody whom the pins leave to be matched, and a sentence for each pin that gave way."""

    proposals: list[Proposal]
    mentees: dict[str, Mentee]
    mentors: dict[str, Mentor]
    notes: list[str]


def set_aside(
    pins: Mapping[str, str],
    mentees: Mapping[str, Mentee],
    mentors: Mapping[str, Mentor],
    never: Blocked,
    weights: Weights,
    options: MatchingOptions,
) -> Pinned:
    """People by person id. A pin that breaks a hard rule by now gives way: a block, for one, always wins."""
    pinned = Pinned([], dict(mentees), dict(mentors), [])
    rarity = rarity_among([*mentees.values(), *mentors.values()]) if pins else None
    for mentee_id, mentor_id in sorted(pins.items()):
        mentee, mentor = pinned.mentees.get(mentee_id), pinned.mentors.get(mentor_id)
        if reason := _gives_way(mentee, mentor, never, options):
            pinned.notes.append(f"The pin of mentee {mentee_id} and mentor {mentor_id} gave way: {reason}.")
            continue
        assert mentee is not None
        assert mentor is not None
        assert rarity is not None
        pinned.proposals.append(_proposal(mentee_id, mentor_id, mentee, mentor, weights, rarity))
        del pinned.mentees[mentee_id]
        pinned.mentors[mentor_id] = replace(mentor, capacity=mentor.capacity - 1)
    return pinned


def _gives_way(mentee: Mentee | None, mentor: Mentor | None, never: Blocked, options: MatchingOptions) -> str:
    if mentee is None or mentor is None:
        return "one of the two cannot be matched at the moment"
    broken = broken_rules(mentee, mentor, never, options.demands)
    if not broken:
        return ""
    return IN_WORDS[(Rule.BLOCKED if Rule.BLOCKED in broken else broken[0]).value]


def _proposal(mentee_id: str, mentor_id: str, mentee: Mentee, mentor: Mentor, weights: Weights, rarity: Rarity) -> Proposal:
    parts = parts_of(mentee, mentor, rarity)
    reasons = reasons_for(mentee, mentor, parts, weights, rarity)
    return Proposal(mentee_id, mentor_id, score_of(parts, weights), reasons, shown_to_the_pair(reasons))
