"""A roster comes in: collected within limits, read in a process of its own, enrolled many people a transaction."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.errors import Overloaded, invalid
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app.enrol_person import Arrival, enrol_person, needs
from matching.app.ports import OwnProcess, Reading, Register
from matching.app.read_people import RosterPerson, RosterRead, read_people
from matching.domain.enrolment import Change
from matching.domain.people import Side
from matching.domain.programme import require_open

LARGEST_ROSTER = 256 * 1024 * 1024
PEOPLE_IN_A_TRANSACTION = 200  # more would keep other calls waiting for longer than 100 ms
ROSTERS_AT_ONCE = 4  # each may hold 256 MB for a while
SIDES = {access_pb2.ROLE_MENTEE: Side.MENTEE, access_pb2.ROLE_MENTOR: Side.MENTOR}


@dataclass(frozen=True, slots=True)
class Imported:
    changes: Counter[Change]
    read: RosterRead


class Importing:
    def __init__(
        self, open_work: Callable[[], UnitOfWork], opens: Opens[Register], reading: Reading, elsewhere: OwnProcess
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._elsewhere = elsewhere
        self._under_way = 0

    async def import_roster(self, requests: AsyncIterator[pb.ImportRosterRequest]) -> Imported:
        """Raises Refused, Overloaded, ProgrammeNotFound, ProgrammeClosed, WorkLost, Unavailable."""
        start = (await anext(requests)).start
        side = SIDES.get(start.side)
        if side is None or not start.programme_id:
            raise invalid("Begin with a part `start` that names the programme and a side: mentees or mentors.")
        require_open(await self._reading.programme(start.programme_id))
        if self._under_way >= ROSTERS_AT_ONCE:
            raise Overloaded("other rosters are being read here; nothing was enrolled. Try again in a minute")
        self._under_way += 1
        try:
            read = await self._elsewhere.call(read_people, await _collected(requests), side)
            enrolling = self._compare if start.dry_run else self._enrol
            return Imported(await enrolling(start.programme_id, side, read.people), read)
        finally:
            self._under_way -= 1

    async def _compare(self, programme_id: str, side: Side, people: Sequence[RosterPerson]) -> Counter[Change]:
        return Counter(await self._reading.compare(programme_id, side, people))

    async def _enrol(self, programme_id: str, side: Side, people: Sequence[RosterPerson]) -> Counter[Change]:
        changes: Counter[Change] = Counter()
        for place in range(0, len(people), PEOPLE_IN_A_TRANSACTION):
            some = people[place : place + PEOPLE_IN_A_TRANSACTION]
            items = [self._item(Arrival(programme_id, side, person)) for person in some]
            for result in await run_batch(self._open_work, items):
                if isinstance(result, Failed):
                    raise result.error
                changes[result] += 1
        return changes

    def _item(self, arrival: Arrival) -> Item:
        return Item(needs(arrival), lambda work: enrol_person(self._opens(work), arrival))


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
