"""Days pass: check-ins on the cadence, missed ones go to the next person, late agreements and reviews reach staff, each once."""

from collections import Counter
from datetime import timedelta

import pytest

from causeway.matching.v1.events import CheckInDepth, CheckInDue, CheckInMissed, CheckInWhom, PairEndReason
from matching.app.assign_manager import assign_manager
from matching.app.do_due import do_due
from matching.app.record_check_in import Heard, record_check_in
from matching.app.set_care_rules import set_care_rules
from matching.app.turn_pair import close_pair, pause_pair, resume_pair
from matching.domain.cadence import check_in_turn
from matching.domain.care import Care, ConcernKind, DueKind
from matching.domain.care_rules import CareRules, CareRulesNotAccepted
from matching.domain.check_in import CheckIn, Going
from matching.testing_care import DAY, FakeCare, a_pair, a_pair_looked_after
from matching.testing_register import MONDAY


def test_the_cadence_is_the_one_of_the_evidence() -> None:
    turns = [check_in_turn(number, CareRules("north")) for number in range(1, 16)]
    days = [turn.after.days for turn in turns]
    deep = [turn.after.days for turn in turns if turn.depth is CheckInDepth.IN_DEPTH]

    assert days == [10, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360, 450, 540]
    assert deep == [30, 60, 90, 180, 270, 360, 450, 540]
    assert sum(day <= 30 for day in days) == 2


def managed(**changes: object) -> FakeCare:
    register = a_pair_looked_after(**changes)
    register.hire("rosa", deputy_id="sven")
    assign_manager(register, register.care(), "rosa")
    return register


def hear(register: FakeCare, check_in: CheckIn, going: Going = Going.WELL, record: str = "") -> CheckIn:
    return record_check_in(register, Heard(check_in, "rosa", going, record))


def test_a_programme_settles_its_own_rhythm() -> None:
    register = FakeCare(a_pair())
    rules = CareRules("north", first_check_in_days=5, check_in_days=14, answer_days=3, agreement_days=2, review_days=42)

    assert set_care_rules(register, rules) == set_care_rules(register, rules) == rules
    register.follow()
    register.pass_days(14)

    assert register.care().turns == 2
    assert [one.answer_by for one in register.all(CheckIn) if one.due_at == MONDAY + 14 * DAY] == [MONDAY + 17 * DAY] * 2
    dues = {due.kind: due.at for due in register.care().dues}
    assert dues[DueKind.REVIEW] == MONDAY + 42 * DAY
    assert ConcernKind.AGREEMENT_OVERDUE in {one.kind for one in register.care().concerns}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"check_in_days": 6}, "check_in_days must be 7 to 92"),
        ({"answer_days": 0}, "answer_days must be 1 to 30"),
        ({"review_days": 10**9}, "review_days must be 14 to 366"),
        ({"first_check_in_days": 31}, "no later than the second"),
    ],
)
def test_a_rhythm_that_cannot_be_kept_is_refused_and_changes_nothing(given: dict[str, int], says: str) -> None:
    register = FakeCare()

    with pytest.raises(CareRulesNotAccepted, match=says):
        set_care_rules(register, CareRules("north", **given))

    assert register.all(CareRules) == []


def test_a_check_in_is_due_for_each_of_the_two_and_for_a_minors_guardian() -> None:
    adults, minors = managed(), managed(minor=True)

    adults.pass_days(10)
    minors.pass_days(10)

    assert [one.whom for one in adults.all(CheckIn)] == [CheckInWhom.MENTEE, CheckInWhom.MENTOR]
    assert [one.whom for one in minors.all(CheckIn)] == [CheckInWhom.MENTEE, CheckInWhom.MENTOR, CheckInWhom.GUARDIAN]
    due = [event for event in adults.sent if isinstance(event, CheckInDue)]
    assert {event.manager_id for event in due} == {"rosa"}
    assert due[0].answer_by == MONDAY + 17 * DAY


def test_a_year_of_answered_check_ins_reaches_each_participant_every_month() -> None:
    register = managed()

    for _ in range(365):
        register.pass_days(1)
        for check_in in register.all(CheckIn):
            if check_in.open:
                hear(register, check_in)

    due = [event for event in register.sent if isinstance(event, CheckInDue)]
    assert Counter(event.whom for event in due) == {CheckInWhom.MENTEE: 13, CheckInWhom.MENTOR: 13}
    assert register.care().check_ins_answered == 26
    assert register.care().check_ins_missed == 0
    assert not [event for event in register.sent if isinstance(event, CheckInMissed)]


def test_a_missed_check_in_goes_to_the_deputy_then_to_coordinators_and_is_counted_once() -> None:
    register = managed()

    register.pass_days(10 + 7)
    after_a_week = [(event.manager_id, event.escalation) for event in register.sent if isinstance(event, CheckInMissed)]
    register.pass_days(7)
    missed = [(event.manager_id, event.escalation) for event in register.sent if isinstance(event, CheckInMissed)]

    assert after_a_week == [("sven", 1), ("sven", 1)]
    assert missed == [*after_a_week, ("", 2), ("", 2)]
    assert register.care().check_ins_missed == 2
    worries = {(one.kind, one.escalation) for one in register.care().concerns}
    assert (ConcernKind.CHECK_IN_MISSED, 2) in worries


def test_a_missed_check_in_that_is_held_after_all_leaves_the_queue() -> None:
    register = managed()
    register.pass_days(10 + 7)

    for check_in in register.all(CheckIn):
        hear(register, check_in)

    assert not [one for one in register.care().concerns if one.kind is ConcernKind.CHECK_IN_MISSED]


def test_what_staff_write_down_is_sealed_and_stays_as_it_was_written_first() -> None:
    register = managed()
    register.pass_days(10)
    [first, _] = register.all(CheckIn)

    answered = hear(register, first, record="She likes it")
    again = hear(register, first, Going.WORRYING, "Something else")

    assert answered == again
    assert answered.record == "sealed for ada: She likes it"
    assert b"likes" not in b"".join(event.to_json() for event in register.sent)


def test_somebody_who_was_not_reached_is_still_to_be_reached() -> None:
    register = managed()
    register.pass_days(10)
    [first, _] = register.all(CheckIn)

    tried = hear(register, first, Going.NOT_REACHED)

    assert tried.open
    assert "CheckInAnswered" not in register.kinds()


def test_a_worrying_answer_stands_in_the_queue_of_staff() -> None:
    register = managed()
    register.pass_days(10)

    hear(register, register.all(CheckIn)[0], Going.WORRYING)

    assert ConcernKind.CHECK_IN_WORRYING in {one.kind for one in register.care().concerns}


def test_a_pair_without_an_agreement_before_week_two_is_told_once_and_staff_too() -> None:
    register = managed()

    register.pass_days(6)
    early = register.kinds().count("AgreementOverdue")
    register.pass_days(20)

    assert (early, register.kinds().count("AgreementOverdue")) == (0, 1)
    assert ConcernKind.AGREEMENT_OVERDUE in {one.kind for one in register.care().concerns}


def test_what_is_due_is_done_once_however_many_look_at_it() -> None:
    register = managed()
    register.now += 10 * DAY
    seen = register.care()

    do_due(register, seen)
    do_due(register, seen)

    assert Counter(register.kinds())["CheckInDue"] == 2


def test_a_long_outage_gives_one_round_of_check_ins_and_not_all_that_were_missed() -> None:
    register = managed()
    register.now += 200 * DAY

    register.do_due()

    assert Counter(register.kinds())["CheckInDue"] == 2


def test_a_resting_pair_is_asked_for_nothing_and_goes_on_by_itself() -> None:
    register = managed()
    pause_pair(register, register.pairs["p1"], MONDAY + 20 * DAY)

    register.pass_days(19)
    resting = register.kinds()
    register.pass_days(1)

    assert "AgreementOverdue" not in resting
    assert resting.count("PairPaused") == 1
    assert "CheckInDue" in resting
    assert {"PairResumed", "AgreementOverdue"} <= set(register.kinds())
    assert register.pairs["p1"].paused_until is None


def test_a_pair_that_goes_on_early_is_announced_once() -> None:
    register = managed()
    pause_pair(register, register.pairs["p1"], MONDAY + 20 * DAY)

    resume_pair(register, register.pairs["p1"])
    resume_pair(register, register.pairs["p1"])
    register.pass_days(30)

    assert register.kinds().count("PairResumed") == 1


def test_a_closing_pair_ends_when_the_days_for_goodbyes_are_over() -> None:
    register = managed()
    close_pair(register, register.pairs["p1"], PairEndReason.COMPLETED, timedelta(days=5))

    register.pass_days(4)
    assert register.pairs["p1"].active
    register.pass_days(1)

    assert not register.pairs["p1"].active
    assert register.pairs["p1"].end_reason is PairEndReason.COMPLETED
    assert register.kinds().count("PairEnded") == 1


@pytest.mark.parametrize("days", [1, 30, 400])
def test_nothing_happens_to_a_pair_after_its_end(days: int) -> None:
    register = managed()
    close_pair(register, register.pairs["p1"], PairEndReason.COMPLETED, timedelta(days=1))
    register.pass_days(1)
    before = len(register.sent)

    register.pass_days(days)

    assert len(register.sent) == before
    assert not register.kept(Care, "p1").open  # type: ignore[union-attr]


def test_a_check_in_of_an_ended_pair_waits_for_nobody() -> None:
    register = managed()
    register.pass_days(30)
    close_pair(register, register.pairs["p1"], PairEndReason.COMPLETED, timedelta(days=1))

    register.pass_days(2)

    assert not [one for one in register.all(CheckIn) if one.open]


def test_a_pair_is_begun_once() -> None:
    register = FakeCare(a_pair())
    register.follow()
    first = register.care()
    register.pass_days(10)
    register.follow()

    assert register.care().turns == 1
    assert first.turns == 0
