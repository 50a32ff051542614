"""Whether what was proposed still holds at this moment, and if not, why."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from matching.domain.hard_rules import NO_DEMANDS, Demands, Rule, broken_rules
from matching.domain.pair import Ties
from matching.domain.people import Mentee, Mentor

GONE = "gone"
NOT_READY = "not_ready"
MENTEE_TAKEN = "mentee_taken"
RESTS = "rests"
FORBIDDEN = "forbidden"
DROPPED = "dropped"
IN_WORDS = {
    GONE: "one of the two is not in the programme any more",
    NOT_READY: "one of the two may not be matched at the moment",
    MENTEE_TAKEN: "the mentee has a mentor",
    RESTS: "one of the two rests after a pair",
    FORBIDDEN: "a coordinator has forbidden it",
    DROPPED: "a coordinator has left the mentee out",
    Rule.SAME_PERSON.value: "nobody is their own mentor",
    Rule.ORGANISATION.value: "both are of one organisation",
    Rule.LANGUAGE.value: "they share no language",
    Rule.SLOT.value: "they share no time of the week",
    Rule.MINORS.value: "a mentee under 18 needs a checked mentor of 21 or over who takes minors",
    Rule.GENDER.value: "the mentor does not have the gender that the mentee needs",
    Rule.BLOCKED.value: "the two are kept apart by a block, or were a pair before",
    Rule.MONTHS_LEFT.value: "the mentor leaves too soon",
    Rule.STAGES_AHEAD.value: "the mentor is not as many stages ahead as the programme asks for",
    Rule.SAME_PATH.value: "the mentor is not on the path that the mentee aims at",
    Rule.CAPACITY.value: "the mentor has no free place",
}


def why_not(
    mentee: Mentee, mentor: Mentor, mentees_ties: Ties, mentors_ties: Ties, now: datetime, demands: Demands = NO_DEMANDS
) -> str:
    """A code of IN_WORDS; empty if the two may be joined. A block comes before everything else."""
    met: Collection[tuple[str, str]] = {(mentee.id, mentor.id)} if mentors_ties.person_id in mentees_ties.met else ()
    left = replace(mentor, capacity=mentor.capacity - len(mentors_ties.pairs))
    broken = broken_rules(mentee, left, met, demands)
    if Rule.BLOCKED in broken:
        return Rule.BLOCKED.value
    if mentees_ties.pairs:
        return MENTEE_TAKEN
    if mentees_ties.rests_at(now) or mentors_ties.rests_at(now):
        return RESTS
    return broken[0].value if broken else ""
