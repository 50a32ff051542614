"""What scenarios of matching share: cohorts with regions, in a programme of their own."""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import matching_pb2 as pb
from causeway.matching.v1 import people_pb2
from causeway_cli.calls import Calls
from causeway_cli.load.roster import BOTH, MENTEE, MENTOR
from causeway_cli.setting_up import enrol, open_programme

INTERESTS = ("chess", "choir", "football", "baking", "climbing", "coding", "poetry", "sailing")
FIELDS = ("nursing", "law", "software", "teaching")
REGIONS = ("coast", "hills", "city", "city")


@dataclass(frozen=True, slots=True)
class Cohort:
    """Two rosters as the files that say who they are."""

    mentees: bytes
    mentors: bytes


def a_coastal_cohort(people: int, mentors_by_region: Sequence[str] = REGIONS, seed: int = 5) -> Cohort:
    """As many mentors as mentees; mentees come from everywhere, mentors from where it is said."""
    random = Random(seed)
    mentees = [
        BOTH | MENTEE | _person(random, f"e{number}", REGIONS[number % len(REGIONS)]) | {"age": "19"} for number in range(people)
    ]
    mentors = [
        BOTH | MENTOR | _person(random, f"r{number}", mentors_by_region[number % len(mentors_by_region)])
        for number in range(people)
    ]
    return Cohort(_file(mentees), _file(mentors))


def a_small_cohort(mentees: Sequence[dict[str, str]], mentors: Sequence[dict[str, str]]) -> Cohort:
    """People who share a language and a time, and differ in what is said of each."""
    alike = BOTH | {"languages": "en", "slots": "1", "region": "city"}
    return Cohort(
        _file([alike | MENTEE | {"id": f"e{number}", "age": "19"} | one for number, one in enumerate(mentees)]),
        _file([alike | MENTOR | {"id": f"r{number}"} | one for number, one in enumerate(mentors)]),
    )


async def proposals_of(calls: Calls, run: pb.MatchingRun) -> dict[tuple[str, str], pb.Proposal]:
    """By the roster ids of mentee and mentor."""
    names: dict[str, str] = {}
    for role in (access_pb2.ROLE_MENTEE, access_pb2.ROLE_MENTOR):
        listing = people_pb2.ListPeopleRequest(programme_id=run.programme_id, role=role, page_size=1000)
        names |= {one.person_id: one.roster_id for one in (await calls.ask(calls.people.ListPeople, listing)).people}
    request = pb.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, page_size=1000)
    found = (await calls.ask(calls.matching.GetRun, request)).proposals
    return {(names[one.mentee_id], names[one.mentor_id]): one for one in found}


async def unmatched_of(calls: Calls, run: pb.MatchingRun) -> list[dict[str, int]]:
    """For each: how many mentors each rule has removed."""
    request = pb.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, page_size=1000)
    answer = await calls.ask(calls.matching.GetRun, request)
    return [{rule.rule: rule.mentors for rule in one.ruled_out} for one in answer.unmatched]


def _person(random: Random, roster_id: str, region: str) -> dict[str, str]:
    return {
        "id": roster_id,
        "region": region,
        "languages": "en",
        "slots": "|".join(str(slot) for slot in sorted(random.sample(range(8), 5))),
        "field": random.choice(FIELDS),
        "interests": "|".join(sorted(random.sample(INTERESTS, 3))),
    }


def _file(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


async def a_programme_with(calls: Calls, cohort: Cohort) -> str:
    name = f"journey/{uuid.uuid4().hex}"
    programme_id = await open_programme(calls, name, name)
    for side, file in (("mentee", cohort.mentees), ("mentor", cohort.mentors)):
        answer = await enrol(calls, programme_id, side, file)
        assert answer.left_out == 0, answer.problems
    return programme_id


async def a_run_of(calls: Calls, cohort: Cohort, **asked: Any) -> pb.MatchingRun:
    programme_id = await a_programme_with(calls, cohort)
    request = pb.RunRequest(programme_id=programme_id, client_key="run", **asked)
    return await made(calls, (await calls.ask(calls.matching.Run, request)).run)


async def made(calls: Calls, run: pb.MatchingRun) -> pb.MatchingRun:
    """The run as soon as it is made, as its stream tells it."""
    request = pb.WatchRunRequest(programme_id=run.programme_id, run_id=run.run_id)
    stream = calls.matching.WatchRun(request, timeout=60, metadata=calls.tokens.metadata("administrator"))
    seen = [answer.run async for answer in stream]
    last: pb.MatchingRun = seen[-1]
    return last
