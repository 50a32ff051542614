"""Drafts, stale proposals, the waiting list and arrivals over a real connection, on a real database."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import grpc
import pytest

from causeway.matching.v1 import matching_pb2 as pb
from causeway.matching.v1 import matching_pb2_grpc, pairs_pb2
from causeway_kit.clock import ShiftedClock
from matching.adapters.mongo_runs import MongoRunRegister
from matching.adapters.mongo_waiting import MongoWaiting, MongoWaitingRegister
from matching.domain.enrolment import person_id_of
from matching.domain.people import Side
from matching.entrypoints.waiting_list import WaitingList
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_process import Process

pytestmark = pytest.mark.connected

ADA_AND_BEN = [a_mentee(id="ada", region="coast"), a_mentee(id="ben", region="city")]
TWO_MENTORS = [a_mentor(id="grace", interests=frozenset({"chess"})), a_mentor(id="edna")]


async def a_draft(process: Process, key: str = "k1", **asked: Any) -> pb.MatchingRun:
    """Ada and Ben with a mentor each."""
    programme_id = await process.open_programme()
    await process.enrol(programme_id, ADA_AND_BEN, TWO_MENTORS)
    if not asked.get("at_once"):
        return await process.run(programme_id, key, **asked)
    answer = await process.ask("Matching.Run", pb.RunRequest(programme_id=programme_id, client_key=key, **asked))
    run: pb.MatchingRun = answer.run
    return run


def named(run: pb.MatchingRun, side: Side, roster_id: str) -> str:
    return person_id_of(run.programme_id, side, roster_id)


async def rows_of(process: Process, run: pb.MatchingRun, **wanted: Any) -> pb.GetRunResponse:
    request = pb.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, filter=pb.RunFilter(**wanted))
    answer: pb.GetRunResponse = await process.ask("Matching.GetRun", request)
    return answer


async def revise(process: Process, run: pb.MatchingRun, *revisions: pb.Revision) -> pb.ReviseRunResponse:
    request = pb.ReviseRunRequest(programme_id=run.programme_id, run_id=run.run_id, revisions=revisions)
    answer: pb.ReviseRunResponse = await process.ask("Matching.ReviseRun", request)
    return answer


def mentors_of(proposals: Sequence[pb.Proposal]) -> dict[str, str]:
    return {one.mentee_id: one.mentor_id for one in proposals}


async def test_a_run_answers_at_once_and_can_be_watched_until_it_is_made(matching: Process) -> None:
    asked = await a_draft(matching, at_once=True)
    assert asked.state in (pb.RUN_STATE_WAITING, pb.RUN_STATE_MAKING)

    stub: Any = matching_pb2_grpc.MatchingStub(matching.channel)  # type: ignore[no-untyped-call]
    request = pb.WatchRunRequest(programme_id=asked.programme_id, run_id=asked.run_id)
    seen = [one.run async for one in stub.WatchRun(request, timeout=60, metadata=matching.metadata("administrator"))]

    assert (seen[-1].state, seen[-1].pairs, seen[-1].progress.share) == (pb.RUN_STATE_DRAFT, 2, 1)
    shares = [run.progress.share for run in seen]
    assert shares == sorted(shares)
    assert seen[-1].snapshot_id
    assert {one.name for one in seen[-1].baselines} >= {"random", "first_come"}


async def test_the_same_people_and_seed_give_the_same_pairs_under_the_same_snapshot(matching: Process) -> None:
    first = await a_draft(matching, seed=7)
    second = await matching.run(first.programme_id, "k2", seed=7, dry=True)

    pages = [await rows_of(matching, run) for run in (first, second)]
    assert pages[0].proposals == pages[1].proposals
    assert first.snapshot_id == second.snapshot_id
    compare = pb.CompareRunsRequest(programme_id=first.programme_id, first_run_id=first.run_id, second_run_id=second.run_id)
    compared = await matching.ask("Matching.CompareRuns", compare)
    assert (compared.changes.kept, list(compared.differences)) == (2, [])
    with pytest.raises(grpc.aio.AioRpcError, match="comparison"):
        await matching.start(second)


async def test_a_draft_is_revised_solved_again_approved_and_started_as_it_was_approved(matching: Process) -> None:
    run = await a_draft(matching)
    ada, ben = named(run, Side.MENTEE, "ada"), named(run, Side.MENTEE, "ben")
    before = mentors_of((await rows_of(matching, run)).proposals)

    swapped = await revise(matching, run, pb.Revision(kind=pb.REVISION_KIND_SWAP, mentee_id=ada, other_mentee_id=ben))
    whose = {"programme_id": run.programme_id, "run_id": run.run_id}
    with pytest.raises(grpc.aio.AioRpcError, match="resolve first"):
        await matching.ask("Matching.Approve", pb.ApproveRequest(**whose))
    await matching.ask("Matching.Resolve", pb.ResolveRequest(programme_id=run.programme_id, run_id=run.run_id))
    solved = await matching.run(run.programme_id)
    changed = (await rows_of(matching, run, only_changed=True)).proposals
    approved = (await matching.ask("Matching.Approve", pb.ApproveRequest(**whose))).run
    started = await matching.start(run)

    assert [one.accepted for one in swapped.outcomes] == [True]
    assert (solved.changes.moved, solved.changes.kept, solved.resolve_needed) == (2, 0, False)
    assert {one.state for one in changed} == {pb.PROPOSAL_STATE_PINNED}
    assert {one.mentee_id: one.earlier_mentor_id for one in changed} == before
    assert approved.state == pb.RUN_STATE_APPROVED
    assert started == 2
    active = {pair.mentee_id: pair.mentor_id for pair in await matching.pairs(run.programme_id)}
    assert active == {ada: before[ben], ben: before[ada]}
    assert (await matching.events())["RunApproved"] == 1


async def test_a_stale_proposal_is_left_out_with_its_reason_and_the_others_start(matching: Process) -> None:
    programme_id = await matching.open_programme()
    mentees = [a_mentee(id="minor", age=16), a_mentee(id="ada", slots=frozenset({1})), a_mentee(id="ben", slots=frozenset({2}))]
    mentors = [
        a_mentor(id="checked", checked=True, languages=frozenset({"en"}), slots=frozenset({10})),
        a_mentor(id="grace", slots=frozenset({1})),
        a_mentor(id="edna", slots=frozenset({2})),
    ]
    await matching.enrol(programme_id, mentees, mentors)
    run, taken = await matching.run(programme_id, "k1"), await matching.run(programme_id, "k2")
    ada, grace = named(run, Side.MENTEE, "ada"), named(run, Side.MENTOR, "grace")
    others = [one for one in (await rows_of(matching, taken)).proposals if one.mentee_id != ada]
    drops = [pb.Revision(kind=pb.REVISION_KIND_DROP, mentee_id=one.mentee_id) for one in others]
    await revise(matching, taken, *drops)
    await matching.start(taken)
    await matching.enrol(programme_id, mentees, [a_mentor(id="checked", checked=False, slots=frozenset({10})), *mentors[1:]])

    answer = await matching.ask("Matching.Start", pb.StartRequest(programme_id=programme_id, run_id=run.run_id))
    rows = (await rows_of(matching, run)).proposals

    assert run.pairs == 3
    assert answer.pairs_started == 1
    assert {one.reason: one.pairs for one in answer.not_started} == {"minors": 1, "blocked": 1}
    assert {one.not_started for one in rows} == {"", "minors", "blocked"}
    active = [(pair.mentee_id, pair.mentor_id) for pair in await matching.pairs(programme_id)]
    assert (ada, grace) in active
    assert len(active) == 2


async def test_proposals_and_unmatched_are_filtered_and_paged(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [*ADA_AND_BEN, a_mentee(id="cleo", languages=frozenset({"cy"}))], TWO_MENTORS)
    run = await matching.run(programme_id)

    coast, slots = await rows_of(matching, run, region="coast"), await rows_of(matching, run, reason="slot")
    alone = await rows_of(matching, run, reason="language", rows=pb.RUN_ROWS_UNMATCHED)

    assert ([one.mentee_id for one in coast.proposals], list(coast.unmatched)) == ([named(run, Side.MENTEE, "ada")], [])
    assert len(slots.proposals) == 2
    assert [one.mentee_id for one in alone.unmatched] == [named(run, Side.MENTEE, "cleo")]
    assert alone.next_page_token == coast.next_page_token == ""


async def test_settings_are_kept_with_each_run_and_nobody_undoes_another_ones(matching: Process) -> None:
    run = await a_draft(matching)
    settings = pb.MatchingSettings(approvals_needed=1, options=pb.MatchingOptions(minimum_score=0.99))
    request = pb.SetMatchingSettingsRequest(programme_id=run.programme_id, settings=settings)
    first = (await matching.ask("Matching.SetMatchingSettings", request)).settings
    again = (await matching.ask("Matching.SetMatchingSettings", request)).settings
    request.settings.approvals_needed = 2
    with pytest.raises(grpc.aio.AioRpcError, match="read them again"):
        await matching.ask("Matching.SetMatchingSettings", request)
    later = await matching.run(run.programme_id, "k2")

    assert (first.version, again.version) == (1, 1)
    assert (run.settings_version, later.settings_version) == (0, 1)
    assert (run.pairs, later.pairs) == (2, 0)  # nobody is forced into a bad pair
    with pytest.raises(grpc.aio.AioRpcError, match="one more coordinator must approve"):
        await matching.start(later)


def wrong_requests(run: pb.MatchingRun) -> list[tuple[str, Any, str]]:
    programme_id, run_id = run.programme_id, run.run_id

    def asked(**given: Any) -> pb.RunRequest:
        return pb.RunRequest(programme_id=programme_id, client_key="x", **given)

    too_many = pb.MatchingSettings(approvals_needed=3)
    compared = pb.CompareRunsRequest(programme_id=programme_id, first_run_id=run_id, second_run_id="nothing")
    return [
        ("Run", asked(seed=-1), "seed"),
        ("Run", asked(weights=pb.MatchingWeights(goal=float("nan"))), "weight of goal"),
        ("Run", asked(weights=pb.MatchingWeights()), "All weights are 0"),
        ("Run", asked(options=pb.MatchingOptions(minimum_score=2)), "minimum_score"),
        (
            "SetMatchingSettings",
            pb.SetMatchingSettingsRequest(programme_id=programme_id, settings=too_many),
            "approvals_needed must be 0 to 2",
        ),
        ("ReviseRun", pb.ReviseRunRequest(programme_id=programme_id, run_id=run_id), "1 to 100"),
        ("ReviseRun", pb.ReviseRunRequest(programme_id=programme_id, run_id=run_id, revisions=[pb.Revision()]), "needs a kind"),
        ("Suggest", pb.SuggestRequest(programme_id=programme_id, mentee_id="nobody"), "no such mentee"),
        ("CompareRuns", compared, "no such run"),
    ]


async def test_bad_input_is_answered_in_a_sentence(matching: Process) -> None:
    run = await a_draft(matching)

    for method, request, why in wrong_requests(run):
        with pytest.raises(grpc.aio.AioRpcError, match=why):
            await matching.ask(f"Matching.{method}", request)


def waiting_list(process: Process) -> WaitingList:
    service = process.service
    reading = MongoWaiting(service.store)
    return WaitingList(service.open_work, MongoWaitingRegister, MongoRunRegister, reading, service.clock)


async def waiting(process: Process, programme_id: str) -> list[tuple[str, bool]]:
    answer = await process.ask("Matching.ListWaiting", pb.ListWaitingRequest(programme_id=programme_id))
    return [(one.mentee_id, one.displaced) for one in answer.mentees]


async def test_whoever_has_no_mentor_is_on_the_list_and_announced_once_when_it_takes_too_long(
    matching: Process, clock: ShiftedClock
) -> None:
    run, follower = await a_draft(matching), waiting_list(matching)
    ada, ben = named(run, Side.MENTEE, "ada"), named(run, Side.MENTEE, "ben")
    settings = pb.MatchingSettings(longest_wait_days=14)
    await matching.ask(
        "Matching.SetMatchingSettings", pb.SetMatchingSettingsRequest(programme_id=run.programme_id, settings=settings)
    )
    await follower.step()
    assert sorted(await waiting(matching, run.programme_id)) == sorted([(ada, False), (ben, False)])

    await matching.start(run)
    [pair] = [one for one in await matching.pairs(run.programme_id) if one.mentee_id == ada]
    await matching.ask("Pairs.End", pairs_pb2.EndRequest(programme_id=run.programme_id, pair_id=pair.pair_id))
    await follower.step()
    assert await waiting(matching, run.programme_id) == [(ada, True)]  # also when it saw nothing in between

    clock.advance(timedelta(days=15))
    await follower.step()
    await waiting_list(matching).step()
    assert (await matching.events())["MenteeWaiting"] == 1


async def test_an_arrival_gets_the_best_free_mentor_once_and_two_at_once_never_share_a_place(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme_id = await first.open_programme()
    mentors = [a_mentor(id="grace", interests=frozenset({"chess"})), a_mentor(id="edna", interests=frozenset({"choir"}))]
    mentees = [a_mentee(id=name, interests=frozenset({"chess"})) for name in ("ada", "ben", "cleo")]
    await first.enrol(programme_id, mentees, mentors)
    ids = [person_id_of(programme_id, Side.MENTEE, one.id) for one in mentees]
    suggested = await first.ask("Matching.Suggest", pb.SuggestRequest(programme_id=programme_id, mentee_id=ids[0]))

    def place(process: Process, mentee_id: str) -> Any:
        return process.ask("Matching.PlaceArrival", pb.PlaceArrivalRequest(programme_id=programme_id, mentee_id=mentee_id))

    placed = await asyncio.gather(*(place(process, id) for id in ids for process in (first, second)))
    again = await place(first, ids[0])

    assert [one.mentor_id for one in suggested.suggestions] == [
        person_id_of(programme_id, Side.MENTOR, name) for name in ("grace", "edna")
    ]
    assert "interest:chess" in suggested.suggestions[0].reasons
    pairs = [pair for pair in await first.pairs(programme_id) if pair.active]
    assert len(pairs) == len({pair.mentee_id for pair in pairs}) == len({pair.mentor_id for pair in pairs}) == 2
    assert {one.pair_id for one in placed} - {""} == {pair.pair_id for pair in pairs}
    assert again.pair_id in {"", *(pair.pair_id for pair in pairs)}
    [left] = set(ids) - {pair.mentee_id for pair in pairs}
    answer = await place(second, left)
    assert (answer.pair_id, [one.rule for one in answer.unmatched.ruled_out]) == ("", ["capacity"])


async def test_a_repair_places_who_waits_on_free_places_and_moves_no_live_pair(matching: Process) -> None:
    programme_id = await matching.open_programme()
    left, right, _ = a_random_cohort(3, 60, 40)
    await matching.enrol(programme_id, left, right)
    await matching.start(await matching.run(programme_id))
    before = {pair.pair_id: (pair.mentee_id, pair.mentor_id) for pair in await matching.pairs(programme_id)}
    gone = sorted(before)[:3]
    for pair_id in gone:
        await matching.ask("Pairs.End", pairs_pb2.EndRequest(programme_id=programme_id, pair_id=pair_id))

    request = pb.RepairRequest(programme_id=programme_id, client_key="today", start=True)
    repaired = (await matching.ask("Matching.Repair", request)).run
    while repaired.state != pb.RUN_STATE_STARTED:
        repaired = (await matching.ask("Matching.Repair", request)).run

    assert repaired.repair
    assert 0.5 < repaired.share_of_full_run <= 1
    active = {pair.pair_id: (pair.mentee_id, pair.mentor_id) for pair in await matching.pairs(programme_id) if pair.active}
    assert {id: whose for id, whose in before.items() if id not in gone}.items() <= active.items()
    assert len(active) == len(before) - len(gone) + repaired.pairs


async def test_a_cancelled_run_is_never_made(matching: Process) -> None:
    run = await a_draft(matching, at_once=True)
    whose = {"programme_id": run.programme_id, "run_id": run.run_id}
    cancelled = [(await matching.ask("Matching.CancelRun", pb.CancelRunRequest(**whose))).run for _ in range(2)]

    assert [one.state for one in cancelled] == [pb.RUN_STATE_CANCELLED] * 2
    with pytest.raises(grpc.aio.AioRpcError, match="cancelled"):
        await matching.start(run)
