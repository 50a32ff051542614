"""Pairs are looked after over a real connection, on a real database, by several processes, while days pass."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import events_pb2, people_pb2, writing_pb2
from causeway.matching.v1 import pairs_pb2 as pb
from causeway_cli.embedded.issuer import Issuer
from causeway_kit.batch import Item, run_batch
from causeway_kit.client import open_channel
from causeway_kit.clock import ShiftedClock
from matching.adapters.mongo import MongoRegister
from matching.adapters.mongo_writings import MongoWritingReading, MongoWritings
from matching.adapters.screening import ModerationScreening
from matching.app import start_pair
from matching.domain.enrolment import person_id_of
from matching.domain.people import Side
from matching.domain.run import Proposal, Run
from matching.entrypoints.caring import Caring
from matching.entrypoints.screening import Screened
from matching.looking_after import caring
from matching.testing import a_mentee, a_mentor
from matching.testing_process import ADMINISTRATOR, Process, roster_of
from matching.testing_register import a_run
from matching.testing_screening import FakeModeration

pytestmark = pytest.mark.connected
DAY = timedelta(days=1)
ROSA, SVEN, CORA = "rosa", "sven", "cora"


@pytest.fixture
async def moderation() -> AsyncIterator[FakeModeration]:
    fake = FakeModeration()
    server = grpc.aio.server()
    fake.answer_on(server)
    fake.target = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    await server.start()
    yield fake
    await server.stop(0)


def gate(process: Process, moderation: FakeModeration, issuer: Issuer) -> Screened:
    async def token() -> str:
        return issuer.token("service:matching")

    service = process.service
    reading = MongoWritingReading(service.store, service.keyring)
    screening = ModerationScreening(open_channel(moderation.target), token)
    return Screened(service.open_work, MongoWritings, reading, screening, service.clock)


@dataclass
class Programme:
    process: Process
    id: str
    pairs: list[pb.Pair]
    caring: Caring

    async def ask(self, rpc: str, request: Any, subject: str = ADMINISTRATOR) -> Any:
        return await self.process.ask(f"Pairs.{rpc}", request, subject)

    async def appoint(self, subject: str, role: "access_pb2.Role") -> None:
        await self.process.ask("People.Appoint", people_pb2.AppointRequest(subject=subject, role=role, programme_id=self.id))

    async def hire(self, staff_id: str, limit: int = 30, *, trained: bool = True, deputy_id: str = "") -> None:
        await self.appoint(staff_id, access_pb2.ROLE_RELATIONSHIP_MANAGER)
        request = pb.SetCaseloadRequest(
            programme_id=self.id, staff_id=staff_id, limit=limit, trained=trained, deputy_id=deputy_id
        )
        await self.ask("SetCaseload", request)

    async def caseload(self, subject: str = ADMINISTRATOR, **narrowed: Any) -> list[pb.Care]:
        answer = await self.ask("ListCaseload", pb.ListCaseloadRequest(programme_id=self.id, **narrowed), subject)
        return list(answer.pairs)


def starting(run: Run, number: int) -> Item:
    """One mentee and one mentor become a pair, without a matching run."""
    mentee, mentor = (person_id_of(run.programme_id, side, f"{side.value[-1]}{number}") for side in (Side.MENTEE, Side.MENTOR))
    proposal = Proposal(mentee, mentor, 0.5, (), ())
    return Item(start_pair.needs(run, proposal), lambda work: start_pair.start_pair(MongoRegister(work), run, proposal))


async def a_programme(process: Process, pairs: int = 2, key: str = "north") -> Programme:
    programme_id = await process.open_programme(key)
    mentees = [a_mentee(id=f"{Side.MENTEE.value[-1]}{number}") for number in range(pairs)]
    mentors = [a_mentor(id=f"{Side.MENTOR.value[-1]}{number}", capacity=1, age=40 + number) for number in range(pairs)]
    await process.enrol(programme_id, mentees, mentors)
    run = a_run(id=f"run of {programme_id}", programme_id=programme_id)
    started = await run_batch(process.service.open_work, [starting(run, number) for number in range(pairs)])
    assert started == [""] * pairs
    today = Issuer(process.issuer._key, process.issuer.url, process.service.clock.now)  # type: ignore[attr-defined]
    return Programme(replace(process, issuer=today), programme_id, await process.pairs(programme_id), caring(process.service))


async def refusal(call: Any) -> grpc.StatusCode:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call
    code: grpc.StatusCode = refused.value.code()
    return code


async def test_pairs_are_spread_over_trained_staff_and_the_rest_waits_in_the_queue_until_there_is_room(matching: Process) -> None:
    programme = await a_programme(matching, 3)
    await programme.hire(ROSA, 1)
    await programme.hire(SVEN, 10, trained=False)

    await programme.caring.step()
    waiting = await programme.caseload(concern=pb.CONCERN_KIND_NO_MANAGER)
    listed = await programme.ask("ListCaseloads", pb.ListCaseloadsRequest(programme_id=programme.id))
    await programme.hire(SVEN, 10)
    await programme.caring.step()

    assert len(waiting) == 2
    assert [(one.staff_id, one.pairs, one.trained) for one in listed.caseloads] == [(ROSA, 1, True), (SVEN, 0, False)]
    assert sorted(care.manager_id for care in await programme.caseload()) == [ROSA, SVEN, SVEN]
    assert await programme.caseload(concerned_only=True) == []
    assert (await matching.events())["ManagerMissing"] == 2


async def test_two_processes_that_assign_at_once_give_nobody_too_many(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme = await a_programme(first, 6)
    await programme.hire(ROSA, 2)
    await programme.hire(SVEN, 2)

    await asyncio.gather(programme.caring.step(), caring(second.service).step())
    await programme.caring.step()

    listed = await programme.ask("ListCaseloads", pb.ListCaseloadsRequest(programme_id=programme.id))
    assert [one.pairs for one in listed.caseloads] == [2, 2]
    held = [care.manager_id for care in await programme.caseload()]
    assert (held.count(ROSA), held.count(SVEN), held.count("")) == (2, 2, 2)


async def test_what_is_due_is_done_once_by_two_processes(begin: Any, clock: ShiftedClock) -> None:
    first, second = await begin(), await begin()
    programme = await a_programme(first, 4)
    await programme.caring.step()
    clock.advance(10 * DAY)

    await asyncio.gather(programme.caring.do_due(), caring(second.service).do_due())

    events = await first.events()
    assert (events["CheckInDue"], events["AgreementOverdue"]) == (8, 4)


async def test_each_sees_their_own_and_nobody_else_anything(matching: Process) -> None:
    north, south = await a_programme(matching), await a_programme(matching, key="south")
    await north.hire(ROSA, 1)
    await north.hire(SVEN, 1)
    await north.appoint(CORA, access_pb2.ROLE_COORDINATOR)
    await north.caring.step()
    own, other = north.pairs
    goals = pb.ListGoalsRequest(pair_id=own.pair_id)
    [managed] = await north.caseload(ROSA)

    assert await refusal(north.ask("ListGoals", goals, other.mentee_id)) is grpc.StatusCode.NOT_FOUND
    assert await refusal(north.ask("ListGoals", goals, south.pairs[0].mentor_id)) is grpc.StatusCode.NOT_FOUND
    stranger = SVEN if (await north.caseload(SVEN))[0].pair_id != own.pair_id else ROSA
    assert await refusal(north.ask("ListGoals", goals, stranger)) is grpc.StatusCode.NOT_FOUND
    for allowed in (own.mentee_id, own.mentor_id, CORA, ADMINISTRATOR):
        await north.ask("ListGoals", goals, allowed)
    elsewhere = pb.ListGoalsRequest(pair_id=south.pairs[0].pair_id)
    assert await refusal(north.ask("ListGoals", elsewhere, CORA)) is grpc.StatusCode.NOT_FOUND
    assert await refusal(south.caseload(CORA)) is grpc.StatusCode.PERMISSION_DENIED
    assert await refusal(north.caseload(ROSA, staff_id=SVEN)) is grpc.StatusCode.PERMISSION_DENIED
    assert await refusal(north.caseload(own.mentor_id)) is grpc.StatusCode.PERMISSION_DENIED
    assert managed.manager_id == ROSA
    wish = pb.AskForChangeRequest(pair_id=own.pair_id, reason=pb.CHANGE_REASON_NO_TIME)
    assert await refusal(north.ask("AskForChange", wish, CORA)) is grpc.StatusCode.PERMISSION_DENIED


def proposal(pair: pb.Pair, goals: str, number: int = 1) -> pb.ProposeAgreementRequest:
    return pb.ProposeAgreementRequest(
        pair_id=pair.pair_id, number=number, goals=goals, channels=[pb.CHANNEL_MESSAGES],
        hours=[pb.Hours(weekday=2, from_hour=17, until_hour=19)], reply_within_hours=48,
    )  # fmt: skip


async def test_words_of_an_agreement_are_read_and_accepted_only_after_moderation_allowed_them(
    matching: Process, moderation: FakeModeration, issuer: Issuer, clock: ShiftedClock
) -> None:
    programme = await a_programme(matching, 1)
    await programme.caring.step()
    [pair] = programme.pairs
    screened, get = gate(matching, moderation, issuer), pb.GetAgreementRequest(pair_id=pair.pair_id)
    accepting = pb.AcceptAgreementRequest(pair_id=pair.pair_id, number=1)
    moderation.away = True

    await programme.ask("ProposeAgreement", proposal(pair, "Find a course"), pair.mentee_id)
    await screened.step()
    unseen = await programme.ask("GetAgreement", get, pair.mentor_id)
    too_early = await refusal(programme.ask("AcceptAgreement", accepting, pair.mentor_id))
    moderation.away = False
    clock.advance(timedelta(seconds=10))
    await screened.step()
    seen = await programme.ask("GetAgreement", get, pair.mentor_id)
    answer = await programme.ask("AcceptAgreement", accepting, pair.mentor_id)

    assert (unseen.proposed.goals.text, unseen.proposed.goals.state) == ("", writing_pb2.WRITING_STATE_PENDING)
    assert too_early is grpc.StatusCode.FAILED_PRECONDITION
    assert (seen.proposed.goals.text, seen.proposed.goals.state) == ("Find a course", writing_pb2.WRITING_STATE_SHOWN)
    assert answer.current.number == 1
    assert (await matching.events())["AgreementAccepted"] == 1


async def test_refused_words_stay_with_their_author_and_nothing_lies_open_in_the_database(
    matching: Process, moderation: FakeModeration, issuer: Issuer
) -> None:
    programme = await a_programme(matching, 1)
    await programme.caring.step()
    [pair] = programme.pairs
    step = pb.NewStep(title="Ask my teacher")
    request = pb.CreateGoalRequest(pair_id=pair.pair_id, client_key="k1", title="A badword goal", steps=[step])

    made = await programme.ask("CreateGoal", request, pair.mentee_id)
    again = await programme.ask("CreateGoal", request, pair.mentee_id)
    await gate(matching, moderation, issuer).step()
    [own] = (await programme.ask("ListGoals", pb.ListGoalsRequest(pair_id=pair.pair_id), pair.mentee_id)).goals
    [theirs] = (await programme.ask("ListGoals", pb.ListGoalsRequest(pair_id=pair.pair_id), pair.mentor_id)).goals

    assert made == again
    assert (own.title.text, own.title.state) == ("A badword goal", writing_pb2.WRITING_STATE_REFUSED)
    assert (theirs.title.text, theirs.title.state) == ("", writing_pb2.WRITING_STATE_REFUSED)
    assert theirs.steps[0].title.text == "Ask my teacher"
    rows = [row for name in ("writings", "goals", "outbox") for row in await matching.service.store.find(name, {})]
    assert "WritingRefused" in repr(rows)
    assert "badword" not in repr(rows)
    assert "teacher" not in repr(rows)


async def test_staff_write_down_a_check_in_and_missed_ones_come_first(matching: Process, clock: ShiftedClock) -> None:
    programme = await a_programme(matching, 2)
    await programme.hire(ROSA, deputy_id=SVEN)
    await programme.hire(SVEN, 0)
    await programme.caring.step()
    clock.advance(10 * DAY)
    await programme.caring.step()
    waiting = await programme.ask("ListCheckIns", pb.ListCheckInsRequest(programme_id=programme.id), ROSA)
    first = waiting.check_ins[0]
    record = pb.RecordCheckInRequest(
        programme_id=programme.id, check_in_id=first.check_in_id, going=pb.GOING_WELL, record="Enjoys it"
    )

    answered = await programme.ask("RecordCheckIn", record, ROSA)
    clock.advance(8 * DAY)
    await programme.caring.step()
    handed = await programme.ask("ListCheckIns", pb.ListCheckInsRequest(programme_id=programme.id), SVEN)
    [worst, _] = await programme.caseload()

    assert len(waiting.check_ins) == 4
    assert (answered.check_in.record, answered.check_in.answered_by) == ("Enjoys it", ROSA)
    assert {one.escalation for one in handed.check_ins} == {1}
    assert len(handed.check_ins) == 3
    assert pb.CONCERN_KIND_CHECK_IN_MISSED in {one.kind for one in worst.concerns}
    assert "Enjoys it" not in repr(await matching.service.store.find("check_ins", {}))
    mentor = programme.pairs[0].mentor_id
    assert await refusal(programme.ask("ListCheckIns", pb.ListCheckInsRequest(programme_id=programme.id), mentor)) is (
        grpc.StatusCode.PERMISSION_DENIED
    )


async def test_a_pair_rests_closes_and_says_goodbye(matching: Process, clock: ShiftedClock) -> None:
    programme = await a_programme(matching, 1)
    await programme.caring.step()
    [pair] = programme.pairs
    until = clock.now().astimezone(UTC) + 5 * DAY
    pause = pb.PauseRequest(pair_id=pair.pair_id)
    pause.until.FromDatetime(until)
    close = pb.CloseRequest(programme_id=programme.id, pair_id=pair.pair_id, reason=events_pb2.PAIR_END_REASON_COMPLETED)

    paused = await programme.ask("Pause", pause, pair.mentee_id)
    clock.advance(5 * DAY)
    await programme.caring.step()
    closing = [await programme.ask("Close", close) for _ in range(2)]
    goodbyes = [pb.SayGoodbyeRequest(pair_id=pair.pair_id, rating=5, usefulness=4) for _ in range(2)]
    await programme.ask("SayGoodbye", goodbyes[0], pair.mentee_id)
    ended = await programme.ask("SayGoodbye", goodbyes[1], pair.mentor_id)
    await programme.caring.step()
    await programme.ask("JoinAlumni", pb.JoinAlumniRequest(pair_id=pair.pair_id), pair.mentee_id)
    said = await programme.ask("ListGoodbyes", pb.ListGoodbyesRequest(pair_id=pair.pair_id), pair.mentee_id)

    assert paused.pair.HasField("paused_until")
    assert closing[0].pair == closing[1].pair
    assert not ended.pair.active
    assert sorted(one.rating for one in said.goodbyes) == [0, 5]
    events = await matching.events()
    kinds = ("PairPaused", "PairResumed", "PairClosing", "PairEnded", "AlumniJoined")
    assert [events[kind] for kind in kinds] == [1, 1, 1, 1, 1]
    assert await programme.caseload() == []


async def test_a_mentee_who_is_transferred_keeps_goals_and_history(matching: Process) -> None:
    programme = await a_programme(matching, 1)
    await matching.import_roster(programme.id, "mentor", roster_of([a_mentor(id="hope", capacity=1)]))
    [pair] = programme.pairs
    goal = pb.CreateGoalRequest(pair_id=pair.pair_id, client_key="k1", title="Settle in")
    await programme.ask("CreateGoal", goal, pair.mentee_id)
    people = await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme.id))
    hope = next(one.person_id for one in people.people if one.roster_id == "hope")
    request = pb.TransferRequest(programme_id=programme.id, pair_id=pair.pair_id, mentor_id=hope)

    moved = [await programme.ask("Transfer", request) for _ in range(2)]

    new = moved[0].pair
    kept = await programme.ask("ListGoals", pb.ListGoalsRequest(pair_id=new.pair_id), pair.mentee_id)
    mine = await programme.ask("ListMine", pb.ListMineRequest(), pair.mentee_id)
    assert moved[0] == moved[1]
    assert (new.mentor_id, new.from_pair_id) == (hope, pair.pair_id)
    assert [one.title.text for one in kept.goals] == ["Settle in"]
    assert sorted(one.active for one in mine.pairs) == [False, True]
    assert (await matching.events())["PairTransferred"] == 1


WRONG: list[tuple[str, Any, grpc.StatusCode]] = [
    ("Pause", pb.PauseRequest(pair_id="x"), grpc.StatusCode.INVALID_ARGUMENT),
    ("ListGoals", pb.ListGoalsRequest(), grpc.StatusCode.INVALID_ARGUMENT),
    ("ListGoals", pb.ListGoalsRequest(pair_id="x" * 65), grpc.StatusCode.INVALID_ARGUMENT),
    ("ListGoals", pb.ListGoalsRequest(pair_id="nowhere"), grpc.StatusCode.NOT_FOUND),
    ("ListCaseload", pb.ListCaseloadRequest(programme_id="nowhere"), grpc.StatusCode.NOT_FOUND),
    ("RecordCheckIn", pb.RecordCheckInRequest(programme_id="n", check_in_id="x"), grpc.StatusCode.INVALID_ARGUMENT),
    ("SettleConcern", pb.SettleConcernRequest(programme_id="n", pair_id="x"), grpc.StatusCode.INVALID_ARGUMENT),
    ("Close", pb.CloseRequest(programme_id="n", pair_id="x", goodbye_days=-1), grpc.StatusCode.INVALID_ARGUMENT),
]


async def test_bad_input_gets_one_sentence(matching: Process) -> None:
    for rpc, request, code in WRONG:
        assert await refusal(matching.ask(f"Pairs.{rpc}", request)) is code, rpc


async def test_a_programme_sets_its_own_rhythm_and_others_keep_the_usual_one(matching: Process) -> None:
    programme = await a_programme(matching, 1)
    other = await matching.open_programme("south")
    wanted = pb.SetCareRulesRequest(programme_id=programme.id, rules=pb.CareRules(check_in_days=14, first_check_in_days=5))

    first, again = await programme.ask("SetCareRules", wanted), await programme.ask("SetCareRules", wanted)
    wanted.rules.check_in_days = 3
    code = await refusal(programme.ask("SetCareRules", wanted))
    kept = (await programme.ask("GetCareRules", pb.GetCareRulesRequest(programme_id=programme.id))).rules
    usual = (await programme.ask("GetCareRules", pb.GetCareRulesRequest(programme_id=other))).rules
    await programme.caring.step()
    [care] = await programme.caseload()

    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert first.rules == again.rules == kept
    assert (kept.first_check_in_days, kept.check_in_days, kept.review_days) == (5, 14, 90)
    assert (usual.first_check_in_days, usual.check_in_days) == (10, 30)
    assert care.next_due.ToDatetime(UTC) == programme.pairs[0].started_at.ToDatetime(UTC) + 5 * DAY
