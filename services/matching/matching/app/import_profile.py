"""Use case: what a file or a partner says of somebody is taken over, field by field, with their own consent for each."""

from collections.abc import Mapping
from dataclasses import replace

from matching.app.change_profile import open_profile
from matching.app.people_ports import Imported, ImportedField, PeopleRegister
from matching.app.profile_json import profile_json
from matching.domain.enrolment import Enrolment, Profile
from matching.domain.membership import DetailsNotAccepted, consent, touched
from matching.domain.standing import Consent, Purpose


def import_profile(
    register: PeopleRegister, programme_id: str, person_id: str, source: str, values: Mapping[str, object], version: str
) -> Enrolment:
    """Values are of the fields that were consented to. A second import of a field replaces the first.

    Raises PersonNotFound, DetailsNotAccepted, NotNow.
    """
    if not values:
        raise DetailsNotAccepted("No field was consented to, so nothing was taken over.")
    known, programme = register.person(programme_id, person_id), register.programme(programme_id)
    profile, before = open_profile(register, known), register.imported(person_id)
    after = dict(before)
    for field, value in values.items():
        stood = before[field].before if field in before else plain(getattr(profile.person, field))
        after[field] = ImportedField(source, plain(value), stood)
    said = Consent(Purpose.PROFILE_IMPORT, version, True, register.now, by=person_id)
    agreed, events = consent(programme, known, said)
    moved = touched(programme, agreed, register.now)
    register.save_person(moved, profile_json(overlaid(profile, after)), events)
    register.save_imported(person_id, after)
    return moved


def switch_imported_field(register: PeopleRegister, programme_id: str, person_id: str, field: str, *, on: bool) -> Enrolment:
    """With it off, what stood there before counts again. Raises PersonNotFound, DetailsNotAccepted, NotNow."""
    known, imported = register.person(programme_id, person_id), register.imported(person_id)
    if field not in imported:
        raise DetailsNotAccepted("No field of this name was imported. Nothing was changed.")
    if imported[field].on == on:
        return known
    after = {**imported, field: replace(imported[field], on=on)}
    moved = touched(register.programme(programme_id), known, register.now)
    register.save_person(moved, profile_json(overlaid(open_profile(register, known), after)), [])
    register.save_imported(person_id, after)
    return moved


def overlaid(profile: Profile, imported: Imported) -> Profile:
    """The profile in which each imported field says what it is to say now."""
    changes = {field: _value(one.value if one.on else one.before) for field, one in imported.items()}
    return replace(profile, person=replace(profile.person, **changes))  # type: ignore[arg-type]


def rebased(profile: Profile, imported: Imported) -> dict[str, ImportedField]:
    """What stands under the imported fields is what a newer roster says."""
    return {field: replace(one, before=plain(getattr(profile.person, field))) for field, one in imported.items()}


def plain(value: object) -> object:
    """As JSON keeps it."""
    return sorted(value) if isinstance(value, frozenset) else value


def _value(value: object) -> object:
    return frozenset(value) if isinstance(value, list) else value
