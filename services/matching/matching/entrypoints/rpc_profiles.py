"""The part of the People service in which somebody says what they are matched by, or has it imported."""

from collections.abc import Callable

from causeway.matching.v1 import people_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from matching.app import change_profile, import_profile
from matching.app.own_words import read_own, require_changeable
from matching.app.people_ports import PeopleRegister
from matching.domain.enrolment import Enrolment
from matching.entrypoints.own_person import own_person
from matching.entrypoints.people_parts import SOURCES, PeopleParts
from matching.entrypoints.profile_cells import cells_of
from matching.entrypoints.profile_edits import with_values


class ProfilesRpc:
    """What somebody says here is matched on and shown to nobody, so it needs no moderation."""

    def __init__(self, parts: PeopleParts) -> None:
        self._parts = parts

    async def UpdateProfile(self, request: pb.UpdateProfileRequest, caller: Caller) -> pb.UpdateProfileResponse:
        programme_id, fields = request.programme_id, list(dict.fromkeys(request.fields))
        if not fields:
            raise invalid("fields must name what is to be taken over from `profile`. Nothing was saved.")
        person_id = own_person(caller, programme_id)
        values = await self._values(programme_id, person_id, request.profile, fields)
        item = Item(
            change_profile.needs(programme_id, person_id),
            lambda work: change_profile.change_profile(self._parts.opens(work), programme_id, person_id, with_values(values)),
        )
        await self._parts.submit(item)
        return pb.UpdateProfileResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def ImportProfile(self, request: pb.ImportProfileRequest, caller: Caller) -> pb.ImportProfileResponse:
        programme_id, source = request.programme_id, SOURCES.get(request.source)
        if source is None:
            raise invalid("source must say whether a file or a partner told this. Nothing was saved.")
        person_id = own_person(caller, programme_id)
        fields = list(dict.fromkeys(request.consented_fields))
        values = await self._values(programme_id, person_id, request.profile, fields)
        await self._changed(
            programme_id,
            person_id,
            lambda register: import_profile.import_profile(register, programme_id, person_id, source, values, request.version),
        )
        return pb.ImportProfileResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def SwitchImportedField(self, request: pb.SwitchImportedFieldRequest, caller: Caller) -> pb.SwitchImportedFieldResponse:
        programme_id, field, on = request.programme_id, request.field, request.on
        person_id = own_person(caller, programme_id)
        await self._changed(
            programme_id,
            person_id,
            lambda register: import_profile.switch_imported_field(register, programme_id, person_id, field, on=on),
        )
        return pb.SwitchImportedFieldResponse(person=await self._parts.told(programme_id, person_id, caller))

    async def _values(self, programme_id: str, person_id: str, said: pb.OwnProfile, fields: list[str]) -> dict[str, object]:
        require_changeable(fields)
        side = (await self._parts.people.known(programme_id, person_id)).enrolment.side
        return read_own(side, cells_of(said), fields)

    async def _changed(self, programme_id: str, person_id: str, act: Callable[[PeopleRegister], Enrolment]) -> None:
        needs = change_profile.needs(programme_id, person_id)
        await self._parts.submit(Item(needs, lambda work: act(self._parts.opens(work))))
