"""Rules of staff on a real database: kept for ever, followed by every process, counted with what they did."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.moderation.v1.events import Verdict
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.service import PLUMBING_INDEXES
from causeway_kit.store import Store
from causeway_kit.testing import MemoryKeyring
from causeway_kit.work import UnitOfWork
from moderation.adapters.kept_rules import MongoKeptRules
from moderation.adapters.mongo import INDEXES, MongoBench
from moderation.adapters.past_messages import MongoCaseRecords
from moderation.adapters.rule_book import RULE_INDEXES, MongoRuleBook, MongoRuleReading
from moderation.adapters.rule_tally import MINUTES, MongoMinutes
from moderation.app import propose_rule, rehearse_rule, switch_rule
from moderation.app.ports import CASES
from moderation.app.propose_rule import Proposal
from moderation.app.rule_following import Recorded
from moderation.app.rule_ports import Figures, RuleBook, SetOfRules
from moderation.domain.case import CaseState, Step, Taken
from moderation.domain.judgement import Action, OwnMatch
from moderation.domain.own_rule import Stage
from moderation.domain.rehearsal import Progress, Report
from moderation.judging import open_judge
from moderation.testing import MONDAY, a_case, a_judgement, a_posted
from moderation.testing_rules import ANNA, CRYPTO, a_draft, as_lead

pytestmark = pytest.mark.connected

RULE_ID, OF_ALL = "spam_scam.own.crypto_club.v1", "spam_scam.all.crypto_club.v1"


@dataclass
class Desk:
    store: Store
    keyring: MemoryKeyring
    clock: ShiftedClock

    def open_work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring)

    async def do(self, needs: Any, act: Callable[[UnitOfWork], Any]) -> Any:
        [result] = await run_batch(self.open_work, [Item(needs, act)])
        return result

    async def propose(self, programme_id: str = "north", key: str = "k1", **changes: Any) -> switch_rule.Hand:
        trial = changes.pop("trial", False)
        proposal = Proposal(programme_id, ANNA, key, a_draft(**changes), trial)
        rule = propose_rule.written(proposal, {})
        made, number = await self.do(
            propose_rule.needs(proposal), lambda work: propose_rule.propose_rule(MongoRuleBook(work), proposal, rule)
        )
        return switch_rule.Hand(programme_id, made.base, number, ANNA)

    async def with_book(self, hand: switch_rule.Hand, act: Callable[[RuleBook], Any]) -> Any:
        needs = [*switch_rule.needs(hand), *rehearse_rule.needs(hand)]
        return await self.do(needs, lambda work: act(MongoRuleBook(work)))

    async def rehearse(self, hand: switch_rule.Hand, report: Report) -> None:
        place = rehearse_rule.place_of(hand)
        await self.with_book(hand, lambda book: rehearse_rule.rehearse(book, hand, 7, "r1"))
        taken = await self.with_book(hand, lambda book: rehearse_rule.take(book, place, "one"))
        run = rehearse_rule.Run(place, "r1", "one", taken.attempt)
        assert await self.with_book(hand, lambda book: rehearse_rule.finish(book, run, report))


@pytest.fixture
async def desk(mongo: str, database: str) -> AsyncIterator[Desk]:
    found = Desk(Store(mongo, database), MemoryKeyring(), ShiftedClock(fixed=MONDAY))
    await found.store.ensure({**INDEXES, **RULE_INDEXES, **PLUMBING_INDEXES})
    yield found
    await found.store.close()


async def test_a_rule_is_kept_from_its_proposal_to_the_set_that_every_process_follows(desk: Desk) -> None:
    hand = await desk.propose()
    kept, reading = MongoKeptRules(desk.store), MongoRuleReading(desk.store, desk.keyring)
    report = Report(read=9, matched=3, newly_held=2, categories=(("spam_scam", 2),), samples=("m1",), since=MONDAY, until=MONDAY)
    await desk.rehearse(hand, report)
    await desk.with_book(hand, lambda book: switch_rule.activate(book, as_lead(hand)))

    newest = await kept.newest_set()
    [rule], unread = await kept.in_force(newest)
    ended = await reading.rehearsal(rehearse_rule.place_of(hand))
    place = rule.place

    assert newest == SetOfRules(1, frozenset({place}))
    assert (rule.rule.id, rule.programme_id, rule.trial, unread) == (RULE_ID, "north", False, [])
    assert ended is not None
    assert (ended.progress, ended.report) == (Progress.FINISHED, report)
    assert await kept.waiting(MONDAY + timedelta(days=1)) == []
    [row] = await desk.store.find("rule_contents", {})
    assert CRYPTO not in str(row)
    assert (await reading.contents([place], examples=True))[place].draft == a_draft()
    desk.keyring.destroy(ANNA)
    assert (await reading.contents([place], examples=True))[place].draft == a_draft(catches=(), passes=())


async def test_what_a_rules_version_stands_for_is_written_once(desk: Desk) -> None:
    kept = MongoKeptRules(desk.store)
    parts = open_judge(learned=False).parts

    await kept.remember("v1", Recorded(parts, ["north/a"]), 1)
    await kept.remember("v1", Recorded(parts, ["north/b"]), 2)

    assert await kept.recorded("v1") == Recorded(parts, ["north/a"])
    assert await kept.recorded("v2") is None


async def test_rules_are_listed_in_pages_with_those_of_every_programme_and_never_another_ones(desk: Desk) -> None:
    for number in range(3):
        await desk.propose(key=f"k{number}", score=0.5 + number / 10)
    await desk.propose("south")
    await desk.propose("", trial=True)
    reading = MongoRuleReading(desk.store, desk.keyring)
    found: list[str] = []
    token = ""
    while True:
        page = await reading.rules("north", None, 2, token)
        found += [rule.place(number) for rule, number in page.rules]
        token = page.next_token
        if not token:
            break

    assert found == [f"*/{OF_ALL}", *(f"north/spam_scam.own.crypto_club.v{number}" for number in (1, 2, 3))]
    assert (await reading.rules("north", Stage.ACTIVE, 2, "")).rules == []
    with pytest.raises(ValueError, match="invalid literal"):
        await reading.rules("north", None, 2, "what|is this")


async def judged(desk: Desk, message_id: str, action: Action, *own: OwnMatch) -> None:
    posted = a_posted(message_id=message_id)
    judgement = replace(a_judgement(action), own=own)

    def act(work: UnitOfWork) -> None:
        bench = MongoBench(work)
        if action is not Action.ALLOW:
            bench.save_case(a_case(id=message_id, rules=(RULE_ID, "pii_contact.phone")))
        bench.tally(posted, judgement)

    await desk.do([], act)


async def decided(desk: Desk, message_id: str, verdict: Verdict, before: Verdict = Verdict.UNSPECIFIED) -> None:
    taken = (Taken(Step.DECIDED, "rosa", MONDAY),) if before is not Verdict.UNSPECIFIED else ()
    case = a_case(id=message_id, rules=(RULE_ID, "pii_contact.phone"), taken=taken, verdict=before)

    def act(work: UnitOfWork) -> None:
        after = replace(case, verdict=verdict, state=CaseState.DECIDED)
        MongoBench(work).save_case(after)
        MongoBench(work).tally_decision(case, after)

    await desk.do([(CASES, message_id)], act)


async def test_matches_and_decisions_are_counted_for_rules_that_act_ship_or_are_on_trial(desk: Desk) -> None:
    trial = OwnMatch("spam_scam.own.other.v1", trial=True, would_hold=False)
    await judged(desk, "m1", Action.HOLD, OwnMatch(RULE_ID), trial)
    await judged(desk, "m2", Action.ALLOW, OwnMatch(OF_ALL, trial=True, would_hold=True))
    await judged(desk, "m3", Action.HOLD, OwnMatch(RULE_ID))
    await decided(desk, "m1", Verdict.BLOCK)
    await decided(desk, "m3", Verdict.BLOCK)
    await decided(desk, "m1", Verdict.ALLOW, before=Verdict.BLOCK)  # overturned
    reading = MongoRuleReading(desk.store, desk.keyring)
    places = [f"north/{RULE_ID}", "north/pii_contact.phone", "north/spam_scam.own.other.v1", f"*/{OF_ALL}", "south/x.own.y.v1"]

    assert await reading.figures(places) == {
        places[0]: Figures(2, 0, 1, 1),
        places[1]: Figures(0, 0, 1, 1),
        places[2]: Figures(1, 0, 0, 1),
        places[3]: Figures(1, 1, 0, 0),
        places[4]: Figures(),
    }


async def test_matches_of_rules_that_act_are_known_by_the_minute_and_forgotten(desk: Desk) -> None:
    minutes = MongoMinutes(desk.store)
    await judged(desk, "m1", Action.HOLD, OwnMatch(RULE_ID), OwnMatch("spam_scam.own.other.v1", trial=True))
    desk.clock.advance(timedelta(minutes=1))
    await judged(desk, "m2", Action.HOLD, OwnMatch(RULE_ID))

    assert await minutes.since(MONDAY) == {f"north/{RULE_ID}": {MONDAY: 1, MONDAY + timedelta(minutes=1): 1}}
    assert await minutes.since(MONDAY + timedelta(minutes=2)) == {}
    await minutes.forget(MONDAY + timedelta(hours=2))
    assert await desk.store.count(MINUTES, {}) == 0


async def test_people_are_asked_what_they_decided_and_how_long_they_took(desk: Desk) -> None:
    late = MONDAY + timedelta(minutes=3)
    taken = (Taken(Step.CLAIMED, "rosa", MONDAY), Taken(Step.DECIDED, "rosa", late))
    rows = [
        a_case(id="m1", state=CaseState.DECIDED, verdict=Verdict.BLOCK, taken=taken),
        a_case(id="m2", state=CaseState.DECIDED, verdict=Verdict.BLOCK),  # by rules
        a_case(id="m3", programme_id="south", state=CaseState.DECIDED, verdict=Verdict.ALLOW, taken=taken),
        a_case(id="m4", taken=taken[:1]),
    ]

    def act(work: UnitOfWork) -> None:
        for row in rows:
            MongoBench(work).save_case(row)

    await desk.do([], act)
    records = MongoCaseRecords(desk.store, desk.keyring)

    assert await records.decided(["m1", "m2", "m3", "m4", "m5"]) == {"m1": Verdict.BLOCK, "m3": Verdict.ALLOW}
    assert (await records.minutes("north"), await records.minutes("")) == ([3.0], [3.0, 3.0])
