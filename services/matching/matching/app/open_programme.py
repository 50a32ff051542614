"""Use case: a programme whose policies are settled opens its doors."""

from matching.app.ports import PROGRAMMES, Register
from matching.domain import programme as domain
from matching.domain.programme import Programme


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id)]


def open_programme(register: Register, programme_id: str) -> Programme:
    """Raises ProgrammeNotFound, PoliciesMissing."""
    opened, events = domain.open_programme(register.programme(programme_id))
    if events:
        register.save_programme(opened, events)
    return opened
