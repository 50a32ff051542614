"""What all calls about people share: who is meant, the commit, and what the answer says of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app.change_person import Move, change_person, needs
from matching.app.people_ports import Known, PeopleReading, PeopleRegister
from matching.app.ports import Reading
from matching.domain.people import Mentor
from matching.domain.programme import Programme
from matching.domain.readiness import IN_WORDS, NotReady, ready_to_match
from matching.domain.standing import Consent, Purpose
from matching.entrypoints.days import written
from matching.entrypoints.importing import Importing
from matching.entrypoints.promising import Promising
from matching.entrypoints.undoing import Undoing

PURPOSES = {
    number: Purpose(name.removeprefix("CONSENT_PURPOSE_").lower()) for name, number in pb.ConsentPurpose.items() if number
}
PURPOSE_NAMES = {purpose: pb.ConsentPurpose.Name(number) for number, purpose in PURPOSES.items()}
SOURCES = {number: name.removeprefix("PROFILE_SOURCE_").lower() for name, number in pb.ProfileSource.items() if number}
SOURCE_NAMES = {source: pb.ProfileSource.Name(number) for number, source in SOURCES.items()}


@dataclass(frozen=True, slots=True)
class PeopleParts:
    commits: GroupCommit
    opens: Opens[PeopleRegister]
    reading: Reading
    people: PeopleReading
    importing: Importing
    undoing: Undoing
    promising: Promising
    clock: Clock
    issuer: str

    async def submit(self, item: Item) -> Any:
        return await self.commits.submit(item)

    async def move(self, programme_id: str, person_id: str, move: Move) -> None:
        """Two who wait for each other may start by it."""
        await self.submit(
            Item(needs(programme_id, person_id), lambda work: change_person(self.opens(work), programme_id, person_id, move))
        )
        await self.promising.try_for(person_id)

    async def told(self, programme_id: str, person_id: str, caller: Caller) -> pb.PersonDetails:
        """How somebody stands now. Raises ProgrammeNotFound, PersonNotFound."""
        programme = await self.reading.programme(programme_id)
        known = await self.people.known(programme_id, person_id)
        own = any(grant.person_id == person_id for grant in caller.grants)
        return self._details(programme, known, own=own)

    def _details(self, programme: Programme, known: Known, *, own: bool) -> pb.PersonDetails:
        person, standing = known.enrolment, known.enrolment.standing
        missing = ready_to_match(programme, person, self.clock.now())
        mentor = known.profile.person if known.profile is not None and isinstance(known.profile.person, Mentor) else None
        newest = (standing.newest(purpose) for purpose in Purpose)
        return pb.PersonDetails(
            person_id=person.person_id,
            role=person.role.value,
            minor=person.minor,
            ready=not missing,
            missing=in_words(missing),
            signed_in=bool(standing.subject),
            committed=standing.committed_at is not None,
            modules=standing.modules,
            checked=person.checked,
            checked_until=written(standing.checked_until),
            paused=NotReady.PAUSED in missing,
            paused_until=timestamp(standing.paused_until) if standing.paused_until is not None else None,
            available_until=written(standing.available_until),
            consents=[_consent(one) for one in newest if one is not None],
            left=standing.left,
            pairs=len(known.pairs),
            capacity=mentor.capacity if mentor is not None else 0,
            imported=[
                pb.ImportedField(field=field, source=SOURCE_NAMES.get(one.source), on=one.on)
                for field, one in sorted(known.imported.items())
            ]
            if own
            else [],
        )


def in_words(missing: Sequence[NotReady]) -> list[str]:
    return [IN_WORDS[reason] for reason in missing]


def _consent(one: Consent) -> pb.Consent:
    return pb.Consent(purpose=PURPOSE_NAMES[one.purpose], version=one.version, given=one.given, at=timestamp(one.at))
