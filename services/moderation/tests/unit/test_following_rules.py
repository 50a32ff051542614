"""Every process follows the set of rules in force; a broken rule stops nobody; old verdicts can be replayed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.moderation.v1.events import RuleQuarantined, RuleTrouble
from causeway_kit.clock import ShiftedClock
from causeway_kit.errors import Unavailable
from causeway_kit.work import UnitOfWork
from moderation.app.judge_text import TextJudge
from moderation.app.own_rules import NONE, InForce
from moderation.app.replay_verdict import JudgeNow, Replayed, replay_verdict
from moderation.app.switch_rule import activate
from moderation.domain.case import CaseNotFound, Kind
from moderation.domain.category import Category
from moderation.domain.own_rule import Stage
from moderation.domain.rehearsal import Report
from moderation.entrypoints.following_rules import FollowingRules, JudgeInForce
from moderation.entrypoints.watching_floods import WatchingFloods
from moderation.judging import open_judge
from moderation.testing import MONDAY, a_case
from moderation.testing_rules import (
    CRYPTO,
    FakeCases,
    FakeKept,
    FakeRuleBook,
    NoThread,
    a_rule,
    acting,
    as_lead,
    on_trial,
    proposed,
    rehearsed,
)

PLACE = "north/spam_scam.own.crypto_club.v1"
RULE_ID = "spam_scam.own.crypto_club.v1"


class NoWork(UnitOfWork):
    def __init__(self) -> None:
        super().__init__(None, ShiftedClock(fixed=MONDAY))  # type: ignore[arg-type]

    async def load(self, needs: Any) -> None:
        pass


@pytest.fixture(scope="module")
def module_judge() -> TextJudge:
    return open_judge(learned=False)


@pytest.fixture
def own_judge(module_judge: TextJudge) -> TextJudge:
    module_judge.follow(NONE)
    return module_judge


def following(judge: TextJudge, kept: FakeKept, book: FakeRuleBook | None = None) -> FollowingRules:
    return FollowingRules(judge, kept, NoThread(), NoWork, lambda work: book or FakeRuleBook())


async def test_a_rule_acts_from_the_next_look_on_and_stops_likewise(own_judge: TextJudge) -> None:
    kept = FakeKept()
    looking = following(own_judge, kept)
    await looking.step()
    kept.put(acting())
    assert own_judge.judge(CRYPTO, programme_id="north").rules == ()

    await looking.step()
    assert own_judge.judge(CRYPTO, programme_id="north").rules == (RULE_ID,)
    kept.put()
    await looking.step()

    assert own_judge.judge(CRYPTO, programme_id="north").rules == ()


async def test_no_text_is_judged_before_the_rules_in_force_are_known(own_judge: TextJudge) -> None:
    looking = following(own_judge, FakeKept(acting()))
    judge = JudgeInForce(own_judge, looking)
    with pytest.raises(Unavailable, match="not read yet"):
        judge.judge(CRYPTO, programme_id="north")

    await looking.step()

    assert judge.judge(CRYPTO, programme_id="north").rules == (RULE_ID,)


async def test_what_a_version_stands_for_is_kept_before_a_verdict_names_it(own_judge: TextJudge) -> None:
    kept = FakeKept(acting(), on_trial(number=2))

    await following(own_judge, kept).step()

    recorded = kept.versions[own_judge.judge(CRYPTO).rules_version]
    assert (recorded.parts, recorded.acting) == (own_judge.parts, [PLACE])


async def test_a_broken_rule_goes_to_quarantine_and_the_others_act(own_judge: TextJudge) -> None:
    book = FakeRuleBook()
    hand = proposed(book, name="broken", key="k9")
    rehearsed(book, hand)
    activate(book, as_lead(hand))
    broken = InForce("north", replace(a_rule(), id=hand.rule_id, patterns=("a(?=b)",)))

    await following(own_judge, FakeKept(broken, acting()), book).step()

    assert own_judge.judge(CRYPTO, programme_id="north").rules == (RULE_ID,)
    assert book.rules[hand.key].version(1).stage is Stage.QUARANTINED
    assert [one.trouble for one in book.sent if isinstance(one, RuleQuarantined)] == [RuleTrouble.BROKEN]


async def test_a_rule_that_nobody_can_read_stops_nobody(own_judge: TextJudge) -> None:
    looking = following(own_judge, FakeKept(acting(), damaged=["north/spam_scam.own.gone.v1"]))

    await looking.step()

    assert looking.ready
    assert own_judge.judge(CRYPTO, programme_id="north").rules == (RULE_ID,)


class FakeMatches:
    def __init__(self, matches: int) -> None:
        self.matches = matches

    async def since(self, begin: Any) -> dict[str, dict[Any, int]]:
        return {PLACE: {begin + timedelta(minutes=9): self.matches}}

    async def forget(self, now: Any) -> None: ...


class BookByKey:
    def __init__(self, book: FakeRuleBook) -> None:
        self.book = book

    async def rules(self, keys: Any) -> list[Any]:
        return [self.book.rules[key] for key in keys if key in self.book.rules]


@pytest.mark.parametrize(("matches", "stage"), [(20, Stage.ACTIVE), (21, Stage.QUARANTINED)])
async def test_a_flood_is_stopped_and_as_much_as_was_rehearsed_is_none(own_judge: TextJudge, matches: int, stage: Stage) -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearsed(book, hand, Report(read=9, matched=2, since=MONDAY, until=MONDAY + timedelta(minutes=10)))
    activate(book, as_lead(hand))
    await following(own_judge, FakeKept(acting())).step()
    clock = ShiftedClock(fixed=MONDAY)

    for _ in range(2):
        await WatchingFloods(
            FakeMatches(matches), BookByKey(book), lambda: own_judge.own, NoWork, lambda work: book, clock
        ).step()

    assert book.rules[hand.key].version(1).stage is stage
    assert len(book.sent) == (stage is Stage.QUARANTINED)


async def replay(judge: TextJudge, kept: FakeKept, cases: FakeCases) -> Replayed:
    now = JudgeNow(judge.parts, judge.judge_by, lambda case: None)
    return await replay_verdict(cases, kept, NoThread(), now, "north", "m1")


async def test_a_verdict_is_replayed_by_the_rules_of_its_time(own_judge: TextJudge) -> None:
    kept = FakeKept(acting())
    looking = following(own_judge, kept)
    await looking.step()
    version = own_judge.version
    cases = FakeCases(a_case(rules=(RULE_ID,), rules_version=version), texts={"m1": CRYPTO})
    kept.put()
    await looking.step()  # the rule was retired since

    replayed = await replay(own_judge, kept, cases)

    assert replayed.judgement.rules == (RULE_ID,)
    assert replayed.judgement.rules_version == version
    assert replayed.same
    assert replayed.differences == []
    assert replayed.judgement.categories == (Category.SPAM_SCAM,)


async def test_a_replay_says_plainly_what_is_another_today(own_judge: TextJudge) -> None:
    kept = FakeKept(acting())
    await following(own_judge, kept).step()
    old = replace(kept.versions[own_judge.version], parts=replace(own_judge.parts, rules="older", code=1))
    kept.versions["then"] = old
    cases = FakeCases(a_case(rules=(RULE_ID, "spam_scam.pressure"), rules_version="then"), texts={"m1": CRYPTO})

    replayed = await replay(own_judge, kept, cases)

    assert [said.split(":")[0] for said in replayed.differences] == [
        "The shipped rules",
        "The code of screening",
        "What was said before the message counted (spam_scam.pressure) and is not looked at again.",
    ]
    assert replayed.same


async def test_a_replay_of_an_unknown_version_says_so(own_judge: TextJudge) -> None:
    cases = FakeCases(a_case(rules=(RULE_ID,), rules_version="nobody knows"), texts={"m1": CRYPTO})

    replayed = await replay(own_judge, FakeKept(acting()), cases)

    assert not replayed.same
    assert "not known" in replayed.differences[0]


@pytest.mark.parametrize(
    "cases",
    [
        FakeCases(),
        FakeCases(a_case(programme_id="south"), texts={"m1": CRYPTO}),
        FakeCases(a_case(kind=Kind.GOLDEN), texts={"m1": CRYPTO}),
        FakeCases(a_case()),
    ],
    ids=["unknown", "another programme's", "a test of reviewers", "erased"],
)
async def test_only_a_case_of_the_programme_whose_text_is_there_is_replayed(own_judge: TextJudge, cases: FakeCases) -> None:
    with pytest.raises(CaseNotFound):
        await replay(own_judge, FakeKept(), cases)
