"""The part of the People service in which somebody's standing changes: promises, consents, training, checks, pauses, leaving."""

from datetime import datetime

from causeway.access.v1.access import Role
from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import Caller, denied
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from matching.app import become_mentor, block_person, change_profile, leave_programme, record_check, set_consent
from matching.domain import membership
from matching.domain.people import MOST_PLACES, SLOTS_IN_A_WEEK
from matching.domain.standing import Consent, Purpose
from matching.entrypoints.days import day_of, end_of
from matching.entrypoints.own_person import STAFF_OF_PEOPLE, own_person, whose
from matching.entrypoints.people_parts import PURPOSES, PeopleParts
from matching.entrypoints.profile_edits import with_slots
from matching.entrypoints.rpc_parts import require

LONGEST_MODULE = 200
READERS = (*STAFF_OF_PEOPLE, Role.RELATIONSHIP_MANAGER, Role.SAFEGUARDING_LEAD)


class StandingRpc:
    def __init__(self, parts: PeopleParts) -> None:
        self._parts = parts

    async def GetPerson(self, request: pb.GetPersonRequest, caller: Caller) -> pb.GetPersonResponse:
        programme_id, person_id = request.programme_id, request.person_id
        if person_id and await self._answers_for(caller, programme_id, person_id):
            return pb.GetPersonResponse(person=await self._parts.told(programme_id, person_id, caller))
        person_id = whose(caller, programme_id, person_id, *READERS)
        return pb.GetPersonResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def _answers_for(self, caller: Caller, programme_id: str, mentee_id: str) -> bool:
        for grant in caller.grants:
            guardian = await self._parts.people.guardian(grant.person_id) if grant.role == "guardian" else None
            if guardian is not None and guardian.programme_id == programme_id and mentee_id in guardian.mentee_ids:
                return True
        return False

    async def AcceptCommitment(self, request: pb.AcceptCommitmentRequest, caller: Caller) -> pb.AcceptCommitmentResponse:
        person_id = own_person(caller, request.programme_id)
        await self._parts.move(request.programme_id, person_id, membership.commit)
        return pb.AcceptCommitmentResponse(person=await self._parts.told(request.programme_id, person_id, caller))

    async def SetConsent(self, request: pb.SetConsentRequest, caller: Caller) -> pb.SetConsentResponse:
        purpose, programme_id = PURPOSES.get(request.purpose), request.programme_id
        if purpose is None:
            raise invalid("purpose must say what the consent is for. Nothing was saved.")
        by = own_person(caller, programme_id)
        person_id = await self._consenting(caller, programme_id, request.mentee_id, purpose, by)
        said = Consent(purpose, request.version, request.given, self._parts.clock.now(), by)
        pairs = await self._parts.people.active_pairs(programme_id, person_id)
        item = Item(
            set_consent.needs(programme_id, person_id, pairs),
            lambda work: set_consent.set_consent(self._parts.opens(work), programme_id, person_id, said, pairs),
        )
        await self._parts.submit(item)
        await self._parts.promising.try_for(person_id)
        return pb.SetConsentResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def _consenting(self, caller: Caller, programme_id: str, mentee_id: str, purpose: Purpose, by: str) -> str:
        """Whose consent it is. Raises Refused."""
        if mentee_id:
            if await self._answers_for(caller, programme_id, mentee_id):
                return mentee_id
            raise denied("You do not answer for this mentee.")
        if purpose is Purpose.TAKING_PART:
            raise denied("Taking part is for a guardian to consent to. Nothing was saved.")
        return by

    async def CompleteTraining(self, request: pb.CompleteTrainingRequest, caller: Caller) -> pb.CompleteTrainingResponse:
        require(request.person_id, "person_id")
        require(request.module_id, "module_id", LONGEST_MODULE)
        programme_id, person_id, module = request.programme_id, request.person_id, request.module_id
        await self._parts.move(
            programme_id, person_id, lambda programme, person, now: membership.complete_module(programme, person, module, now)
        )
        return pb.CompleteTrainingResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def RecordCheck(self, request: pb.RecordCheckRequest, caller: Caller) -> pb.RecordCheckResponse:
        require(request.person_id, "person_id")
        programme_id, person_id, passed = request.programme_id, request.person_id, request.passed
        until = day_of(request.valid_until, "valid_until")
        item = Item(
            record_check.needs(programme_id, person_id),
            lambda work: record_check.record_check(
                self._parts.opens(work), programme_id, person_id, passed=passed, valid_until=until
            ),
        )
        await self._parts.submit(item)
        await self._parts.promising.try_for(person_id)
        return pb.RecordCheckResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def SetAvailability(self, request: pb.SetAvailabilityRequest, caller: Caller) -> pb.SetAvailabilityResponse:
        programme_id, slots = request.programme_id, frozenset(request.slots)
        if not all(0 <= slot < SLOTS_IN_A_WEEK for slot in slots):
            raise invalid(f"slots are blocks of the UTC week, 0 to {SLOTS_IN_A_WEEK - 1}. Nothing was saved.")
        until = day_of(request.available_until, "available_until")
        person_id = whose(caller, programme_id, request.person_id)
        await self._parts.move(
            programme_id, person_id, lambda programme, person, now: membership.stay_until(programme, person, until, now)
        )
        if slots:
            await self._edit(programme_id, person_id, with_slots(slots))
        return pb.SetAvailabilityResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def SetCapacity(self, request: pb.SetCapacityRequest, caller: Caller) -> pb.SetCapacityResponse:
        capacity, programme_id = request.capacity, request.programme_id
        if not 0 <= capacity <= MOST_PLACES:
            raise invalid(f"capacity must be 0 to {MOST_PLACES}. Nothing was saved.")
        person_id = whose(caller, programme_id, request.person_id)
        await self._edit(programme_id, person_id, change_profile.with_capacity(capacity))
        await self._parts.promising.try_for(person_id)
        told = await self._parts.told(programme_id, person_id, caller)
        notice = f"There are {told.pairs} mentees now; nobody new comes until fewer than {capacity} are left."
        return pb.SetCapacityResponse(person=told, notice=notice if told.pairs > capacity else "")

    async def _edit(self, programme_id: str, person_id: str, edit: change_profile.Edit) -> None:
        item = Item(
            change_profile.needs(programme_id, person_id),
            lambda work: change_profile.change_profile(self._parts.opens(work), programme_id, person_id, edit),
        )
        await self._parts.submit(item)

    async def TakePause(self, request: pb.TakePauseRequest, caller: Caller) -> pb.TakePauseResponse:
        until: datetime | None = end_of(day_of(request.until, "until"))
        person_id = whose(caller, request.programme_id, request.person_id)
        await self._parts.move(
            request.programme_id, person_id, lambda programme, person, now: membership.pause(programme, person, until, now)
        )
        return pb.TakePauseResponse(person=await self._parts.told(request.programme_id, person_id, caller))

    async def ComeBack(self, request: pb.ComeBackRequest, caller: Caller) -> pb.ComeBackResponse:
        person_id = whose(caller, request.programme_id, request.person_id)
        await self._parts.move(request.programme_id, person_id, membership.come_back)
        return pb.ComeBackResponse(person=await self._parts.told(request.programme_id, person_id, caller))

    async def Leave(self, request: pb.LeaveRequest, caller: Caller) -> pb.LeaveResponse:
        """A pair that starts in this moment is found when the pairs are looked for again: then nobody can start another one."""
        programme_id, ended = request.programme_id, 0
        person_id = whose(caller, programme_id, request.person_id)
        person = (await self._parts.people.known(programme_id, person_id)).enrolment
        while True:
            pairs = await self._parts.people.active_pairs(programme_id, person_id)
            item = Item(
                leave_programme.needs(person, pairs),
                lambda work, pairs=pairs: leave_programme.leave_programme(  # type: ignore[misc]
                    self._parts.opens(work), programme_id, person_id, pairs
                ),
            )
            ended += await self._parts.submit(item)
            if not await self._parts.people.active_pairs(programme_id, person_id):
                return pb.LeaveResponse(pairs_ended=ended)

    async def Block(self, request: pb.BlockRequest, caller: Caller) -> pb.BlockResponse:
        require(request.person_id, "person_id")
        programme_id, blocked_id = request.programme_id, request.person_id
        person_id = own_person(caller, programme_id)
        pairs = [pair for pair in await self._parts.people.active_pairs(programme_id, person_id) if pair.has(blocked_id)]
        item = Item(
            block_person.needs(programme_id, person_id, blocked_id, pairs),
            lambda work: block_person.block_person(self._parts.opens(work), programme_id, person_id, blocked_id, pairs),
        )
        return pb.BlockResponse(pairs_ended=await self._parts.submit(item))

    async def BecomeMentor(self, request: pb.BecomeMentorRequest, caller: Caller) -> pb.BecomeMentorResponse:
        capacity, programme_id = request.capacity or 1, request.programme_id
        if not 1 <= capacity <= MOST_PLACES:
            raise invalid(f"capacity must be 1 to {MOST_PLACES}. Nothing was saved.")
        person_id = own_person(caller, programme_id)
        person = (await self._parts.people.known(programme_id, person_id)).enrolment
        item = Item(
            become_mentor.needs(person),
            lambda work: become_mentor.become_mentor(self._parts.opens(work), programme_id, person_id, capacity),
        )
        await self._parts.submit(item)
        return pb.BecomeMentorResponse(person=await self._parts.told(programme_id, person_id, caller))
