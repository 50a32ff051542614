"""A roster comes in: collected within limits, read in a process of its own, enrolled many people a transaction."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import structlog

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.errors import Overloaded, Unavailable, invalid
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app.enrol_person import Arrival, enrol_person, needs
from matching.app.people_ports import PeopleRegister
from matching.app.ports import OwnProcess, Reading, WorkLost
from matching.app.read_for_programme import PackedRoster, read_for_programme, unpacked
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import Change
from matching.domain.people import Side
from matching.domain.programme import Programme, require_enrolling
from matching.domain.roster_import import ImportState, RosterImport, import_id_of
from matching.entrypoints.keeping_imports import keep_import
from matching.entrypoints.rpc_parts import LONGEST_KEY

log = structlog.get_logger()
LARGEST_ROSTER = 256 * 1024 * 1024
ROSTERS_AT_ONCE = 4  # each may hold its file and a copy of it while it is read
SIDES = {access_pb2.ROLE_MENTEE: Side.MENTEE, access_pb2.ROLE_MENTOR: Side.MENTOR}


@dataclass(frozen=True, slots=True)
class Imported:
    import_id: str
    changes: Counter[Change]
    read: PackedRoster


@dataclass(frozen=True, slots=True)
class _Asked:
    """Watched: somebody may ask how far it is, so that every step is kept; else only what has changed something."""

    import_id: str
    programme: Programme
    side: Side
    watched: bool
    committed: bool


class Importing:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[PeopleRegister],
        reading: Reading,
        elsewhere: OwnProcess,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._elsewhere = elsewhere
        self._clock = clock
        self._under_way = 0
        self._going_on: dict[str, asyncio.Task[None]] = {}

    async def import_roster(self, requests: AsyncIterator[pb.ImportRosterRequest]) -> Imported:
        """Raises Refused, Overloaded, ProgrammeNotFound, ProgrammeClosed, WorkLost, Unavailable."""
        start = (await anext(requests)).start
        side = SIDES.get(start.side)
        if side is None or not start.programme_id:
            raise invalid("Begin with a part `start` that names the programme and a side: mentees or mentors.")
        if len(start.client_key) > LONGEST_KEY:
            raise invalid(f"client_key has at most {LONGEST_KEY} characters. Nothing was enrolled.")
        programme = await self._reading.programme(start.programme_id)
        require_enrolling(programme, self._clock.now().date())
        if self._under_way >= ROSTERS_AT_ONCE:
            raise Overloaded("other rosters are being read here; nothing was enrolled. Try again in a minute")
        self._under_way += 1
        try:
            roster = await _collected(requests)
            asked = _asked(start, programme, side, roster)
            if start.in_background and not start.dry_run:
                self._go_on(asked, roster)
                return Imported(asked.import_id, Counter(), PackedRoster([], 0, [], 0))
            return await self._import(asked, roster, dry_run=start.dry_run)
        finally:
            self._under_way -= 1

    def _go_on(self, asked: _Asked, roster: bytes) -> None:
        """The same import again joins the one that is under way."""
        if asked.import_id not in self._going_on:
            task = asyncio.create_task(self._in_background(asked, roster))
            self._going_on[asked.import_id] = task
            task.add_done_callback(lambda _: self._going_on.pop(asked.import_id, None))

    async def _in_background(self, asked: _Asked, roster: bytes) -> None:
        self._under_way += 1
        try:
            await self._import(asked, roster, dry_run=False)
        except (Unavailable, WorkLost) as error:
            # its record falls silent, which tells that it has stopped; the same file again goes on
            log.warning("an import has stopped", import_id=asked.import_id, why=type(error).__name__)
        finally:
            self._under_way -= 1

    async def _import(self, asked: _Asked, roster: bytes, *, dry_run: bool) -> Imported:
        programme, side = asked.programme, asked.side
        record = RosterImport(asked.import_id, programme.id, side, self._clock.now())
        if asked.watched and not dry_run:
            await self._keep(record)
        read = await self._elsewhere.call(read_for_programme, roster, side, programme.terms.ages.youngest(side))
        if dry_run:
            changes = await self._compare(asked, read)
        else:
            record = replace(record, state=ImportState.ENROLLING, rows=read.people, left_out=read.left_out)
            changes = await self._enrol(asked, record, read)
        return Imported(asked.import_id, changes, read)

    async def _compare(self, asked: _Asked, read: PackedRoster) -> Counter[Change]:
        changes: Counter[Change] = Counter()
        for group in read.groups:
            changes.update(await self._reading.compare(asked.programme.id, asked.side, unpacked(group)))
        return changes

    async def _enrol(self, asked: _Asked, record: RosterImport, read: PackedRoster) -> Counter[Change]:
        changes: Counter[Change] = Counter()
        for group in read.groups:  # in one transaction each: more people would keep other calls waiting for longer than 100 ms
            items = [self._item(asked, person) for person in unpacked(group)]
            if asked.watched:
                items.append(self._record_item(_so_far(record, changes, self._clock)))
            for result in await run_batch(self._open_work, items):
                if isinstance(result, Failed):
                    raise result.error
                if isinstance(result, Change):
                    changes[result] += 1
        if asked.watched or set(changes) - {Change.UNCHANGED}:
            done = replace(_so_far(record, changes, self._clock), state=ImportState.DONE)
            await self._keep(done, read if asked.watched else None)
        return changes

    async def _keep(self, record: RosterImport, read: PackedRoster | None = None) -> None:
        for result in await run_batch(self._open_work, [self._record_item(record, read)]):
            if isinstance(result, Failed):
                raise result.error

    def _record_item(self, record: RosterImport, read: PackedRoster | None = None) -> Item:
        return keep_import(self._opens, record, read.problems if read is not None else ())

    def _item(self, asked: _Asked, person: RosterPerson) -> Item:
        arrival = Arrival(asked.programme.id, asked.side, person, asked.import_id, asked.committed)
        return Item(needs(arrival), lambda work: enrol_person(self._opens(work), arrival))


def _asked(start: pb.ImportRosterRequest.Start, programme: Programme, side: Side, roster: bytes) -> _Asked:
    key = start.client_key or hashlib.sha256(roster).hexdigest()
    import_id = import_id_of(programme.id, side, key)
    return _Asked(import_id, programme, side, bool(start.client_key or start.in_background), start.commitment_accepted)


def _so_far(record: RosterImport, changes: Counter[Change], clock: Clock) -> RosterImport:
    return replace(
        record,
        moved_at=clock.now(),
        rows_done=changes.total(),
        enrolled=changes[Change.ENROLLED],
        changed=changes[Change.CHANGED],
        unchanged=changes[Change.UNCHANGED],
    )


async def _collected(requests: AsyncIterator[pb.ImportRosterRequest]) -> bytes:
    """Raises Refused for a second start, and for more than 256 MB."""
    roster = bytearray()
    async for request in requests:
        if request.WhichOneof("part") != "csv":
            raise invalid("After the part `start` send parts `csv` only. Nothing was enrolled.")
        roster += request.csv
        if len(roster) > LARGEST_ROSTER:
            raise invalid("The roster is larger than 256 MB. Nothing was enrolled; send it in several files or as .gz.")
    return bytes(roster)
