"""What scenarios of matching share: cohorts with regions, in a programme of their own."""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from causeway.matching.v1 import matching_pb2 as pb
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
