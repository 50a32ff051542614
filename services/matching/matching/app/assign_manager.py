"""Use case: a pair gets the relationship manager who looks after it, within what each has room for."""

from collections.abc import Sequence

from matching.app.care_ports import CARE, CASELOADS, CHECK_INS, CareRegister
from matching.domain.care import Care, assign, without_manager
from matching.domain.caseload import Caseload, NotTrained, caseload_id, give_up, take
from matching.domain.check_in import CheckIn, hand_over

NO_CASELOAD = "This relationship manager has no caseload in this programme. Nothing was changed; give one with SetCaseload."


def needs(care: Care, staff_id: str) -> list[tuple[str, str]]:
    caseloads = {caseload_id(care.programme_id, one) for one in (staff_id, care.manager_id)}
    check_ins = [(CHECK_INS, about) for about in care.open_check_ins]
    return [(CARE, care.id), *((CASELOADS, one) for one in sorted(caseloads)), *check_ins]


def assign_manager(register: CareRegister, seen: Care, staff_id: str) -> Care:
    """Raises NoRoom, NotTrained. The same again changes nothing."""
    care = register.kept(Care, seen.id) or seen
    if not care.open or care.manager_id == staff_id:
        return care
    caseload = register.kept(Caseload, caseload_id(care.programme_id, staff_id))
    if caseload is None:
        raise NotTrained(NO_CASELOAD)
    register.keep(take(caseload, care.id))
    _leave_former(register, care)
    assigned, events = assign(care, staff_id)
    register.keep(assigned, events)
    for about in care.open_check_ins:
        check_in = register.kept(CheckIn, about)
        if check_in is not None and check_in.open and check_in.escalation == 0:
            register.keep(hand_over(check_in, staff_id))
    return assigned


def offer_manager(register: CareRegister, seen: Care, staff_id: str) -> bool:
    """Whether the pair has one now. Somebody whose room went meanwhile is passed over, and the next look chooses again."""
    care = register.kept(Care, seen.id)
    caseload = register.kept(Caseload, caseload_id(seen.programme_id, staff_id))
    if care is None or care.manager_id or caseload is None or not caseload.takes_more:
        return False
    assign_manager(register, care, staff_id)
    return True


def say_nobody_has_room(register: CareRegister, seen: Care) -> None:
    care = register.kept(Care, seen.id)
    if care is None or not care.open or care.manager_id:
        return
    missing, events = without_manager(care, register.now)
    if events:
        register.keep(missing, events)


def release(register: CareRegister, seen: Caseload, pair_ids: Sequence[str]) -> None:
    """Takes pairs from somebody who may not look after any more; they get the next one who has room."""
    caseload = register.kept(Caseload, seen.id)
    if caseload is None or caseload.trained:
        return
    for pair_id in pair_ids:
        care = register.kept(Care, pair_id)
        caseload = give_up(caseload, pair_id)
        if care is not None and care.manager_id == seen.staff_id:
            freed, events = without_manager(care, register.now)
            register.keep(freed, events)
    register.keep(caseload)


def best_of(caseloads: Sequence[Caseload]) -> Caseload | None:
    """Whoever has the largest share of their places free; the id decides between equals."""
    free = [one for one in caseloads if one.takes_more]
    return max(free, key=lambda one: (one.room / one.limit, one.room, one.staff_id), default=None)


def _leave_former(register: CareRegister, care: Care) -> None:
    former = register.kept(Caseload, caseload_id(care.programme_id, care.manager_id))
    if former is not None:
        register.keep(give_up(former, care.id))


def with_one_more(caseload: Caseload, pair_id: str) -> Caseload:
    """For planning several at once; each is tested again when it is done."""
    return take(caseload, pair_id)
