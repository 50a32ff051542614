"""For tests of rules of staff: drafts, a book in memory, past messages and a compiler without a thread."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from causeway.event import Event
from causeway.moderation.v1.events import Verdict
from moderation.adapters.own_bank import own_rules, usable
from moderation.app.own_rules import InForce, OwnRules
from moderation.app.propose_rule import Proposal, propose_rule, written
from moderation.app.rehearse_rule import Run, finish, place_of, rehearse, take
from moderation.app.rule_following import PastPost, PastPosts, Recorded
from moderation.app.rule_ports import SetOfRules
from moderation.app.switch_rule import Hand
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.category import Category
from moderation.domain.own_rule import OwnRule
from moderation.domain.rehearsal import Rehearsal, Report
from moderation.domain.rule import Rule
from moderation.domain.rule_draft import Draft
from moderation.testing import MONDAY

CRYPTO = "come and join my crypto club"
HARMLESS = "I joined the chess club"
ANNA, ROSA = "anna", "rosa"


def a_draft(**changes: Any) -> Draft:
    given = {
        "category": Category.SPAM_SCAM,
        "name": "crypto_club",
        "reason": "It looks like an advertisement.",
        "score": 0.7,
        "patterns": (r"\bjoin (?:my|our) crypto club\b",),
        "unless": (),
        "catches": (CRYPTO,),
        "passes": (HARMLESS,),
    }
    return Draft(**{**given, **changes})


def a_rule(programme_id: str = "north", number: int = 1, **changes: Any) -> Rule:
    """As it is matched."""
    proposal = Proposal(programme_id, ANNA, "k1", a_draft(**changes))
    rule = written(proposal, {"adults": ("mum", "dad")})
    return replace(rule, id=f"{rule.id}.v{number}", version=number)


def acting(programme_id: str = "north", number: int = 1, **changes: Any) -> InForce:
    return InForce(programme_id, a_rule(programme_id, number, **changes))


def on_trial(programme_id: str = "north", number: int = 1, **changes: Any) -> InForce:
    return replace(acting(programme_id, number, **changes), trial=True)


def a_set(*rules: InForce) -> OwnRules:
    return own_rules(1, rules)


class FakeRuleBook:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now
        self.rules: dict[str, OwnRule] = {}
        self.contents: dict[str, Rule] = {}
        self.sets: list[SetOfRules] = []
        self.rehearsals: dict[str, Rehearsal] = {}
        self.sent: list[Event] = []
        self.acts: list[Act] = []

    def rule(self, key: str) -> OwnRule | None:
        return self.rules.get(key)

    def save_rule(self, rule: OwnRule, events: Sequence[Event] = ()) -> None:
        self.rules[f"{rule.programme_id or '*'}/{rule.base}"] = rule
        self.sent += events

    def keep_content(self, place: str, draft: Draft, rule: Rule, by: str) -> None:
        assert place not in self.contents, "what a version says never changes"
        self.contents[place] = rule

    def newest_set(self) -> SetOfRules:
        return self.sets[-1] if self.sets else SetOfRules(0)

    def keep_set(self, made: SetOfRules) -> None:
        self.sets.append(made)

    def rehearsal(self, place: str) -> Rehearsal | None:
        return self.rehearsals.get(place)

    def save_rehearsal(self, place: str, rehearsal: Rehearsal) -> None:
        self.rehearsals[place] = rehearsal

    def record(self, act: Act) -> None:
        self.acts.append(act)


def proposed(book: FakeRuleBook, by: str = ANNA, key: str = "k1", *, trial: bool = False, **changes: Any) -> Hand:
    """A proposal of Anna's; the hand at it is hers too."""
    programme_id = changes.pop("programme_id", "north")
    proposal = Proposal(programme_id, by, key, a_draft(**changes), trial)
    rule, number = propose_rule(book, proposal, written(proposal, {}))
    return Hand(programme_id, rule.base, number, by)


def rehearsed(book: FakeRuleBook, hand: Hand, report: Report | None = None) -> None:
    """To its end, at once."""
    begun = rehearse(book, hand, 7, f"r{len(book.rehearsals)}")
    taken = take(book, place_of(hand), "one")
    assert taken is not None
    assert finish(book, Run(place_of(hand), begun.id, "one", taken.attempt), report or Report(read=100))


def as_lead(hand: Hand, by: str = ROSA) -> Hand:
    return replace(hand, by=by, lead=True)


class NoThread:
    """Compiles at once."""

    async def compiled(self, number: int, rules: Sequence[InForce]) -> tuple[OwnRules, list[str]]:
        own, broken = usable(number, rules)
        return own, [one.place for one in broken]


class FakeKept:
    """Sets and what rules say, as they are stored."""

    def __init__(self, *rules: InForce, damaged: Sequence[str] = ()) -> None:
        self.set = SetOfRules(0)
        self.stored = {one.place: one for one in rules}
        self.damaged = damaged
        self.versions: dict[str, Recorded] = {}
        self.put(*rules)

    def put(self, *rules: InForce) -> None:
        """A new set of exactly these."""
        self.stored |= {one.place: one for one in rules}
        places = frozenset(one.place for one in rules if not one.trial) | frozenset(self.damaged)
        self.set = SetOfRules(self.set.number + 1, places, frozenset(one.place for one in rules if one.trial))

    async def newest_set(self) -> SetOfRules:
        return self.set

    async def in_force(self, made: SetOfRules) -> tuple[list[InForce], list[str]]:
        places = sorted(made.acting | made.trial)
        found = [replace(self.stored[place], trial=place in made.trial) for place in places if place in self.stored]
        return found, [place for place in places if place not in self.stored]

    async def remember(self, rules_version: str, recorded: Recorded, number: int) -> None:
        self.versions.setdefault(rules_version, recorded)

    async def recorded(self, rules_version: str) -> Recorded | None:
        return self.versions.get(rules_version)


class FakeCases:
    """What people decided, by message."""

    def __init__(self, *cases: Case, texts: Mapping[str, str] | None = None, minutes: Sequence[float] = ()) -> None:
        self.cases = {case.id: case for case in cases}
        self.texts = texts or {}
        self.timed = minutes

    async def decided(self, message_ids: Sequence[str]) -> Mapping[str, Verdict]:
        return {id: self.cases[id].verdict for id in message_ids if id in self.cases}

    async def minutes(self, programme_id: str) -> Sequence[float]:
        return self.timed

    async def case(self, message_id: str) -> Case | None:
        return self.cases.get(message_id)

    async def text_of(self, case: Case) -> str | None:
        return self.texts.get(case.id)


class FakePast:
    """Past messages in portions of two."""

    def __init__(self, *posts: PastPost) -> None:
        self.posts = posts
        self.asked: list[datetime] = []

    async def since(self, moment: datetime, programme_id: str) -> AsyncIterator[PastPosts]:
        self.asked.append(moment)
        wanted = [post for post in self.posts if programme_id in ("", post.posted.programme_id)]
        for start in range(0, len(wanted), 2):
            some = wanted[start : start + 2]
            yield PastPosts(some, 0, start + len(some), len(wanted))


def minutes_after(moment: datetime, minutes: float) -> datetime:
    return moment + timedelta(minutes=minutes)
