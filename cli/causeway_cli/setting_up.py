"""What must exist before people can write to each other: a programme, its people, its pairs, their conversations."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import matching_pb2, pairs_pb2, people_pb2, programmes_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway_cli.calls import Calls
from causeway_cli.trouble import Trouble

PIECE_BYTES = 32 * 1024  # calls carry at most 64 KiB
PAGE = 1000
UPLOAD_SECONDS = 300.0
ARRIVAL_SECONDS = 120.0
RUN_SECONDS = 600.0
LOOK_SECONDS = 0.2
AT_ONCE = 32

POLICIES = programmes_pb2.Policies(
    aim="Help young people find their way into further study and work.",
    norms="Be kind, be patient, keep to the platform, and never share contact details.",
    safeguarding_contact="The safeguarding lead of the programme",
    cadence_days=7,
    closure_rule="The pair says goodbye in its last week, and the conversation stays readable.",
)
SIDES = {"mentee": access_pb2.ROLE_MENTEE, "mentor": access_pb2.ROLE_MENTOR}


@dataclass(frozen=True, slots=True)
class Pair:
    """The pair's conversation has the pair's id."""

    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str

    @property
    def people(self) -> tuple[str, str]:
        return self.mentee_id, self.mentor_id

    def person(self, role: str) -> str:
        return self.mentee_id if role == "mentee" else self.mentor_id


async def open_programme(calls: Calls, client_key: str, name: str, policies: programmes_pb2.Policies = POLICIES) -> str:
    """Creates and opens a programme; the same key gives the same one. Gives its id."""
    request = programmes_pb2.CreateRequest(client_key=client_key, name=name, policies=policies)
    made = await calls.ask(calls.programmes.Create, request)
    programme_id = str(made.programme.programme_id)
    if not made.programme.open:
        await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=programme_id), fresh=True)
    return programme_id


async def enrol(
    calls: Calls, programme_id: str, side: str, csv: bytes, *, dry_run: bool = False, subject: str | None = None
) -> people_pb2.ImportRosterResponse:
    """Sends one file of the roster. Raises Refusal."""
    start = people_pb2.ImportRosterRequest.Start(programme_id=programme_id, side=SIDES[side], dry_run=dry_run)

    async def parts() -> AsyncIterator[people_pb2.ImportRosterRequest]:
        yield people_pb2.ImportRosterRequest(start=start)
        for place in range(0, len(csv), PIECE_BYTES):
            yield people_pb2.ImportRosterRequest(csv=csv[place : place + PIECE_BYTES])

    answer: people_pb2.ImportRosterResponse = await calls.upload(calls.people.ImportRoster, parts, UPLOAD_SECONDS, subject)
    return answer


async def match(calls: Calls, programme_id: str, client_key: str) -> matching_pb2.MatchingRun:
    """Matches everybody who is free; returns when the run is made. Raises Refusal, Trouble."""
    asked = await calls.ask(calls.matching.Run, matching_pb2.RunRequest(programme_id=programme_id, client_key=client_key))
    return await _run_until(calls, asked.run, lambda run: run.HasField("made_at"), "matched")


async def match_and_start(calls: Calls, programme_id: str, client_key: str) -> matching_pb2.MatchingRun:
    """Matches everybody who is free and starts the pairs; the same key gives the same run. Raises Refusal, Trouble."""
    run = await match(calls, programme_id, client_key)
    if not run.started:
        start = matching_pb2.StartRequest(programme_id=programme_id, run_id=run.run_id)
        await calls.ask(calls.matching.Start, start, patience_seconds=RUN_SECONDS)
    return await _run_until(calls, run, lambda found: found.started, "started")


async def _run_until(
    calls: Calls, run: matching_pb2.MatchingRun, wanted: Callable[[matching_pb2.MatchingRun], bool], what: str
) -> matching_pb2.MatchingRun:
    """A large run takes its time, so it is asked for until it is where it should be."""
    until = time.monotonic() + RUN_SECONDS
    while not wanted(run):
        if time.monotonic() > until:
            raise Trouble(f"The people were not {what} within {RUN_SECONDS:.0f} s: look at `causeway logs matching`.")
        await asyncio.sleep(LOOK_SECONDS)
        request = matching_pb2.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, page_size=1)
        run = (await calls.ask(calls.matching.GetRun, request)).run
    return run


async def pairs_of(calls: Calls, programme_id: str) -> list[Pair]:
    pairs: list[Pair] = []
    token = ""
    while True:
        request = pairs_pb2.ListPairsRequest(programme_id=programme_id, page_size=PAGE, page_token=token)
        page = await calls.ask(calls.pairs.ListPairs, request)
        pairs += [Pair(each.pair_id, each.programme_id, each.mentee_id, each.mentor_id) for each in page.pairs if each.active]
        token = page.next_page_token
        if not token:
            return pairs


async def roster_ids(calls: Calls, programme_id: str) -> dict[str, str]:
    """Person id to the id in the roster."""
    ids: dict[str, str] = {}
    for role in SIDES.values():
        token = ""
        while True:
            request = people_pb2.ListPeopleRequest(programme_id=programme_id, role=role, page_size=PAGE, page_token=token)
            page = await calls.ask(calls.people.ListPeople, request)
            ids |= {person.person_id: person.roster_id for person in page.people}
            token = page.next_page_token
            if not token:
                break
    return ids


async def appoint(calls: Calls, subject: str, role: "access_pb2.Role", programme_id: str) -> None:
    await calls.ask(calls.people.Appoint, people_pb2.AppointRequest(subject=subject, role=role, programme_id=programme_id))


async def conversations_listed(
    calls: Calls, pairs: Sequence[Pair], arrived: Callable[[], None] = lambda: None, patience_seconds: float = ARRIVAL_SECONDS
) -> None:
    """Returns when each person of each pair lists its conversation. Raises Trouble when some do not in time."""
    waiting = {(pair.id, person) for pair in pairs for person in pair.people}
    turns = asyncio.Semaphore(AT_ONCE)

    async def look(pair_id: str, person: str) -> None:
        async with turns:
            mine = await calls.ask(calls.conversations.ListMine, messaging_pb2.ListMineRequest(), person, fresh=True)
        if pair_id in {conversation.conversation_id for conversation in mine.conversations}:
            waiting.discard((pair_id, person))
            arrived()

    try:
        async with asyncio.timeout(patience_seconds):
            while waiting:
                await _all(look(pair_id, person) for pair_id, person in tuple(waiting))
                if waiting:
                    await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError:
        raise Trouble(
            f"{len(waiting)} people do not see their conversation after {patience_seconds:.0f} s: look at `causeway status`, "
            "and at `causeway logs messaging`."
        ) from None


async def _all(work: Iterable[object]) -> None:
    await asyncio.gather(*work)  # type: ignore[call-overload]
