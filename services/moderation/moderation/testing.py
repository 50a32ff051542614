"""Builders that state only what matters, and a bench in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from moderation.domain.act import Act
from moderation.domain.case import Case, CaseNotFound
from moderation.domain.conversation import Background, Label, Turn, remembered
from moderation.domain.judgement import Action, Category, Judgement, OwnMatch, Span
from moderation.domain.policy import STANDARD, Policy
from moderation.domain.ruling import Ruling
from moderation.domain.sign import Sign
from moderation.domain.verdict import StoredVerdict

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_posted(**changes: Any) -> MessagePosted:
    given = {
        "message_id": "m1",
        "conversation_id": "c1",
        "programme_id": "north",
        "author_id": "maya",
        "author_role": Role.MENTEE,
        "seq": 1,
        "content_version": 1,
        "content_hmac": "h1",
        "text": "sealed words",
        "minor": True,
    }
    return MessagePosted(**{**given, **changes})


def a_judgement(action: Action = Action.HOLD, *categories: Category) -> Judgement:
    spans = tuple(Span(0, 4, category.value, f"{category.value}.rule", "raw") for category in categories)
    return Judgement(action, categories, 0.9, spans, tuple(span.rule for span in spans), "r1", alert=False)


def a_case(**changes: Any) -> Case:
    given = {
        "id": "m1",
        "programme_id": "north",
        "conversation_id": "c1",
        "author_id": "maya",
        "text": "sealed words",
        "content_version": 1,
        "content_hmac": "h1",
        "categories": ("pii_contact",),
        "rules": ("pii_contact.rule",),
        "rules_version": "r1",
        "places": (),
        "minor": True,
        "opened_at": MONDAY,
        "due_at": MONDAY + timedelta(days=1),
    }
    return Case(**{**given, **changes})


class FixedJudge:
    """Says what it was told to say, and remembers what it was asked."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement
        self.asked: list[tuple[str, int | None]] = []
        self.backgrounds: list[Background] = []
        self.rulings: list[Ruling | None] = []
        self.ahead: list[str] = []

    def judge(
        self,
        text: str,
        *,
        sender_age: int | None = None,
        background: Background | None = None,
        programme_id: str = "",
        ruling: Ruling | None = None,
    ) -> Judgement:
        self.asked.append((text, sender_age))
        self.rulings.append(ruling)
        if background is not None:
            self.backgrounds.append(background)
        return self._judgement

    def read_ahead(self, texts: Sequence[str]) -> None:
        self.ahead = list(texts)


class FixedPolicies:
    """The same policy for every programme."""

    def __init__(self, policy: Policy = STANDARD) -> None:
        self.policy = policy

    def of(self, programme_id: str) -> Policy:
        return self.policy


class FakeBench:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *cases: Case, text: str | None = "hello", now: datetime = MONDAY) -> None:
        self.now = now
        self.text = text
        self.cases = {case.id: case for case in cases}
        self.verdicts: dict[str, StoredVerdict] = {}
        self.sent: list[Event] = []
        self.acts: list[Act] = []
        self.turns: dict[str, tuple[Turn, ...]] = {}
        self.labels: dict[str, tuple[Label, ...]] = {}
        self.signs: list[Sign] = []
        self.tallied: dict[str, tuple[OwnMatch, ...]] = {}
        self.decisions: list[Case] = []

    def text_of(self, posted: MessagePosted) -> str | None:
        return self.text

    def background(self, posted: MessagePosted) -> Background:
        mentor = posted.author_role is Role.MENTOR
        history, labels = self.turns.get(posted.conversation_id, ()), self.labels.get(posted.author_id, ())
        return Background(posted.author_id, posted.seq, self.now, mentor, posted.minor, history, labels)

    def remember(self, posted: MessagePosted, turn: Turn, *, keep_text: bool) -> None:
        kept = replace(turn, text=self.text or "") if keep_text else turn
        self.turns[posted.conversation_id] = remembered(self.turns.get(posted.conversation_id, ()), kept)

    def label(self, person_id: str, labels: tuple[Label, ...]) -> None:
        self.labels[person_id] = labels

    def known_verdict(self, message_id: str) -> StoredVerdict | None:
        return self.verdicts.get(message_id)

    def save_verdict(self, verdict: StoredVerdict, case: Case | None, events: Sequence[Event]) -> None:
        self.verdicts[verdict.message_id] = verdict
        if case is not None:
            self.cases[case.id] = case
        self.sent += events

    def save_sign(self, sign: Sign, events: Sequence[Event]) -> None:
        self.signs.append(sign)
        self.sent += events

    def tally(self, posted: MessagePosted, judgement: Judgement) -> None:
        self.tallied[posted.message_id] = judgement.own

    def tally_decision(self, before: Case, decided: Case) -> None:
        self.decisions.append(decided)

    def case(self, programme_id: str, case_id: str) -> Case:
        if case_id not in self.cases or self.cases[case_id].programme_id != programme_id:
            raise CaseNotFound("There is no such case in this programme.")
        return self.cases[case_id]

    def record(self, act: Act) -> None:
        self.acts.append(act)

    def save_case(self, case: Case, events: Sequence[Event] = ()) -> None:
        self.cases[case.id] = case
        self.sent += events

    def sealed_reason(self, case: Case, reason: str) -> str:
        return f"sealed:{len(reason)}"

    def sealed_appeal(self, case: Case, words: str) -> str:
        return f"sealed:{len(words)}"

    def known_case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)
