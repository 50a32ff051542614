"""Use case: a programme settles how its pairs are looked after. What is due already keeps its time."""

from matching.app.care_ports import CARE_RULES, CareRegister
from matching.app.ports import PROGRAMMES
from matching.domain.care_rules import CareRules, check_care_rules


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (CARE_RULES, programme_id)]


def set_care_rules(register: CareRegister, wanted: CareRules) -> CareRules:
    """The same rules again change nothing. Raises ProgrammeNotFound, CareRulesNotAccepted."""
    register.programme(wanted.id)
    check_care_rules(wanted)
    if register.kept(CareRules, wanted.id) != wanted:
        register.keep(wanted)
    return wanted
