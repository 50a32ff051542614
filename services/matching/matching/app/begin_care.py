"""Use case: a pair has started or ended, so it is looked after from now on, or no longer."""

from dataclasses import replace

from matching.app.care_ports import CARE, CARE_RULES, CASELOADS, CHECK_INS, CareRegister, Looked
from matching.app.ports import PAIRS
from matching.domain.care import Care, begin_care, end_care
from matching.domain.care_rules import CareRules
from matching.domain.caseload import Caseload, caseload_id, give_up
from matching.domain.check_in import CheckIn, drop


def needs(looked: Looked) -> list[tuple[str, str]]:
    own = [(CARE, looked.pair.id), (PAIRS, looked.pair.id), (CARE_RULES, looked.pair.programme_id)]
    care = looked.care
    if care is None:
        return own
    check_ins = [(CHECK_INS, about) for about in care.open_check_ins]
    return [*own, (CASELOADS, caseload_id(care.programme_id, care.manager_id)), *check_ins]


def follow_pair(register: CareRegister, seen: Looked) -> None:
    """A second time changes nothing. What changed since it was read is taken up by the next look."""
    pair, care = register.known_pair(seen.pair.id), register.kept(Care, seen.pair.id)
    if pair is None or not pair.care_due or care != seen.care:
        return
    register.save_pair(replace(pair, care_due=False), [])
    if pair.active and care is None:
        rules = register.kept(CareRules, pair.programme_id) or CareRules(pair.programme_id)
        register.keep(begin_care(pair, rules))
    elif not pair.active and care is not None and care.open:
        _leave(register, care)


def _leave(register: CareRegister, care: Care) -> None:
    """Frees the relationship manager's place."""
    caseload = register.kept(Caseload, caseload_id(care.programme_id, care.manager_id))
    if caseload is not None:
        register.keep(give_up(caseload, care.id))
    for about in care.open_check_ins:
        check_in = register.kept(CheckIn, about)
        if check_in is not None and check_in.open:
            register.keep(drop(check_in))
    register.keep(end_care(care))
