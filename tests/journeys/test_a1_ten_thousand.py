"""A1: a year's mentees come into one programme, their mentors are trained, all are matched, and each has a conversation."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from causeway.matching.v1 import matching_pb2 as pb
from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway_cli.bench.matching_cohort import CohortFiles, Scenario, make_cohort
from causeway_cli.bench.usage import families, usages
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import conversations_listed, enrol, match_and_start, pairs_of, roster_ids
from joining_scenes import PORTAL, made
from matching.domain.hard_rules import broken_rules
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.offline_files import mentees_in, mentors_in

pytestmark = pytest.mark.connected

SEED, AT_ONCE, PAGE = 3, 32, 1000
PATIENCE_SECONDS = 600.0  # until twenty thousand people have been asked what they see
MOST_MB = 400.0  # of the service itself; 200 is what it should be
TRAINED = programmes_pb2.Terms(gates=programmes_pb2.Gates(mentor_modules=["safeguarding"]))


@pytest.mark.parametrize(
    ("mentees", "looked_at"), [(600, 100), pytest.param(10_000, 10_000, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
async def test_everybody_is_trained_matched_and_can_write(
    running_system: RunningSystem, tmp_path: Path, mentees: int, looked_at: int
) -> None:
    files = make_cohort(tmp_path, SEED, mentees, mentees // 2, Scenario.SHORT)
    async with Calls(running_system) as calls:
        programme_id = await a_trained_programme(calls, files)
        run = await match_and_start(calls, programme_id, "a1")
        pairs = await pairs_of(calls, programme_id)
        await conversations_listed(calls, pairs[:looked_at], patience_seconds=PATIENCE_SECONDS)

        names = await roster_ids(calls, programme_id)
        await every_answer_is_explained(calls, run)
    left = {one.id: one for one in mentees_in(files.mentees, MatchingOptions())[0]}
    right = {one.id: one for one in mentors_in(files.mentors, MatchingOptions())[0]}
    joined = [(left[names[pair.mentee_id]], right[names[pair.mentor_id]]) for pair in pairs]

    assert len(pairs) + run.unmatched == mentees
    assert not [pair for pair in joined if broken_rules(*pair)]
    assert all(mentor.checked for mentee, mentor in joined if mentee.is_minor)
    assert not left_out_for_nothing(left.values(), right.values(), joined)
    assert memory_mb(running_system) < MOST_MB


async def a_trained_programme(calls: Calls, files: CohortFiles) -> str:
    programme_id: str = (await made(calls, TRAINED)).programme_id
    await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=programme_id))
    for side, file in (("mentee", files.mentees), ("mentor", files.mentors)):
        assert (await enrol(calls, programme_id, side, file.read_bytes())).left_out == 0
    turns = asyncio.Semaphore(AT_ONCE)

    async def trained(person_id: str) -> None:
        request = people_pb2.CompleteTrainingRequest(programme_id=programme_id, person_id=person_id, module_id="safeguarding")
        async with turns:
            await calls.ask(calls.people.CompleteTraining, request, PORTAL)

    names = await roster_ids(calls, programme_id)
    await asyncio.gather(*(trained(person_id) for person_id, name in names.items() if name.startswith("r")))
    return programme_id


async def every_answer_is_explained(calls: Calls, run: pb.MatchingRun) -> None:
    token, said = "", 0
    while True:
        request = pb.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, page_size=PAGE, page_token=token)
        page = await calls.ask(calls.matching.GetRun, request)
        assert all(one.reasons for one in page.proposals)
        assert all(one.ruled_out and one.nearest_change for one in page.unmatched)
        said += len(page.proposals) + len(page.unmatched)
        token = page.next_page_token
        if not token:
            break
    assert said == run.pairs + run.unmatched


def left_out_for_nothing(mentees: Iterable[Mentee], mentors: Iterable[Mentor], joined: list[tuple[Mentee, Mentor]]) -> list[str]:
    """Those without a mentor although one whom every rule allows has a place."""
    placed, taken = {mentee.id for mentee, _ in joined}, Counter(mentor.id for _, mentor in joined)
    free = [one for one in mentors if taken[one.id] < one.capacity]
    alone = [one for one in mentees if one.id not in placed]
    return [one.id for one in alone if any(not broken_rules(one, mentor) for mentor in free)]


def memory_mb(system: RunningSystem) -> float:
    """The service with the process that it keeps for matching; told on standard output."""
    pids = {record.name: record.pid for record in system.state.processes if record.name.partition("-")[0] == "matching"}
    alone = usages(pids)
    for name, found in families(pids).items():
        own = alone[name]
        sys.stdout.write(
            f"{name}: {own.memory_mb:.0f} MB, {own.peak_mb:.0f} at most; with what it started {found.memory_mb:.0f}\n"
        )
    return max(one.memory_mb for one in alone.values())
