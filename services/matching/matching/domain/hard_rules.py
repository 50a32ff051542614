"""The rules no pair may break, each with the code that reports and refusals use."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from matching.domain.people import Mentee, Mentor, Person

YOUNGEST_MENTOR_OF_A_MINOR = 21


class Rule(StrEnum):
    """In the order in which they are counted. Capacity is the only one that depends on the other pairs.

    Months left, stages ahead and same path are rules only where a programme or a run demands them.
    """

    SAME_PERSON = "same_person"
    ORGANISATION = "organisation"
    LANGUAGE = "language"
    SLOT = "slot"
    MINORS = "minors"
    GENDER = "gender"
    BLOCKED = "blocked"
    MONTHS_LEFT = "months_left"
    STAGES_AHEAD = "stages_ahead"
    SAME_PATH = "same_path"
    CAPACITY = "capacity"


MEANING = {
    Rule.SAME_PERSON: "nobody is their own mentor",
    Rule.ORGANISATION: "the mentor comes from another organisation",
    Rule.LANGUAGE: "both share a language",
    Rule.SLOT: "both share a time of the week",
    Rule.MINORS: "a mentee under 18 gets a checked mentor of 21 or over who takes minors",
    Rule.GENDER: "the mentor has the gender the mentee needs",
    Rule.BLOCKED: "the pair is not blocked",
    Rule.MONTHS_LEFT: "the mentor stays for as many months as the run asks for",
    Rule.STAGES_AHEAD: "the mentor is as many stages ahead as the programme asks for",
    Rule.SAME_PATH: "the mentor is on the path that the mentee aims at",
    Rule.CAPACITY: "the mentor has a free place",
}

Blocked = Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What is asked of every pair on top of the rules that always hold; nothing unless it is said.

    Stages ahead are the mentor's stage less the mentee's; None is no limit on that side. Same path: one of the mentor's two
    fields is the one that the mentee aims at, so that a mentee who names none fits nobody.
    """

    months_needed: int = 0
    least_ahead: int | None = None
    most_ahead: int | None = None
    same_path: bool = False

    def makes(self, rule: Rule) -> bool:
        """Whether this rule counts."""
        match rule:
            case Rule.STAGES_AHEAD:
                return self.least_ahead is not None or self.most_ahead is not None
            case Rule.SAME_PATH:
                return self.same_path
            case _:
                return True

    def near_enough(self, stages: int) -> bool:
        """Whether somebody so many stages ahead may be the mentor."""
        least, most = self.least_ahead, self.most_ahead
        return (least is None or least <= stages) and (most is None or stages <= most)


NO_DEMANDS = Demands()


def may_mentor_minors(mentor: Mentor) -> bool:
    return mentor.checked and not mentor.no_minors and mentor.age >= YOUNGEST_MENTOR_OF_A_MINOR


def stays(mentor: Mentor, months_needed: int) -> bool:
    """Somebody whose end is not known stays."""
    return mentor.months_left is None or mentor.months_left >= months_needed


def on_the_path(mentee: Person, mentor: Person) -> bool:
    return mentee.field != "" and mentee.field in (mentor.field, mentor.field2)


def breaks(rule: Rule, mentee: Mentee, mentor: Mentor, blocked: Blocked, demands: Demands = NO_DEMANDS) -> bool:
    match rule:
        case Rule.SAME_PERSON:
            return mentee.id == mentor.id
        case Rule.ORGANISATION:
            return mentee.organisation != "" and mentee.organisation == mentor.organisation
        case Rule.LANGUAGE:
            return mentee.languages.isdisjoint(mentor.languages)
        case Rule.SLOT:
            return mentee.slots.isdisjoint(mentor.slots)
        case Rule.MINORS:
            return mentee.is_minor and not may_mentor_minors(mentor)
        case Rule.GENDER:
            return mentee.gender_must is not None and mentee.gender_must is not mentor.gender
        case Rule.BLOCKED:
            return (mentee.id, mentor.id) in blocked
        case Rule.MONTHS_LEFT:
            return not stays(mentor, demands.months_needed)
        case Rule.STAGES_AHEAD:
            return not demands.near_enough(mentor.stage - mentee.stage)
        case Rule.SAME_PATH:
            return demands.same_path and not on_the_path(mentee, mentor)
        case Rule.CAPACITY:
            return mentor.capacity < 1


def broken_rules(mentee: Mentee, mentor: Mentor, blocked: Blocked = (), demands: Demands = NO_DEMANDS) -> list[Rule]:
    """Every rule this pair would break on its own, in order; empty when the two may be joined."""
    return [rule for rule in Rule if breaks(rule, mentee, mentor, blocked, demands)]
