"""The sample's programme and its people, up to their first hello."""

import asyncio
import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import grpc

from causeway.matching.v1 import matching_pb2, programmes_pb2
from causeway.notifications.v1 import notifications_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.setting_up import (
    POLICIES,
    Pair,
    conversations_listed,
    enrol,
    match_and_start,
    open_programme,
    pairs_of,
    roster_ids,
)
from causeway_cli.trouble import Trouble

SAMPLES = WORKING_COPY / "samples"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Enrolled:
    programme_id: str
    mentees: int
    mentors: int
    run: matching_pb2.MatchingRun
    unmatched: Sequence[str]
    pairs: Sequence[Pair]
    names: Mapping[str, str]
    """Id in the roster by person id."""

    def pair_of(self, name: str) -> Pair:
        """The pair of the mentee with this id in the roster."""
        return next(pair for pair in self.pairs if self.names[pair.mentee_id] == name)


async def refused_opening(calls: Calls) -> str:
    """Nothing opens before its policies are settled: the refusal names what is missing."""
    policies = programmes_pb2.Policies(aim=POLICIES.aim)
    request = programmes_pb2.CreateRequest(client_key="sample/incomplete", name="Sample, not ready yet", policies=policies)
    made = await calls.ask(calls.programmes.Create, request)
    try:
        await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=made.programme.programme_id), fresh=True)
    except Refusal as refusal:
        if refusal.code is grpc.StatusCode.FAILED_PRECONDITION:
            return refusal.reason
        raise
    raise Trouble("A programme without policies was opened, which must not happen: please report it.")


async def enrol_sample(calls: Calls, say: Say) -> Enrolled:
    programme_id = await open_programme(calls, "sample/programme", "Sample programme")
    enrolled = {}
    for side in ("mentee", "mentor"):
        answer = await enrol(calls, programme_id, side, (SAMPLES / f"{side}s.csv").read_bytes())
        enrolled[side] = answer.enrolled + answer.changed + answer.unchanged
    say(f"{enrolled['mentee']} mentees and {enrolled['mentor']} mentors are enrolled.")
    run = await match_and_start(calls, programme_id, "sample/run")
    pairs = sorted(await pairs_of(calls, programme_id), key=lambda pair: pair.id)
    say(f"{len(pairs)} pairs have started.")
    await conversations_listed(calls, pairs)
    names = await roster_ids(calls, programme_id)
    unmatched = await _unmatched(calls, programme_id, run.run_id, names)
    return Enrolled(programme_id, enrolled["mentee"], enrolled["mentor"], run, unmatched, pairs, names)


def address_of(mentee: str) -> str:
    """The e-mail address in the roster."""
    rows = csv.DictReader((SAMPLES / "mentees.csv").read_text().splitlines())
    return next(row["email"] for row in rows if row["id"] == mentee)


async def _unmatched(calls: Calls, programme_id: str, run_id: str, names: Mapping[str, str]) -> list[str]:
    request = matching_pb2.GetRunRequest(programme_id=programme_id, run_id=run_id, page_size=100)
    found = await calls.ask(calls.matching.GetRun, request)
    return [f"{names.get(each.mentee_id, 'somebody')}: {each.nearest_change}" for each in found.unmatched]


async def without_quiet_hours(calls: Calls, pairs: Sequence[Pair]) -> None:
    """The sample must show its nudge also at night."""
    settings = notifications_pb2.Settings(email=True, time_zone="Europe/London", quiet_from="00:00", quiet_until="00:00")
    request = notifications_pb2.SetRequest(settings=settings)
    people = {person for pair in pairs for person in pair.people}
    await asyncio.gather(*(calls.ask(calls.preferences.Set, request, person, fresh=True) for person in people))
