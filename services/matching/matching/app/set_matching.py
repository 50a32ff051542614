"""Use case: staff say how a programme wants to be matched."""

from matching.app.ports import MATCHING_SETTINGS, PROGRAMMES
from matching.app.run_ports import RunRegister
from matching.domain.matching_settings import MatchingSettings, settle


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (MATCHING_SETTINGS, programme_id)]


def set_matching(register: RunRegister, wanted: MatchingSettings) -> MatchingSettings:
    """Raises ProgrammeNotFound, SettingsRefused."""
    register.programme(wanted.programme_id)
    known = register.matching_settings(wanted.programme_id)
    settled = settle(known, wanted)
    if settled != known:
        register.save_matching_settings(settled)
    return settled
