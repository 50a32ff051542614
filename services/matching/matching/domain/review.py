"""Review dates: the pair looks at its record, both answer three questions, and a new version of its plan is stored."""

from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import PlanStored, ReviewDue
from matching.domain.agreement import Agreement
from matching.domain.care import Care
from matching.domain.care_rules import CareRules
from matching.domain.goals import Goals
from matching.domain.skills import Skills

QUESTIONS = ("What went well?", "What got in the way?", "What do you want to do next?")
LONGEST_ANSWER = 2_000


class ReviewNotFound(Exception):
    """The pair has no such review."""


class ReviewNotAccepted(Exception):
    """A review takes one answer to each question from each of the two."""


@dataclass(frozen=True, slots=True)
class Record:
    """Counts at the review date, from the pair's start."""

    goals: int = 0
    goals_reached: int = 0
    steps_done: int = 0
    steps_late: int = 0
    skills: int = 0
    skills_at_target: int = 0
    check_ins_answered: int = 0
    check_ins_missed: int = 0
    agreement_number: int = 0  # 0: none holds


@dataclass(frozen=True, slots=True)
class Answers:
    person_id: str
    writing_ids: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    id: str
    pair_id: str
    number: int
    opened_at: datetime
    answer_by: datetime
    record: Record
    answers: tuple[Answers, ...] = ()
    plan_version: int = 0  # 0: not both have answered
    version: int = 1


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    goal_id: str
    title_id: str
    open_steps: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One version; later ones leave it as it is."""

    id: str
    pair_id: str
    number: int
    review: int
    stored_at: datetime
    record: Record
    answers: tuple[Answers, ...]
    goals: tuple[PlannedGoal, ...]
    agreement_number: int


def review_id(pair_id: str, number: int) -> str:
    return f"{pair_id}-{number}"


def answer_id(review: str, person_id: str, question: int) -> str:
    return f"reviews/{review}/{person_id}/{question}"


def record_of(care: Care, goals: Goals, skills: Skills, agreement: Agreement, now: datetime) -> Record:
    steps = [step for goal in goals.goals for step in goal.steps]
    return Record(
        goals=len(goals.goals),
        goals_reached=sum(goal.reached for goal in goals.goals),
        steps_done=sum(step.done_at is not None for step in steps),
        steps_late=sum(step.is_late(now) for goal in goals.goals if goal.open for step in goal.steps),
        skills=len(skills.skills),
        skills_at_target=sum(skill.reached for skill in skills.skills),
        check_ins_answered=care.check_ins_answered,
        check_ins_missed=care.check_ins_missed,
        agreement_number=agreement.current.number if agreement.current is not None else 0,
    )


def open_review(care: Care, record: Record, rules: CareRules, now: datetime) -> tuple[Review, list[Event]]:
    """The next one of the pair."""
    number = care.reviews + 1
    review = Review(review_id(care.id, number), care.id, number, now, now + rules.review_within, record)
    return review, [
        ReviewDue(
            pair_id=care.id,
            programme_id=care.programme_id,
            mentee_id=care.mentee_id,
            mentor_id=care.mentor_id,
            review=number,
            answer_by=review.answer_by,
            version=review.version,
        )
    ]


def answer_review(review: Review, answers: Answers) -> Review:
    """What somebody answered first stays."""
    if any(one.person_id == answers.person_id for one in review.answers):
        return review
    return replace(review, answers=(*review.answers, answers), version=review.version + 1)


def store_plan(review: Review, care: Care, goals: Goals, agreement: Agreement, now: datetime) -> tuple[Review, Plan, list[Event]]:
    """The next version of the pair's plan, from a review that both have answered."""
    number = care.plans + 1
    stored = replace(review, plan_version=number, version=review.version + 1)
    plan = Plan(
        id=review_id(care.id, number),
        pair_id=care.id,
        number=number,
        review=review.number,
        stored_at=now,
        record=review.record,
        answers=review.answers,
        goals=tuple(
            PlannedGoal(goal.id, goal.title_id, sum(step.done_at is None for step in goal.steps))
            for goal in goals.goals
            if goal.open
        ),
        agreement_number=agreement.current.number if agreement.current is not None else 0,
    )
    event = PlanStored(
        pair_id=care.id,
        programme_id=care.programme_id,
        mentee_id=care.mentee_id,
        mentor_id=care.mentor_id,
        review=review.number,
        plan_version=number,
        version=number,
    )
    return stored, plan, [event]
