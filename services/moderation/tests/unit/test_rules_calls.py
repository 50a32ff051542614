"""Calls of the Rules service answer bad input with one sentence, and let nobody reach beyond their programme."""

from collections.abc import Sequence
from typing import Any

import pytest

from causeway.moderation.v1 import rules_pb2 as pb
from causeway_kit.access import Caller, Grant
from causeway_kit.errors import Refused
from moderation.app.replay_verdict import Replayed
from moderation.app.rule_ports import Content, Figures, RulePage
from moderation.domain.category import Action, Category
from moderation.domain.own_rule import OwnRule, RuleNotFound, Stage
from moderation.domain.rehearsal import Rehearsal
from moderation.domain.rule import BadRule, Rule
from moderation.entrypoints.rpc_rules import RulesRpc
from moderation.testing import a_case, a_judgement
from moderation.testing_rules import CRYPTO, HARMLESS, FakeRuleBook, a_rule

CONTENT = pb.RuleContent(
    category="spam_scam",
    name="crypto_club",
    reason="It looks like an advertisement.",
    score=0.7,
    patterns=[r"\bjoin my crypto club\b"],
    catches=[CRYPTO],
    passes=[HARMLESS],
)


class OneCommit:
    """Runs the item at once; the book stands for the unit of work."""

    def __init__(self, book: FakeRuleBook) -> None:
        self.book = book

    async def submit(self, item: Any) -> Any:
        return item.act(self.book)


class Reading:
    """What the book holds."""

    def __init__(self, book: FakeRuleBook) -> None:
        self.book = book

    async def rules(self, programme_id: str, stage: Stage | None, size: int, token: str) -> RulePage:
        if token:
            raise ValueError(token)
        found = [rule for rule in self.book.rules.values() if rule.programme_id in ("", programme_id)]
        return RulePage([(rule, version.number) for rule in found for version in rule.versions][:size], "")

    async def rule(self, key: str) -> OwnRule | None:
        return self.book.rules.get(key)

    async def contents(self, places: Sequence[str], *, examples: bool = False) -> dict[str, Content]:
        return {}

    async def figures(self, places: Sequence[str]) -> dict[str, Figures]:
        return {place: Figures(matched=3) for place in places}

    async def rehearsal(self, place: str) -> Rehearsal | None:
        return None


class Trying:
    def __init__(self, fault: str = "") -> None:
        self.fault = fault

    async def fault_of(self, rule: Rule) -> str:
        return self.fault


def answering(book: FakeRuleBook, fault: str = "", shipped: Sequence[Rule] = ()) -> RulesRpc:
    async def replaying(programme_id: str, message_id: str) -> Replayed:
        judgement = a_judgement(Action.HOLD, Category.SPAM_SCAM)
        return Replayed(a_case(id=message_id, rules_version="then"), judgement, ["The code of screening: 1 then, 2 today."], True)

    commits: Any = OneCommit(book)
    opens: Any = lambda work: book  # noqa: E731
    return RulesRpc(commits, opens, Reading(book), Trying(fault), replaying, {}, shipped)


def somebody(role: str = "moderator", scope: str = "programme:north", person: str = "anna") -> Caller:
    return Caller(person, "", (Grant(person, role, scope, None),))


ADMINISTRATOR = somebody("administrator", "*", "adam")


def proposal(programme_id: str = "north", **changes: Any) -> pb.RulesProposeRequest:
    content = pb.RuleContent()
    content.CopyFrom(CONTENT)
    key = changes.pop("client_key", "k1")
    for name, value in changes.items():
        setattr(content, name, value)
    return pb.RulesProposeRequest(programme_id=programme_id, client_key=key, content=content)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (proposal(client_key=""), "client_key must have"),
        (proposal(client_key="k" * 65), "client_key must have"),
        (proposal(category="weather"), "category must be one of"),
        (proposal("*"), "programme_id is not one"),
        (proposal("north/x"), "programme_id is not one"),
    ],
)
async def test_a_proposal_that_makes_no_sense_is_refused(request_: pb.RulesProposeRequest, said: str) -> None:
    book = FakeRuleBook()

    with pytest.raises(Refused, match=said):
        await answering(book).Propose(request_, somebody(scope="*"))
    assert book.rules == {}


async def test_a_proposal_that_fails_its_examples_is_refused_with_the_example() -> None:
    book = FakeRuleBook()

    with pytest.raises(Refused, match="Nothing was stored"):
        await answering(book, "Number 1 of passes is matched.").Propose(proposal(), somebody())
    with pytest.raises(BadRule, match="name must be"):
        await answering(book).Propose(proposal(name="No Name"), somebody())
    assert book.contents == {}


async def test_only_an_administrator_of_the_whole_system_makes_rules_of_every_programme() -> None:
    book = FakeRuleBook()
    for caller in (somebody(scope="*"), somebody("safeguarding_lead", "*"), somebody("administrator", "programme:north")):
        with pytest.raises(Refused, match="Only an administrator of the whole system"):
            await answering(book).Propose(proposal(""), caller)

    made = await answering(book).Propose(proposal(""), ADMINISTRATOR)

    assert made.rule.rule_id == "spam_scam.all.crypto_club.v1"


@pytest.mark.parametrize("programme_id", ["*", "north", ""])
async def test_a_rule_of_every_programme_cannot_be_reached_by_the_name_of_one(programme_id: str) -> None:
    book = FakeRuleBook()
    await answering(book).Propose(proposal(""), ADMINISTRATOR)
    retire = pb.RulesRetireRequest(programme_id=programme_id, rule_id="spam_scam.all.crypto_club.v1")

    with pytest.raises((Refused, RuleNotFound)):
        await answering(book).Retire(retire, somebody("safeguarding_lead", "*"))
    assert [version.stage for rule in book.rules.values() for version in rule.versions] == [Stage.PROPOSED]


async def test_figures_of_a_rule_of_every_programme_are_not_shown_to_one() -> None:
    book = FakeRuleBook()
    await answering(book).Propose(proposal(""), ADMINISTRATOR)
    await answering(book).Propose(proposal(), somebody())

    listed = await answering(book).List(pb.RulesListRequest(programme_id="north"), somebody())

    shown = {rule.rule_id: rule.HasField("figures") for rule in listed.rules}
    assert shown == {"spam_scam.all.crypto_club.v1": False, "spam_scam.own.crypto_club.v1": True}


async def test_shipped_rules_are_listed_in_pages_with_their_owner() -> None:
    shipped = [a_rule(name=f"rule_{number}") for number in range(3)]
    rpc = answering(FakeRuleBook(), shipped=shipped)

    first = await rpc.List(pb.RulesListRequest(programme_id="north", shipped=True, page_size=2), somebody())
    rest = await rpc.List(
        pb.RulesListRequest(programme_id="north", shipped=True, page_size=2, page_token=first.next_page_token), somebody()
    )

    assert [rule.rule_id for rule in (*first.rules, *rest.rules)] == sorted(rule.id for rule in shipped)
    assert rest.next_page_token == ""
    assert {rule.owner for rule in first.rules} == {"anna"}


async def test_pages_are_bounded_and_tokens_are_ours() -> None:
    rpc = answering(FakeRuleBook())

    with pytest.raises(Refused, match="page_size"):
        await rpc.List(pb.RulesListRequest(programme_id="north", page_size=201), somebody())
    with pytest.raises(Refused, match="page_token"):
        await rpc.List(pb.RulesListRequest(programme_id="north", page_token="what"), somebody())


@pytest.mark.parametrize("rule_id", ["", "x" * 101, "nothing", "spam_scam.own.crypto_club.v2"])
async def test_what_is_not_there_is_not_found(rule_id: str) -> None:
    book = FakeRuleBook()
    await answering(book).Propose(proposal(), somebody())

    with pytest.raises((Refused, RuleNotFound)):
        await answering(book).Get(pb.RulesGetRequest(programme_id="north", rule_id=rule_id), somebody())


async def test_a_replay_is_answered_without_text_and_goes_into_the_record() -> None:
    book = FakeRuleBook()

    answer = await answering(book).Replay(pb.RulesReplayRequest(programme_id="north", message_id="m1"), somebody())

    assert (list(answer.rules), answer.stored_rules_version, answer.same) == (["spam_scam.rule"], "then", True)
    assert list(answer.differences) == ["The code of screening: 1 then, 2 today."]
    assert [(act.actor, act.action, act.thing) for act in book.acts] == [("anna", "case.replayed", "m1")]
    with pytest.raises(Refused, match="message_id must have"):
        await answering(book).Replay(pb.RulesReplayRequest(programme_id="north"), somebody())
