"""Golden items: cases of which the right answer is known, to see how well reviewers agree with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from causeway.moderation.v1.events import Verdict
from moderation.domain.case import CHILD_SAFETY, Case, CaseState, Kind, Place, due
from moderation.domain.category import Category

SHORTEST_TEXT, LONGEST_TEXT = 3, 2_000
KEPT_IDS = 5_000  # of reviewers who had it


class GoldenRefused(Exception):
    """This cannot be a test; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Golden:
    id: str
    programme_id: str
    text: str  # sealed: under the author's key, or the service's for a text of staff
    text_place: str
    categories: tuple[str, ...]
    places: tuple[Place, ...]
    minor: bool
    answer: Verdict
    made_by: str
    made_at: datetime
    given_to: tuple[str, ...] = ()

    @property
    def child_safety(self) -> bool:
        return self.minor and bool(CHILD_SAFETY & set(self.categories))


def check_answer(answer: Verdict) -> None:
    """Raises GoldenRefused."""
    if answer not in (Verdict.ALLOW, Verdict.BLOCK):
        raise GoldenRefused("The right answer is to allow or to block. Nothing was kept.")


def check_text(text: str, categories: Collection[str]) -> None:
    """Raises GoldenRefused."""
    if not len(text.strip()) >= SHORTEST_TEXT or len(text) > LONGEST_TEXT:
        raise GoldenRefused(f"Give a decided case, or a text of {SHORTEST_TEXT} to {LONGEST_TEXT} characters. Nothing was kept.")
    known = {category.value for category in Category}
    if not categories or not set(categories) <= known:
        raise GoldenRefused(f"Name the categories of the text: some of {', '.join(sorted(known))}. Nothing was kept.")


def golden_of(case: Case, id: str, text_place: str, answer: Verdict, by: str, now: datetime) -> Golden:
    """Raises GoldenRefused."""
    if case.state is not CaseState.DECIDED or case.kind is not Kind.MESSAGE:
        raise GoldenRefused("Only a decided case has a right answer. Decide it first. Nothing was kept.")
    return Golden(
        id,
        case.programme_id,
        case.text,
        text_place,
        case.categories,
        case.places,
        case.minor,
        answer,
        by,
        now,
        given_to=case.passed_over_by,  # they know it
    )


def as_case(golden: Golden, id: str, author_id: str, conversation_id: str, reviewer: str, now: datetime) -> Case:
    """What the reviewer meets in their queue; the ids stand for nobody."""
    return Case(
        id=id,
        programme_id=golden.programme_id,
        conversation_id=conversation_id,
        author_id=author_id,
        text=golden.text,
        content_version=1,
        content_hmac="",
        categories=golden.categories,
        rules=tuple(dict.fromkeys(place.rule for place in golden.places)),
        rules_version="",
        places=golden.places,
        minor=golden.minor,
        opened_at=now,
        due_at=due(golden.categories, now),
        kind=Kind.GOLDEN,
        of=golden.id,
        answer=golden.answer,
        only_for=reviewer,
        text_place=golden.text_place,
    )


def given(golden: Golden, reviewer: str) -> Golden:
    return replace(golden, given_to=(*golden.given_to, reviewer)[-KEPT_IDS:])
