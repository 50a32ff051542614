"""Use case: what is due for a pair at this moment is done, once, whoever does it first."""

from dataclasses import replace
from datetime import datetime

from matching.app.care_ports import AGREEMENTS, CARE, CARE_RULES, CASELOADS, CHECK_INS, GOALS, REVIEWS, SKILLS, CareRegister
from matching.app.end_pair import end_pair
from matching.app.end_pair import needs as end_needs
from matching.domain.agreement import Agreement, find_overdue
from matching.domain.cadence import check_in_turn, people_of_check_in
from matching.domain.care import REST_TOO, Care, ConcernKind, Due, DueKind
from matching.domain.care_rules import CareRules
from matching.domain.caseload import Caseload, caseload_id
from matching.domain.check_in import ESCALATIONS, CheckIn, begin_check_in, check_in_id, escalate
from matching.domain.ending import resume
from matching.domain.goals import Goals, tell_late_steps
from matching.domain.pair import Pair
from matching.domain.review import open_review, record_of, review_id
from matching.domain.skills import Skills


def needs(care: Care, pair: Pair) -> list[tuple[str, str]]:
    turn = care.turns + 1
    check_ins = [check_in_id(care.id, turn, whom) for whom in people_of_check_in(minor=care.minor)]
    abouts = [*check_ins, *care.abouts(DueKind.CHECK_IN_LATE)]
    reviews = [review_id(care.id, care.reviews + 1), *care.abouts(DueKind.REVIEW_LATE)]
    return [
        *end_needs(pair),
        *((collection, care.id) for collection in (CARE, AGREEMENTS, GOALS, SKILLS)),
        *((CHECK_INS, one) for one in abouts),
        *((REVIEWS, one) for one in reviews),
        (CASELOADS, caseload_id(care.programme_id, care.manager_id)),
        (CARE_RULES, care.programme_id),
    ]


def do_due(register: CareRegister, seen: Care) -> None:
    """What changed since it was read is left to the next look."""
    care, pair = register.kept(Care, seen.id), register.known_pair(seen.id)
    if care is None or care != seen or pair is None or not pair.active:
        return
    for due in care.due_at(register.now):
        pair = register.pair(care.programme_id, care.id)
        care = register.kept(Care, seen.id) or care
        if pair.paused_until is not None and due.kind in REST_TOO:
            register.keep(care.with_due(due.kind, pair.paused_until, due.about))
        elif pair.active:
            _do(register, care, pair, due)


def _do(register: CareRegister, care: Care, pair: Pair, due: Due) -> None:
    match due.kind:
        case DueKind.PAUSE:
            _go_on(register, care, pair)
        case DueKind.GOODBYE:
            register.keep(care.with_due(DueKind.GOODBYE, None))
            end_pair(register, pair.programme_id, pair.id, pair.closes_for)
        case DueKind.AGREEMENT:
            _miss_agreement(register, care, pair)
        case DueKind.CHECK_IN:
            _begin_check_ins(register, care)
        case DueKind.CHECK_IN_LATE:
            _miss_check_in(register, care, due)
        case DueKind.REVIEW:
            _review(register, care)
        case DueKind.REVIEW_LATE:
            late = care.with_due(DueKind.REVIEW_LATE, None, due.about)
            register.keep(late.worried(ConcernKind.REVIEW_OVERDUE, register.now, due.about))
        case DueKind.STEPS:
            _tell_late_steps(register, care)


def _rules(register: CareRegister, care: Care) -> CareRules:
    return register.kept(CareRules, care.programme_id) or CareRules(care.programme_id)


def _go_on(register: CareRegister, care: Care, pair: Pair) -> None:
    resumed, events = resume(pair)
    register.save_pair(resumed, events)
    register.keep(care.with_due(DueKind.PAUSE, None))


def _miss_agreement(register: CareRegister, care: Care, pair: Pair) -> None:
    agreement, events = find_overdue(register.kept(Agreement, care.id) or Agreement(care.id), pair, care.manager_id)
    care = care.with_due(DueKind.AGREEMENT, None)
    if events:
        register.keep(agreement, events)
        care = care.worried(ConcernKind.AGREEMENT_OVERDUE, register.now)
    register.keep(care)


def _begin_check_ins(register: CareRegister, care: Care) -> None:
    rules = _rules(register, care)
    turn = check_in_turn(care.turns + 1, rules)
    for whom in people_of_check_in(minor=care.minor):
        check_in, events = begin_check_in(care, turn, whom, rules, register.now)
        register.keep(check_in, events)
        care = care.with_due(DueKind.CHECK_IN_LATE, check_in.answer_by, check_in.id)
    following = check_in_turn(turn.number + 1, rules)
    planned = _not_before(care.started_at + following.after, register.now, rules)
    register.keep(replace(care, turns=turn.number).with_due(DueKind.CHECK_IN, planned))


def _not_before(planned: datetime, now: datetime, rules: CareRules) -> datetime:
    """A pair whose turns were all missed, such as after a long outage, gets the next after some days and not all at once."""
    return planned if planned > now else now + check_in_turn(1, rules).after


def _miss_check_in(register: CareRegister, care: Care, due: Due) -> None:
    check_in = register.kept(CheckIn, due.about)
    if check_in is None or not check_in.open:
        register.keep(care.with_due(DueKind.CHECK_IN_LATE, None, due.about))
        return
    caseload = register.kept(Caseload, caseload_id(care.programme_id, care.manager_id))
    deputy = caseload.deputy_id if caseload is not None and check_in.escalation == 0 else ""
    missed, events = escalate(check_in, deputy, _rules(register, care), register.now)
    register.keep(missed, events)
    again = missed.answer_by if missed.escalation < ESCALATIONS else None
    care = care.with_due(DueKind.CHECK_IN_LATE, again, due.about)
    care = care.worried(ConcernKind.CHECK_IN_MISSED, register.now, due.about, missed.escalation)
    register.keep(replace(care, check_ins_missed=care.check_ins_missed + (1 if missed.escalation == 1 else 0)))


def _review(register: CareRegister, care: Care) -> None:
    goals = register.kept(Goals, care.id) or Goals(care.id, care.programme_id, care.mentee_id, care.mentor_id)
    skills = register.kept(Skills, care.id) or Skills(care.id, care.programme_id, care.mentee_id, care.mentor_id)
    agreement = register.kept(Agreement, care.id) or Agreement(care.id)
    rules = _rules(register, care)
    review, events = open_review(care, record_of(care, goals, skills, agreement, register.now), rules, register.now)
    register.keep(review, events)
    care = replace(care, reviews=review.number).with_due(DueKind.REVIEW, register.now + rules.review_every)
    register.keep(care.with_due(DueKind.REVIEW_LATE, review.answer_by, review.id))


def _tell_late_steps(register: CareRegister, care: Care) -> None:
    goals = register.kept(Goals, care.id)
    if goals is not None:
        goals, events = tell_late_steps(goals, register.now)
        if events:
            register.keep(goals, events)
    register.keep(care.with_due(DueKind.STEPS, goals.next_late() if goals is not None else None))
