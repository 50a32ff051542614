"""Use case: a programme takes nobody in any more."""

from matching.app.ports import PROGRAMMES, Register
from matching.domain import programme as domain
from matching.domain.programme import Programme


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id)]


def close_programme(register: Register, programme_id: str) -> Programme:
    """Raises ProgrammeNotFound."""
    closed, events = domain.close_programme(register.programme(programme_id))
    if events:
        register.save_programme(closed, events)
    return closed
