"""The rules no pair may break, each with the code that reports and refusals use."""

from collections.abc import Collection
from enum import StrEnum

from matching.domain.people import Mentee, Mentor

YOUNGEST_MENTOR_OF_A_MINOR = 21


class Rule(StrEnum):
    """In the order in which they are counted. Capacity is the only one that depends on the other pairs.

    Months left is a rule of those runs only that ask for a number of months.
    """

    SAME_PERSON = "same_person"
    ORGANISATION = "organisation"
    LANGUAGE = "language"
    SLOT = "slot"
    MINORS = "minors"
    GENDER = "gender"
    BLOCKED = "blocked"
    MONTHS_LEFT = "months_left"
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
    Rule.CAPACITY: "the mentor has a free place",
}

Blocked = Collection[tuple[str, str]]


def may_mentor_minors(mentor: Mentor) -> bool:
    return mentor.checked and not mentor.no_minors and mentor.age >= YOUNGEST_MENTOR_OF_A_MINOR


def stays(mentor: Mentor, months_needed: int) -> bool:
    """Somebody whose end is not known stays."""
    return mentor.months_left is None or mentor.months_left >= months_needed


def breaks(rule: Rule, mentee: Mentee, mentor: Mentor, blocked: Blocked, months_needed: int = 0) -> bool:
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
            return not stays(mentor, months_needed)
        case Rule.CAPACITY:
            return mentor.capacity < 1


def broken_rules(mentee: Mentee, mentor: Mentor, blocked: Blocked = (), months_needed: int = 0) -> list[Rule]:
    """Every rule this pair would break on its own, in order; empty when the two may be joined."""
    return [rule for rule in Rule if breaks(rule, mentee, mentor, blocked, months_needed)]
