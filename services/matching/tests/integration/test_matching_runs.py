"""Runs and pairs over a real connection, on a real database, also when several processes meet."""

import asyncio
from collections import Counter
from typing import Any

import grpc
import pytest

from causeway.matching.v1 import matching_pb2, pairs_pb2
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import ShiftedClock
from matching.adapters.kept_process import KeptProcess
from matching.adapters.mongo_runs import MongoRunRegister
from matching.adapters.mongo_waiting import MongoWaiting
from matching.adapters.own_process import FreshProcess
from matching.adapters.run_reading import MongoRunReading
from matching.adapters.warm_people import WarmPeople
from matching.app import ask_for_run as runs
from matching.app.engine import match_aloud
from matching.app.matched import FreePeople, Order
from matching.app.profile_json import profile_json
from matching.domain.enrolment import Profile, person_id_of
from matching.domain.hard_rules import broken_rules
from matching.domain.people import Mentor, Side
from matching.domain.run import LEASE
from matching.entrypoints.running import Running
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_process import Process

pytestmark = pytest.mark.connected


async def a_matched_programme(process: Process, mentees: int = 60, mentors: int = 30) -> tuple[str, matching_pb2.MatchingRun]:
    programme_id = await process.open_programme()
    left, right, _ = a_random_cohort(3, mentees, mentors)
    await process.enrol(programme_id, left, right)
    return programme_id, await process.run(programme_id)


def whole(request: matching_pb2.MatchingRun, size: int = 1000, token: str = "") -> matching_pb2.GetRunRequest:
    return matching_pb2.GetRunRequest(programme_id=request.programme_id, run_id=request.run_id, page_size=size, page_token=token)


async def test_a_run_proposes_only_pairs_that_keep_every_rule_and_explains_the_others(matching: Process) -> None:
    programme_id, run = await a_matched_programme(matching)
    left, right, _ = a_random_cohort(3, 60, 30)
    mentees = {person_id_of(programme_id, Side.MENTEE, one.id): one for one in left}
    mentors = {person_id_of(programme_id, Side.MENTOR, one.id): one for one in right}

    answer = await matching.ask("Matching.GetRun", whole(run))

    assert (len(answer.proposals), len(answer.unmatched)) == (run.pairs, run.unmatched)
    assert run.pairs + run.unmatched == 60
    assert not any(broken_rules(mentees[one.mentee_id], mentors[one.mentor_id]) for one in answer.proposals)
    assert all(one.reasons for one in answer.proposals)
    assert all(one.ruled_out and one.nearest_change for one in answer.unmatched)
    assert run.share_of_bound > 0.999


async def test_the_same_key_gives_the_same_run(matching: Process) -> None:
    programme_id, run = await a_matched_programme(matching)

    assert await matching.run(programme_id) == run


async def test_a_run_comes_in_pages_without_gap_or_repeat(matching: Process) -> None:
    _, run = await a_matched_programme(matching)
    everything = await matching.ask("Matching.GetRun", whole(run))
    rows: list[Any] = []
    token = ""
    while True:
        page = await matching.ask("Matching.GetRun", whole(run, 7, token))
        rows += [*page.proposals, *page.unmatched]
        token = page.next_page_token
        if not token:
            break

    assert rows == [*everything.proposals, *everything.unmatched]


async def test_started_pairs_are_announced_once_and_their_people_see_them(matching: Process) -> None:
    programme_id, run = await a_matched_programme(matching)

    first, second = await matching.start(run), await matching.start(run)

    pairs = await matching.pairs(programme_id)
    assert first == second == len(pairs) == run.pairs
    assert (await matching.events())["PairStarted"] == run.pairs
    mine = await matching.ask("Pairs.ListMine", pairs_pb2.ListMineRequest(), pairs[0].mentee_id)
    assert [pair.pair_id for pair in mine.pairs] == [pairs[0].pair_id]
    assert not any({"identity", "cross_class"} & set(pair.reasons) for pair in pairs)


async def test_no_reason_lies_open_in_the_database(matching: Process) -> None:
    _, run = await a_matched_programme(matching)
    await matching.start(run)

    rows = [row for name in ("pairs", "run_rows", "outbox") for row in await matching.service.store.find(name, {})]

    assert "PairStarted" in repr(rows)
    assert not any(word in repr(rows) for word in ("interest:", "language:", "slot:", "identity"))


async def test_whoever_has_a_pair_is_not_matched_again(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [a_mentee(id="ada"), a_mentee(id="ben")], [a_mentor(capacity=1)])
    first = await matching.run(programme_id, "k1")
    await matching.start(first)

    second = await matching.run(programme_id, "k2")

    assert (first.pairs, second.pairs, second.unmatched) == (1, 0, 1)


async def test_an_ended_pair_frees_the_place_and_is_not_proposed_again(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [a_mentee(id="ada"), a_mentee(id="ben")], [a_mentor(capacity=1)])
    await matching.start(await matching.run(programme_id, "k1"))
    [pair] = await matching.pairs(programme_id)

    request = pairs_pb2.EndRequest(programme_id=programme_id, pair_id=pair.pair_id)
    ended = [await matching.ask("Pairs.End", request) for _ in range(2)]
    await matching.start(await matching.run(programme_id, "k2"))

    assert [answer.pair.active for answer in ended] == [False, False]
    assert (await matching.events())["PairEnded"] == 1
    active = [one for one in await matching.pairs(programme_id) if one.active]
    assert len(active) == 1
    assert active[0].mentee_id != pair.mentee_id


async def test_a_pair_of_another_programme_cannot_be_ended(matching: Process) -> None:
    programme_id, run = await a_matched_programme(matching, 4, 8)
    await matching.start(run)
    south = await matching.open_programme("south")
    pair_id = (await matching.pairs(programme_id))[0].pair_id

    with pytest.raises(grpc.aio.AioRpcError, match="NOT_FOUND"):
        await matching.ask("Pairs.End", pairs_pb2.EndRequest(programme_id=south, pair_id=pair_id))
    with pytest.raises(grpc.aio.AioRpcError, match="NOT_FOUND"):
        await matching.ask("Matching.GetRun", matching_pb2.GetRunRequest(programme_id=south, run_id=run.run_id))


def assert_nobody_has_too_much(pairs: list[pairs_pb2.Pair], capacity: dict[str, int]) -> None:
    active = [pair for pair in pairs if pair.active]
    assert max(Counter(pair.mentee_id for pair in active).values()) == 1
    assert all(count <= capacity[mentor] for mentor, count in Counter(pair.mentor_id for pair in active).items())


async def test_two_processes_that_start_one_run_at_once_start_every_pair_once(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme_id, run = await a_matched_programme(first)

    counts = await asyncio.gather(first.start(run), second.start(run), first.start(run))

    assert set(counts) == {run.pairs}
    assert len(await first.pairs(programme_id)) == run.pairs
    assert (await first.events())["PairStarted"] == run.pairs


async def test_two_runs_over_the_same_people_that_start_at_once_give_nobody_too_much(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme_id = await first.open_programme()
    left, right, _ = a_random_cohort(5, 120, 50)
    await first.enrol(programme_id, left, right)
    made = [await first.run(programme_id, "k1"), await first.run(programme_id, "k2")]

    await asyncio.gather(first.start(made[0]), second.start(made[1]))

    pairs = await first.pairs(programme_id)
    assert_nobody_has_too_much(pairs, places(programme_id, right))
    assert (await first.events())["PairStarted"] == len(pairs)


def places(programme_id: str, mentors: list[Mentor]) -> dict[str, int]:
    return {person_id_of(programme_id, Side.MENTOR, one.id): one.capacity for one in mentors}


async def test_a_run_whose_process_died_is_made_by_another(matching: Process, clock: ShiftedClock) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [a_mentee()], [a_mentor()])
    asked = runs.Asked(programme_id, "k1")

    def die_with_it(work: Any) -> None:
        runs.ask_for_run(MongoRunRegister(work), asked)
        assert runs.lease_run(MongoRunRegister(work), asked.run_id, "somebody who died") is not None

    await run_batch(matching.service.open_work, [Item(runs.asked_needs(asked), die_with_it)])
    clock.advance(LEASE)

    run = await matching.run(programme_id, "k1")

    assert (run.run_id, run.pairs) == (asked.run_id, 1)


async def test_a_mentor_whose_check_has_lapsed_since_the_run_gets_no_minor(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [a_mentee(age=16)], [a_mentor(checked=True)])
    run = await matching.run(programme_id)
    await matching.enrol(programme_id, [a_mentee(age=16)], [a_mentor(checked=False)])

    assert (run.pairs, await matching.start(run)) == (1, 0)
    assert await matching.pairs(programme_id) == []


async def test_a_process_that_stops_leaves_its_run_to_the_next_at_once(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme_id = await first.open_programme()
    left, right, _ = a_random_cohort(3, 400, 200)
    await first.enrol(programme_id, left, right)
    asked = runs.Asked(programme_id, "k1")
    item = Item(runs.asked_needs(asked), lambda work: runs.ask_for_run(MongoRunRegister(work), asked))
    [run] = await run_batch(first.service.open_work, [item])
    service = first.service
    reading = MongoRunReading(service.store, service.keyring)
    repairs = WarmPeople(service.store, service.keyring, reading, MongoWaiting(service.store), KeptProcess(), service.clock)
    running = Running(service.open_work, MongoRunRegister, reading, FreshProcess(), repairs, service.clock)
    stop = asyncio.Event()
    stop.set()

    await running.until(run, lambda run: run.leased_by != "", 5)
    await running.let_go_at_the_end(stop)

    left_behind = await reading.run(programme_id, run.id)
    assert left_behind.leased_until is None
    assert (await second.run(programme_id)).pairs > 0


async def test_a_run_in_a_process_of_its_own_is_heard_stage_by_stage() -> None:
    left, right, _ = a_random_cohort(3, 20, 10)
    people = FreePeople(
        [(one.id, profile_json(Profile(one))) for one in left], [(one.id, profile_json(Profile(one)), 0) for one in right], []
    )
    heard: list[str] = []

    matched = await FreshProcess().heard(match_aloud, heard.append, people, Order(1))

    assert matched.figures.pairs + matched.figures.unmatched == 20
    assert heard[0] == "reading what people have in common"
    assert heard[-1] == "writing down the reasons"
