"""Use cases: a safeguarding lead makes a test of a case or a text, and a reviewer gets it among their cases."""

from dataclasses import dataclass
from hashlib import sha256

from causeway.moderation.v1.events import Verdict
from moderation.app.ports import CASES, KEYS
from moderation.app.review_ports import GOLDEN, SERVICE_KEY, ReviewBench
from moderation.domain import golden
from moderation.domain.act import Act
from moderation.domain.case import Place
from moderation.domain.golden import Golden


@dataclass(frozen=True, slots=True)
class Wish:
    """What a lead wants as a test: a decided case, or a text with its categories."""

    id: str
    programme_id: str
    by: str
    answer: Verdict
    case_id: str = ""
    text: str = ""
    categories: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()  # what the rules see in the text, so that it looks like any other case


@dataclass(frozen=True, slots=True)
class Deal:
    """One item for one reviewer. The ids of the case, its author and its conversation are new ones that stand for nobody."""

    golden_id: str
    reviewer: str
    case_id: str
    author_id: str
    conversation_id: str


def golden_id(programme_id: str, client_key: str) -> str:
    return _digest("golden", programme_id, client_key)


def deal_of(item: str, reviewer: str) -> Deal:
    case_id, author_id, conversation_id = (_digest(part, item, reviewer) for part in ("case", "author", "conversation"))
    return Deal(item, reviewer, case_id, author_id, conversation_id)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def needs(wish: Wish) -> list[tuple[str, str]]:
    case = [(CASES, wish.case_id)] if wish.case_id else []
    return [(GOLDEN, wish.id), (KEYS, SERVICE_KEY), *case]


def add_golden(bench: ReviewBench, wish: Wish) -> Golden:
    """The same wish again gives the item that there is. Raises CaseNotFound, GoldenRefused."""
    golden.check_answer(wish.answer)
    if known := bench.golden(wish.id):
        return known
    made = _of_case(bench, wish) if wish.case_id else _of_text(bench, wish)
    bench.save_golden(made)
    bench.record(Act(actor=wish.by, action="golden.added", thing=wish.id, programme_id=wish.programme_id, reason=wish.case_id))
    return made


def _of_case(bench: ReviewBench, wish: Wish) -> Golden:
    case = bench.case(wish.programme_id, wish.case_id)
    return golden.golden_of(case, wish.id, bench.place_of(case), wish.answer, wish.by, bench.now)


def _of_text(bench: ReviewBench, wish: Wish) -> Golden:
    golden.check_text(wish.text, wish.categories)
    sealed, place = bench.sealed_golden(wish.id, wish.text)
    return Golden(
        wish.id,
        wish.programme_id,
        sealed,
        place,
        wish.categories,
        wish.places,
        minor=False,
        answer=wish.answer,
        made_by=wish.by,
        made_at=bench.now,
    )


def deal_needs(deal: Deal) -> list[tuple[str, str]]:
    return [(GOLDEN, deal.golden_id), (CASES, deal.case_id)]


def deal_golden(bench: ReviewBench, deal: Deal) -> bool:
    """Whether they got it; each item once."""
    item = bench.golden(deal.golden_id)
    if item is None or deal.reviewer in item.given_to or bench.known_case(deal.case_id) is not None:
        return False
    bench.save_golden(golden.given(item, deal.reviewer))
    bench.save_case(golden.as_case(item, deal.case_id, deal.author_id, deal.conversation_id, deal.reviewer, bench.now))
    return True
