"""Builders for tests: people who may be joined unless the test says otherwise, and small random cohorts."""

from random import Random
from typing import TypedDict, Unpack

from matching.domain.hard_rules import Blocked
from matching.domain.people import Gender, Mentee, Mentor


class PersonTraits(TypedDict, total=False):
    id: str
    age: int
    organisation: str
    region: str
    languages: frozenset[str]
    slots: frozenset[int]
    field: str
    field2: str
    interests: frozenset[str]
    skills: frozenset[str]
    stage: int
    identity: str
    gender: Gender | None
    low_ses: bool | None
    goals: str


class MenteeTraits(PersonTraits, total=False):
    want_same_identity: bool
    gender_must: Gender | None
    near_peer: bool
    want_cross_class: bool
    waiting_days: int | None
    former_mentor_id: str


class MentorTraits(PersonTraits, total=False):
    checked: bool
    capacity: int
    no_minors: bool
    months_left: int | None
    was_mentee: bool


def a_mentee(**traits: Unpack[MenteeTraits]) -> Mentee:
    usual: MenteeTraits = {"id": "ada", "age": 19, "languages": frozenset({"en"}), "slots": frozenset({10, 11})}
    return Mentee(**(usual | traits))


def a_mentor(**traits: Unpack[MentorTraits]) -> Mentor:
    usual: MentorTraits = {"id": "grace", "age": 40, "languages": frozenset({"en"}), "slots": frozenset({11, 12})}
    return Mentor(**(usual | traits))


def a_random_cohort(seed: int, mentees: int, mentors: int) -> tuple[list[Mentee], list[Mentor], Blocked]:
    """About a third of its pairs keep the hard rules; some people share an id across the two sides."""
    random = Random(seed)
    left = [
        a_mentee(
            **_traits(random, f"e{number}" if number else "both", youngest=14),
            gender_must=random.choice([None, None, None, Gender.FEMALE]),
            near_peer=random.random() < 0.4,
            want_same_identity=random.random() < 0.3,
            want_cross_class=random.random() < 0.7,
        )
        for number in range(mentees)
    ]
    right = [
        a_mentor(
            **_traits(random, f"r{number}" if number else "both", youngest=19),
            checked=random.random() < 0.7,
            capacity=random.choice([0, 1, 1, 2, 3]),
            no_minors=random.random() < 0.2,
        )
        for number in range(mentors)
    ]
    blocked = {(random.choice(left).id, random.choice(right).id) for _ in range((mentees + mentors) // 10)}
    return left, right, blocked


def _traits(random: Random, person_id: str, youngest: int) -> PersonTraits:
    def some(values: list[str], most: int) -> frozenset[str]:
        return frozenset(random.choices(values, k=random.randint(1, most)))

    return {
        "id": person_id,
        "age": youngest + random.randint(0, 12),
        "organisation": random.choice(["", "mill", "school", "harbour"]),
        "languages": some(["en", "cy", "pl"], 2),
        "slots": frozenset(random.choices(range(12), k=4)),
        "field": random.choice(["", "law", "nursing", "software"]),
        "field2": random.choice(["", "law", "media"]),
        "interests": some(["chess", "football", "choir", "baking", "climbing", "manga"], 4),
        "skills": some(["writing", "algebra", "python", "speaking", "budgeting"], 3),
        "stage": random.randint(0, 7),
        "identity": random.choice(["", "a", "b"]),
        "gender": random.choice([Gender.FEMALE, Gender.MALE, Gender.OTHER, None]),
        "low_ses": random.choice([True, False, None]),
        "goals": f"I want to {random.choice(['present', 'apply', 'code'])} with {random.choice(['courage', 'care'])}",
    }
