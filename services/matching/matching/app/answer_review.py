"""Use case: one of a pair answers the three questions of a review; when both have, a new version of their plan is stored."""

from dataclasses import dataclass, replace

from matching.app.care_ports import AGREEMENTS, CARE, GOALS, PLANS, REVIEWS, CareRegister
from matching.app.ports import PAIRS
from matching.app.screening import write, writing_needs
from matching.domain.agreement import Agreement
from matching.domain.care import Care, ConcernKind, DueKind
from matching.domain.ending import require_active
from matching.domain.goals import Goals
from matching.domain.pair import Pair
from matching.domain.review import (
    LONGEST_ANSWER,
    QUESTIONS,
    Answers,
    Review,
    ReviewNotAccepted,
    ReviewNotFound,
    answer_id,
    answer_review,
    review_id,
    store_plan,
)
from matching.domain.writing import check_writing


@dataclass(frozen=True, slots=True)
class Said:
    pair: Pair
    number: int
    person_id: str
    answers: tuple[str, ...]

    @property
    def review_id(self) -> str:
        return review_id(self.pair.id, self.number)

    @property
    def writing_ids(self) -> tuple[str, ...]:
        return tuple(answer_id(self.review_id, self.person_id, question) for question in range(1, len(QUESTIONS) + 1))


def needs(said: Said, plans: int) -> list[tuple[str, str]]:
    """`plans`: how many the pair has."""
    own = [(REVIEWS, said.review_id), (PLANS, review_id(said.pair.id, plans + 1))]
    pair = [(collection, said.pair.id) for collection in (PAIRS, CARE, GOALS, AGREEMENTS)]
    return [*own, *pair, *(need for id in said.writing_ids for need in writing_needs(id, said.person_id))]


def answer_pair_review(register: CareRegister, said: Said) -> Review:
    """What somebody said first stays. Raises ReviewNotFound, ReviewNotAccepted, WritingNotAccepted, PairNotActive."""
    pair = register.pair(said.pair.programme_id, said.pair.id)
    require_active(pair)
    review, care = register.kept(Review, said.review_id), register.kept(Care, pair.id)
    if review is None or care is None:
        raise ReviewNotFound("This pair has no such review yet. Nothing was saved.")
    if len(said.answers) != len(QUESTIONS):
        raise ReviewNotAccepted(f"A review takes {len(QUESTIONS)} answers, one to each question. Nothing was saved.")
    for number, text in enumerate(said.answers, start=1):
        check_writing(text, f"answer {number}", LONGEST_ANSWER)
    changed = answer_review(review, Answers(said.person_id, said.writing_ids, register.now))
    if changed == review:
        return review
    for writing_id, text in zip(said.writing_ids, said.answers, strict=True):
        write(register, writing_id, pair.programme_id, said.person_id, text)
    if len(changed.answers) < 2:
        register.keep(changed)
        return changed
    return _store(register, changed, care)


def _store(register: CareRegister, review: Review, care: Care) -> Review:
    goals = register.kept(Goals, care.id) or Goals(care.id, care.programme_id, care.mentee_id, care.mentor_id)
    agreement = register.kept(Agreement, care.id) or Agreement(care.id)
    stored, plan, events = store_plan(review, care, goals, agreement, register.now)
    register.keep(stored)
    register.keep(plan, events)
    after = replace(care, plans=plan.number).with_due(DueKind.REVIEW_LATE, None, review.id)
    register.keep(after.settled(ConcernKind.REVIEW_OVERDUE, review.id))
    return stored
