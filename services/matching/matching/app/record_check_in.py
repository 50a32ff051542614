"""Use case: staff write down what they heard from somebody of a pair."""

from dataclasses import dataclass, replace

from matching.app.care_ports import CARE, CHECK_INS, CareRegister
from matching.app.ports import KEYS
from matching.domain.care import Care, ConcernKind, DueKind
from matching.domain.check_in import CheckIn, CheckInNotAccepted, CheckInNotFound, Going, answer

LONGEST_RECORD = 4_000


@dataclass(frozen=True, slots=True)
class Heard:
    check_in: CheckIn
    staff_id: str
    going: Going
    record: str


def needs(check_in: CheckIn) -> list[tuple[str, str]]:
    return [(CHECK_INS, check_in.id), (CARE, check_in.pair_id), (KEYS, check_in.person_id)]


def record_check_in(register: CareRegister, heard: Heard) -> CheckIn:
    """What was written first stays. Raises CheckInNotFound, CheckInNotAccepted."""
    if len(heard.record) > LONGEST_RECORD:
        raise CheckInNotAccepted(f"A record has at most {LONGEST_RECORD:,} characters. Nothing was saved.")
    known = register.kept(CheckIn, heard.check_in.id)
    if known is None:
        raise CheckInNotFound("There is no such check-in. Nothing was saved.")
    sealed = register.sealed_record(known, heard.record) if heard.record else ""
    answered, events = answer(known, heard.going, sealed, heard.staff_id, register.now)
    if answered == known:
        return known
    register.keep(answered, events)
    care = register.kept(Care, known.pair_id)
    if events and care is not None:
        register.keep(_heard(register, care, answered))
    return answered


def _heard(register: CareRegister, care: Care, check_in: CheckIn) -> Care:
    care = replace(care, check_ins_answered=care.check_ins_answered + 1)
    care = care.with_due(DueKind.CHECK_IN_LATE, None, check_in.id).settled(ConcernKind.CHECK_IN_MISSED, check_in.id)
    worrying = check_in.going is Going.WORRYING and care.open
    return care.worried(ConcernKind.CHECK_IN_WORRYING, register.now, check_in.id) if worrying else care
