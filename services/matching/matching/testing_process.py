"""One matching process on real servers, called over a real connection, for tests."""

import importlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import grpc

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import matching_pb2, pairs_pb2, people_pb2, people_pb2_grpc, programmes_pb2
from causeway_kit.outbox import events_in
from causeway_kit.service import Service
from matching.adapters.mongo import MongoRegister
from matching.domain.people import Mentee, Mentor
from matching.entrypoints.administrators import Administrators

ADMINISTRATOR = "administrator"
PIECE_BYTES = 32 * 1024
CALLS_FOR_A_RUN = 8
SIDES = {"mentee": access_pb2.ROLE_MENTEE, "mentor": access_pb2.ROLE_MENTOR}
POLICIES = programmes_pb2.Policies(
    aim="Aim", norms="Norms", safeguarding_contact="The lead", cadence_days=7, closure_rule="Goodbye"
)


class Signer(Protocol):
    """The part of an issuer that calls need."""

    def token(self, subject: str) -> str: ...


@dataclass
class Process:
    """Everything is asked as a subject: the administrator unless said otherwise."""

    service: Service
    issuer: Signer
    channel: grpc.aio.Channel

    async def ask(self, method: str, request: Any, subject: str = ADMINISTRATOR) -> Any:
        """`method` is for example `Programmes.Create`."""
        name, _, rpc = method.partition(".")
        stubs = importlib.import_module(f"causeway.matching.v1.{name.lower()}_pb2_grpc")
        stub: Any = getattr(stubs, f"{name}Stub")(self.channel)
        return await getattr(stub, rpc)(request, timeout=10, metadata=self.metadata(subject))

    def metadata(self, subject: str) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {self.issuer.token(subject)}"),)

    async def import_roster(
        self, programme_id: str, side: str, csv: bytes, *, dry_run: bool = False, subject: str = ADMINISTRATOR
    ) -> people_pb2.ImportRosterResponse:
        start = people_pb2.ImportRosterRequest.Start(programme_id=programme_id, side=SIDES[side], dry_run=dry_run)
        pieces = [csv[place : place + PIECE_BYTES] for place in range(0, len(csv), PIECE_BYTES)]
        parts = [people_pb2.ImportRosterRequest(start=start), *(people_pb2.ImportRosterRequest(csv=piece) for piece in pieces)]
        return await self.upload(parts, subject)

    async def upload(
        self, parts: Sequence[people_pb2.ImportRosterRequest], subject: str = ADMINISTRATOR
    ) -> people_pb2.ImportRosterResponse:
        stub: Any = people_pb2_grpc.PeopleStub(self.channel)  # type: ignore[no-untyped-call]
        answer: people_pb2.ImportRosterResponse = await stub.ImportRoster(
            iter(parts), timeout=60, metadata=self.metadata(subject)
        )
        return answer

    async def open_programme(self, key: str = "north") -> str:
        made = await self.ask("Programmes.Create", programmes_pb2.CreateRequest(client_key=key, name=key, policies=POLICIES))
        await self.ask("Programmes.Open", programmes_pb2.OpenRequest(programme_id=made.programme.programme_id))
        return str(made.programme.programme_id)

    async def enrol(self, programme_id: str, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        await self.import_roster(programme_id, "mentee", roster_of(mentees))
        await self.import_roster(programme_id, "mentor", roster_of(mentors))

    async def run(self, programme_id: str, key: str = "k1", **asked: Any) -> matching_pb2.MatchingRun:
        """Asks with the same key until the run is made: a busy machine may need longer than one call waits."""
        request = matching_pb2.RunRequest(programme_id=programme_id, client_key=key, **asked)
        for _ in range(CALLS_FOR_A_RUN):
            run: matching_pb2.MatchingRun = (await self.ask("Matching.Run", request)).run
            if run.HasField("made_at"):
                break
        return run

    async def start(self, run: matching_pb2.MatchingRun) -> int:
        request = matching_pb2.StartRequest(programme_id=run.programme_id, run_id=run.run_id)
        return int((await self.ask("Matching.Start", request)).pairs_started)

    async def pairs(self, programme_id: str) -> list[pairs_pb2.Pair]:
        answer = await self.ask("Pairs.ListPairs", pairs_pb2.ListPairsRequest(programme_id=programme_id, page_size=1000))
        return list(answer.pairs)

    async def events(self) -> Counter[str]:
        return Counter(event["type"] for event in events_in(await self.service.store.find("outbox", {})))


@asynccontextmanager
async def serving(service: Service, issuer: Signer) -> AsyncIterator[Process]:
    """Answers calls; nothing runs by itself."""
    await Administrators(service.open_work, MongoRegister, service.status, [ADMINISTRATOR]).appoint()
    server = grpc.aio.server()
    service.rpc.attach(server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Process(service, issuer, channel)
    await server.stop(None)


def roster_of(people: Sequence[Mentee] | Sequence[Mentor]) -> bytes:
    """The file that says what these people are."""
    first = people[0]
    columns = [name for kind in type(first).__mro__[::-1] for name in getattr(kind, "__annotations__", {})]
    rows = [",".join(_cell(getattr(person, column)) for column in columns) for person in people]
    return "\n".join([",".join(columns), *rows]).encode()


def _cell(value: object) -> str:
    if isinstance(value, frozenset):
        return "|".join(sorted(map(str, value)))
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)
