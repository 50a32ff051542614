"""Use case: staff change what a programme says of itself, before and after it has opened."""

from collections.abc import Callable

from matching.app.ports import PROGRAMMES, Register
from matching.domain.programme import Programme
from matching.domain.programme import update_programme as updated


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id)]


def update_programme(register: Register, programme_id: str, change: Callable[[Programme], Programme]) -> Programme:
    """Raises ProgrammeNotFound, ProgrammeNotAccepted, PoliciesMissing, PoliciesContradict, ProgrammeClosed."""
    known = register.programme(programme_id)
    after = updated(known, change(known))
    if after != known:
        register.save_programme(after)
    return after
