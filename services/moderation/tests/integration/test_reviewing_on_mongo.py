"""Review on a real MongoDB: its calls in this process, with cases, roles and words as they are stored."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

from causeway.moderation.v1 import events_pb2, review_pb2
from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_kit import access, audit, inbox, outbox
from causeway_kit.access import GRANTS, Caller, Grant, programme_scope
from causeway_kit.errors import Refused
from causeway_kit.group_commit import GroupCommit
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.store import Document, Store
from causeway_kit.work import VERSION, UnitOfWork
from moderation.adapters.background import text_place
from moderation.adapters.case_documents import from_case
from moderation.adapters.mongo import INDEXES
from moderation.adapters.overview import MongoOverview
from moderation.adapters.queue import MongoQueue
from moderation.adapters.review_bench import REVIEW_INDEXES, MongoReviewBench
from moderation.adapters.review_documents import from_limits
from moderation.adapters.reviewers import MongoGolden, MongoLimits, MongoReviewers
from moderation.app.ports import CASES, RECENT
from moderation.app.review_ports import LIMITS, Around
from moderation.domain.case import Case, CaseState, ClaimedByAnother, NotYours, due
from moderation.domain.judgement import Action, Category
from moderation.domain.reviewer import Reviewer
from moderation.domain.shift import Limits
from moderation.entrypoints.returning import Returning, Watching
from moderation.entrypoints.rpc_review import ReviewRpc
from moderation.entrypoints.rpc_reviewers import ReviewersRpc
from moderation.testing import MONDAY, FixedJudge, a_case, a_judgement

pytestmark = pytest.mark.connected

NORTH: dict[str, Any] = {"programme_id": "north"}
CHILD: dict[str, Any] = {"categories": ("self_harm",), "minor": True}


class MovedClock:
    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> datetime:
        return self.moment


class Written:
    """What messaging says was written around any message; None while it is away."""

    def __init__(self) -> None:
        self.messages: list[Around] | None = []

    async def around(self, conversation_id: str, message_id: str) -> list[Around] | None:
        return self.messages


@dataclass
class Office:
    """A programme with rosa (a moderator who is cleared), paul (one who is not) and lena (a lead)."""

    store: Store
    keyring: Keyring
    clock: MovedClock = field(default_factory=MovedClock)
    written: Written = field(default_factory=Written)

    def __post_init__(self) -> None:
        store, clock = self.store, self.clock
        commits = GroupCommit(self.open_work)
        self.queue, self.overview, self.limits = MongoQueue(store, self.keyring), MongoOverview(store), MongoLimits(store)
        self.reviewers = MongoReviewers(store, clock)
        parts = (self.overview, self.reviewers, self.limits)
        self.review = ReviewRpc(commits, MongoReviewBench, self.queue, self.written, *parts, MongoGolden(store), clock)
        judge = FixedJudge(a_judgement(Action.HOLD, Category.OFF_PLATFORM))
        self.staff = ReviewersRpc(commits, MongoReviewBench, *parts, judge, clock)
        self.returning = Returning(store, self.open_work, MongoReviewBench, self.reviewers, clock)

    def ordinary(self, message_id: str, minutes_before: int, author: str = "maya") -> Around:
        place = text_place(message_id, 1)
        sealed = self.keyring.seal(author, place, f"words of {message_id}")
        return Around(message_id, author, MONDAY - timedelta(minutes=minutes_before), (), sealed, place, held=False)

    def open_work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring)

    async def open_cases(self, *cases: Case) -> None:
        await self.keyring.load({case.author_id for case in cases})
        for case in cases:
            text = self.keyring.seal(case.author_id, text_place(case.id, case.content_version), f"words of {case.id}")
            await self.store.insert_many(CASES, [from_case(case) | {"text": text, VERSION: 1}])

    async def appoint(self, person: str, role: str, *, active: bool = True) -> None:
        row = {"subject": person, "person_id": person, "role": role, "scope": programme_scope("north"), "until": None}
        update = {"$set": {**row, "version": 1, "active": active, "changed_at": self.clock.now()}}
        await self.store.update_one(GRANTS, {"_id": f"{person}|{role}"}, update, upsert=True)

    async def listed(self, who: str, **wanted: Any) -> list[tuple[str, int]]:
        answer = await self.review.ListCases(pb.ListCasesRequest(**NORTH, **wanted), caller(who))
        return [(case.case_id, case.together) for case in answer.cases]

    async def claim(self, who: str, case_id: str, *, unveil: bool = True) -> pb.ClaimResponse:
        return await self.review.Claim(pb.ClaimRequest(**NORTH, case_id=case_id, unveil=unveil), caller(who))

    async def decide(self, who: str, case_id: str, verdict: "events_pb2.Verdict" = events_pb2.VERDICT_BLOCK) -> pb.Case:
        request = pb.DecideRequest(**NORTH, case_id=case_id, verdict=verdict, reason="looked at it")
        return (await self.review.Decide(request, caller(who))).case

    async def acts(self) -> list[tuple[str, str, str]]:
        blocks = await self.store.find(audit.AUDIT, {}, sort=[("_id", 1)])
        return [(act["actor"], act["action"], act["thing"]) for block in blocks for act in block["acts"]]


def caller(person: str) -> Caller:
    return Caller(person, "", (Grant(person, "moderator", programme_scope("north"), None),))


@pytest.fixture
async def office(mongo: str, database: str, tmp_path: Path) -> AsyncIterator[Office]:
    (tmp_path / "kek").write_bytes(os.urandom(32))
    store, keys = Store(mongo, database), Store(mongo, f"{database}-keys")
    plumbing = {**access.INDEXES, **inbox.INDEXES, **outbox.INDEXES, audit.AUDIT: []}
    await store.ensure({**INDEXES, **REVIEW_INDEXES, **plumbing})
    made = Office(store, Keyring(keys, FileVault(tmp_path / "kek")))
    for person, role in (("rosa", "moderator"), ("paul", "moderator"), ("lena", "safeguarding_lead")):
        await made.appoint(person, role)
    await made.staff.SetCleared(review_pb2.SetClearedRequest(**NORTH, person_id="rosa", cleared=True), caller("lena"))
    yield made
    for opened in (store, keys):
        await opened.drop()
        await opened.close()


def a_waiting(id: str, *categories: str, **changes: Any) -> Case:
    given = {"id": id, "categories": categories or ("pii_contact",), "minor": False, "conversation_id": f"of {id}", **changes}
    given.setdefault("due_at", due(given["categories"], MONDAY))
    return a_case(**given)


async def test_the_queue_shows_danger_first_and_each_reviewer_what_they_may_take(office: Office) -> None:
    early = {"due_at": MONDAY + timedelta(minutes=5)}
    await office.open_cases(
        a_waiting("number", **early),
        a_waiting("threat", "threat_bullying"),
        a_waiting("child-1", "self_harm", minor=True, **early),
        a_waiting("child-2", "self_harm", minor=True),
        a_waiting("child-3", "sexual_grooming", minor=True, author_id="mina"),
        a_waiting("child-4", "pii_contact", minor=True),
        a_waiting("test", only_for="rosa"),
        a_waiting("foreign", programme_id="south"),
        a_waiting("done", state=CaseState.DECIDED),
    )

    mine = [("child-1", 2), ("child-3", 1), ("threat", 1), ("number", 1), ("child-4", 1), ("test", 1)]
    assert await office.listed("rosa") == mine
    assert await office.listed("paul") == [("threat", 1), ("number", 1), ("child-4", 1)]
    assert await office.listed("lena", minor=True) == [("child-1", 2), ("child-3", 1), ("child-4", 1)]
    assert await office.listed("rosa", category="self_harm") == [("child-1", 2)]
    await office.claim("rosa", "child-1")
    assert await office.listed("rosa", mine=True) == [("child-1", 2)]

    paged, token = [], ""
    for _ in mine:
        page = await office.review.ListCases(pb.ListCasesRequest(**NORTH, page_size=1, page_token=token), caller("rosa"))
        paged += [case.case_id for case in page.cases]
        token = page.next_page_token
    assert (paged, token) == ([id for id, _ in mine], "")
    for wrong in ("x", "0|1|2", "0|2026-03-02T09:00:00|m", "|||"):
        with pytest.raises(Refused, match="page_token"):
            await office.listed("rosa", page_token=wrong)


async def test_counts_say_what_waits_and_what_nobody_can_take(office: Office) -> None:
    await office.open_cases(
        a_waiting("late", opened_at=MONDAY - timedelta(days=2), due_at=MONDAY - timedelta(days=1)),
        a_waiting("threat", "threat_bullying", "pii_contact"),
        a_waiting("child", **CHILD),
        a_waiting("own", author_id="paul"),
        a_waiting("test", only_for="rosa"),
    )
    await office.open_cases(a_waiting("appealed", appeal="sealed"))
    await office.claim("paul", "threat")

    seen = MessageToDict(
        (await office.review.Summary(pb.SummaryRequest(**NORTH), caller("lena"))), preserving_proto_field_name=True
    )
    assert {name: seen[name] for name in ("waiting", "claimed", "late", "due_within_an_hour", "danger", "appeals")} == {
        "waiting": 5,
        "claimed": 1,
        "late": 1,
        "due_within_an_hour": 2,
        "danger": 2,
        "appeals": 1,
    }
    assert {one["category"]: one["cases"] for one in seen["categories"]} == {
        "pii_contact": 5,
        "self_harm": 1,
        "threat_bullying": 1,
    }
    assert "stuck" not in seen
    assert (await office.review.Summary(pb.SummaryRequest(**NORTH), caller("paul"))).danger == 1

    for person, role in (("rosa", "moderator"), ("lena", "safeguarding_lead")):
        await office.appoint(person, role, active=False)
    left = await office.review.Summary(pb.SummaryRequest(**NORTH), caller("paul"))
    assert set(left.stuck_case_ids) == {"child", "own"}
    watching = Watching(office.overview, office.reviewers)
    await watching.step()
    with pytest.raises(Refused):
        await office.listed("rosa")


async def test_a_case_is_shown_only_while_its_holder_may_see_it_and_comes_back(office: Office) -> None:
    await office.open_cases(a_waiting("child-1", **CHILD), a_waiting("child-2", **CHILD))
    claimed = await office.claim("rosa", "child-1", unveil=False)
    assert (claimed.veiled, claimed.text, [one.case_id for one in claimed.others]) == (True, "••••• •• •••••••", ["child-2"])
    with pytest.raises(ClaimedByAnother):
        await office.claim("lena", "child-2")
    with pytest.raises(NotYours, match="safety of somebody under 18"):
        await office.claim("paul", "child-2")

    uncleared = review_pb2.SetClearedRequest(**NORTH, person_id="rosa", cleared=False)
    await office.staff.SetCleared(uncleared, caller("lena"))
    with pytest.raises(NotYours):
        await office.review.Unveil(pb.UnveilRequest(**NORTH, case_id="child-1"), caller("rosa"))
    await office.returning.step()
    await office.returning.step()

    assert (await office.claim("lena", "child-2")).text == "words of child-2"
    assert await office.acts() == [
        ("lena", "reviewer.cleared", "rosa"),
        ("rosa", "case.claimed", "child-1"),
        ("lena", "reviewer.uncleared", "rosa"),
        ("rosa", "case.taken_back", "child-1"),
        ("rosa", "case.taken_back", "child-2"),
        ("lena", "case.read", "child-2"),
        ("lena", "context.read", "child-2"),
    ]


async def test_the_words_around_a_case_are_for_who_holds_it(office: Office) -> None:
    here: dict[str, Any] = {"conversation_id": "c1"}
    hidden = a_waiting("hidden", "self_harm", minor=True, opened_at=MONDAY - timedelta(hours=1), **here)
    await office.open_cases(a_waiting("m1", minor=True, **here), hidden, a_waiting("elsewhere"))
    await office.keyring.load(["mark"])
    sealed = office.keyring.seal("mark", text_place("m0", 1), "text me then")
    turn = {"message_id": "m0", "author_id": "mark", "seq": 1, "at": MONDAY - timedelta(hours=2), "mentor": True}
    noticed = {"noticed": ["off_platform"], "text": sealed, "text_place": text_place("m0", 1)}
    await office.store.insert_many(RECENT, [{"_id": "c1", "at": MONDAY, "turns": [turn | noticed]}])

    for who, words in (("paul", ["text me then", ""]), ("lena", ["text me then", "words of hidden"])):
        claimed = await office.claim(who, "m1")
        assert [(one.message_id, one.held) for one in claimed.context] == [("m0", False), ("hidden", True)]
        assert [one.text for one in claimed.context] == words
        again = await office.review.GetContext(pb.GetContextRequest(**NORTH, case_id="m1"), caller(who))
        assert [one.text for one in again.messages] == words
        await office.review.Release(pb.ReleaseRequest(**NORTH, case_id="m1"), caller(who))


async def test_ordinary_messages_around_a_case_are_shown_once_and_those_noticed_stay_hidden(office: Office) -> None:
    here: dict[str, Any] = {"conversation_id": "c1"}
    hidden = a_waiting("hidden", "self_harm", minor=True, opened_at=MONDAY - timedelta(minutes=30), **here)
    await office.open_cases(a_waiting("m1", minor=True, **here), hidden)
    office.written.messages = [office.ordinary("before", 60), office.ordinary("hidden", 30), office.ordinary("m1", 0)]

    claimed = await office.claim("paul", "m1")

    assert [(one.message_id, one.text, one.held) for one in claimed.context] == [
        ("before", "words of before", False),
        ("hidden", "", True),
    ]
    assert not claimed.context_incomplete


async def test_words_about_a_child_stay_hidden_however_many_cases_came_after_them(office: Office) -> None:
    here: dict[str, Any] = {"conversation_id": "c1"}
    old = a_waiting("old", "self_harm", minor=True, opened_at=MONDAY - timedelta(days=30), **here)
    newer = [a_waiting(f"newer-{number:02}", minor=True, **here) for number in range(25)]
    await office.open_cases(a_waiting("m1", minor=True, **here), old, *newer)
    office.written.messages = [office.ordinary("old", 60), office.ordinary("before", 30)]

    shown = {one.message_id: one.text for one in (await office.claim("paul", "m1")).context}

    assert shown["before"] == "words of before"
    assert "old" not in shown


async def test_a_case_is_shown_without_ordinary_messages_while_messaging_is_away_and_says_so(office: Office) -> None:
    await office.open_cases(a_waiting("m1", conversation_id="c1"))
    office.written.messages = None

    claimed = await office.claim("paul", "m1")

    assert claimed.text == "words of m1"
    assert claimed.context_incomplete
    again = await office.review.GetContext(pb.GetContextRequest(**NORTH, case_id="m1"), caller("paul"))
    assert again.incomplete


async def test_a_test_and_a_second_opinion_come_through_the_same_calls_and_show_in_the_figures_alone(office: Office) -> None:
    await office.open_cases(a_waiting("m1"))
    always = from_limits("north", Limits(golden_one_in=1, audit_one_in=1))
    await office.store.insert_many(LIMITS, [always])
    await office.limits.step()
    wish = review_pb2.AddGoldenRequest(
        **NORTH, client_key="k", text="Add me over there.", categories=["off_platform"], answer=events_pb2.VERDICT_BLOCK
    )
    for _ in range(2):
        await office.staff.AddGolden(wish, caller("lena"))

    await office.claim("paul", "m1")
    office.clock.moment += timedelta(minutes=2)
    await office.decide("paul", "m1")
    [(test, _)] = await office.listed("paul")
    shown = await office.claim("paul", test)
    assert (shown.text, [span.category for span in shown.spans]) == ("Add me over there.", ["off_platform"])
    await office.decide("paul", test, events_pb2.VERDICT_ALLOW)
    [(audit_case, _)] = await office.listed("rosa")
    assert (await office.claim("rosa", audit_case)).text == "words of m1"
    assert (await office.decide("rosa", audit_case, events_pb2.VERDICT_ALLOW)).audit

    assert await office.store.count(outbox.OUTBOX, {}) == 1
    asked = review_pb2.QualityRequest(**NORTH)
    [own] = (await office.staff.Quality(asked, caller("paul"))).reviewers
    assert (own.decided, own.median_minutes) == (1, 2.0)
    assert (own.golden.count, own.golden.of, own.audit.count, own.audit.of) == (0, 1, 0, 1)
    everybody = await office.staff.Quality(asked, caller("lena"))
    assert [one.person_id for one in everybody.reviewers] == ["paul", "rosa"]
    [differing] = everybody.disagreements
    assert (differing.message_id, differing.first_by, differing.second_by) == ("m1", "paul", "rosa")
    stored = await office.store.find(CASES, {"_id": {"$in": [test, audit_case]}})
    assert [row["text"] for row in stored] == ["", ""]


async def test_limits_are_kept_for_each_programme(office: Office) -> None:
    limits = review_pb2.Limits(danger_cases=3, golden_one_in=0)
    await office.staff.SetLimits(review_pb2.SetLimitsRequest(**NORTH, limits=limits), caller("lena"))
    await office.limits.step()

    got = (await office.staff.GetLimits(review_pb2.GetLimitsRequest(**NORTH), caller("paul"))).limits
    assert (got.open_claims, got.danger_cases, got.golden_one_in, got.audit_one_in) == (5, 3, 0, 100)
    assert office.limits.of("north").danger_cases == 3
    assert office.limits.of("south") == Limits()


async def test_cases_of_an_earlier_build_get_their_place_in_the_queue(office: Office) -> None:
    rows: list[Document] = [from_case(a_waiting("old", **CHILD)), from_case(a_waiting("calm"))]
    new = ("risk", "child_safety", "kind", "only_for", "unveiled", "looked_at", "first_by", "answer", "of", "text_place")
    await office.store.insert_many(CASES, [{name: row[name] for name in row if name not in new} | {VERSION: 1} for row in rows])
    await office.open_cases(a_waiting("threat", "threat_bullying"))

    assert await office.overview.complete() == 2
    assert await office.overview.complete() == 0
    assert await office.listed("lena") == [("old", 1), ("threat", 1), ("calm", 1)]
    assert await office.listed("paul") == [("threat", 1), ("calm", 1)]
    assert await office.reviewers.all_of("north") == [
        Reviewer("lena", lead=True),
        Reviewer("paul"),
        Reviewer("rosa", cleared=True),
    ]
