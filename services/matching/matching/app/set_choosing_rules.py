"""Use case: a programme settles how mentors are chosen. Requests that are open keep the time they were given."""

from matching.app.choosing_ports import CHOOSING_RULES, ChoosingRegister
from matching.app.ports import PROGRAMMES
from matching.domain.choosing_rules import ChoosingRules


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (CHOOSING_RULES, programme_id)]


def set_choosing_rules(register: ChoosingRegister, programme_id: str, rules: ChoosingRules) -> ChoosingRules:
    """The same rules again change nothing. Raises ProgrammeNotFound."""
    register.programme(programme_id)
    if register.choosing_rules(programme_id) != rules:
        register.save_choosing_rules(programme_id, rules)
    return rules
