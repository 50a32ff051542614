"""Nobody is matched before everything that their programme asks of them is done."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causeway.matching.v1.events import ConsentChanged, PersonPaused, TrainingCompleted
from matching.app.change_person import change_person
from matching.app.record_check import record_check
from matching.domain import membership
from matching.domain.enrolment import Enrolment
from matching.domain.membership import DetailsNotAccepted, NotNow, PersonNotFound
from matching.domain.people import Mentor, Side
from matching.domain.readiness import NotReady, is_ready, ready_to_match, settled
from matching.domain.standing import Consent, Purpose, Standing
from matching.domain.terms import Ages, Commitment, Dates, Gates, Terms
from matching.testing import a_mentee, a_mentor
from matching.testing_people import FakePeople
from matching.testing_register import MONDAY, a_programme

TRAINED = Terms(gates=Gates(mentor_modules=("safeguarding", "listening")))


def a_person(side: Side = Side.MENTOR, **changes: Any) -> Enrolment:
    given = {"person_id": "p1", "programme_id": "north", "side": side, "minor": False, "checked": False}
    return Enrolment(**{**given, "time_zone": "", "fingerprint": "f", "version": 1, **changes})


def consenting(purpose: Purpose, *, given: bool = True) -> Consent:
    return Consent(purpose, "v1", given, MONDAY, "guardian")


def test_whoever_is_asked_for_nothing_may_be_matched() -> None:
    assert ready_to_match(a_programme(), a_person(), MONDAY) == ()
    assert is_ready(a_person(), MONDAY)


@pytest.mark.parametrize(
    ("terms", "side", "changes", "missing"),
    [
        (TRAINED, Side.MENTOR, {}, NotReady.TRAINING),
        (TRAINED, Side.MENTOR, {"standing": Standing(modules=("listening",))}, NotReady.TRAINING),
        (Terms(commitment=Commitment(10)), Side.MENTEE, {}, NotReady.COMMITMENT),
        (Terms(gates=Gates(checked_sides=frozenset({Side.MENTOR}))), Side.MENTOR, {}, NotReady.CHECK),
        (Terms(), Side.MENTOR, {"checked": True, "standing": Standing(checked_until=date(2026, 3, 1))}, NotReady.CHECK),
        (Terms(ages=Ages(youngest_mentee=13)), Side.MENTEE, {"minor": True}, NotReady.GUARDIAN),
        (Terms(), Side.MENTEE, {"standing": Standing(paused=True)}, NotReady.PAUSED),
        (Terms(), Side.MENTEE, {"standing": Standing(left_at=MONDAY)}, NotReady.LEFT),
        (
            Terms(commitment=Commitment(10)),
            Side.MENTOR,
            {"standing": Standing(committed_at=MONDAY, available_until=date(2026, 4, 1))},
            NotReady.LEAVES_TOO_SOON,
        ),
    ],
)
def test_each_thing_that_is_missing_keeps_somebody_from_being_matched(
    terms: Terms, side: Side, changes: dict[str, Any], missing: NotReady
) -> None:
    programme, person = a_programme(terms=terms), a_person(side, **changes)

    assert ready_to_match(programme, person, MONDAY) == (missing,)
    assert not is_ready(settled(programme, person, MONDAY), MONDAY)


@pytest.mark.parametrize(
    ("terms", "side", "changes"),
    [
        (TRAINED, Side.MENTEE, {}),
        (TRAINED, Side.MENTOR, {"standing": Standing(modules=("listening", "safeguarding"))}),
        (Terms(ages=Ages(youngest_mentee=13)), Side.MENTEE, {}),
        (Terms(ages=Ages(youngest_mentee=13, consents_kept_elsewhere=True)), Side.MENTEE, {"minor": True}),
        (
            Terms(ages=Ages(youngest_mentee=13)),
            Side.MENTEE,
            {"minor": True, "standing": Standing(consents=(consenting(Purpose.TAKING_PART),))},
        ),
        (Terms(), Side.MENTOR, {"checked": True, "standing": Standing(checked_until=date(2026, 3, 2))}),
        (Terms(), Side.MENTOR, {"standing": Standing(paused=True, paused_until=MONDAY)}),
    ],
)
def test_what_is_done_or_asked_of_others_keeps_nobody_back(terms: Terms, side: Side, changes: dict[str, Any]) -> None:
    programme, person = a_programme(terms=terms), a_person(side, **changes)

    assert ready_to_match(programme, person, MONDAY) == ()
    assert is_ready(settled(programme, person, MONDAY), MONDAY)


DAYS = st.none() | st.dates(date(2026, 2, 1), date(2026, 8, 1))
MOMENTS = st.none() | st.integers(-30, 150).map(lambda days: MONDAY + timedelta(days=days))


@given(
    st.builds(
        Standing,
        paused=st.booleans(),
        paused_until=MOMENTS,
        checked_until=DAYS,
        available_until=DAYS,
        committed_at=st.none() | st.just(MONDAY),
        modules=st.sampled_from([(), ("safeguarding", "listening")]),
    ),
    st.integers(0, 12),
    st.booleans(),
    st.integers(0, 150),
)
def test_the_stored_fields_say_the_same_as_the_rules_as_time_goes_by(
    standing: Standing, weeks: int, ends: bool, days_later: int
) -> None:
    dates = Dates(ends_on=date(2026, 6, 1)) if ends else Dates()
    programme = a_programme(terms=Terms(commitment=Commitment(weeks), gates=TRAINED.gates, dates=dates))
    person = settled(programme, a_person(standing=standing), MONDAY)
    later = MONDAY + timedelta(days=days_later)

    assert is_ready(person, MONDAY) == (ready_to_match(programme, person, MONDAY) == ())
    if is_ready(person, later):
        assert ready_to_match(programme, person, later) == ()


def test_a_finished_module_is_told_once_and_unlocks_at_once() -> None:
    people = FakePeople(a_programme(terms=TRAINED))
    mentor = people.enrol(a_mentor())
    assert not mentor.ready

    for module in ("safeguarding", "listening", "listening"):
        change_person(
            people, "north", mentor.person_id, lambda one, who, now, m=module: membership.complete_module(one, who, m, now)
        )

    told = [event.module_id for event in people.sent if isinstance(event, TrainingCompleted)]
    assert told == ["safeguarding", "listening"]
    assert is_ready(people.people[mentor.person_id], MONDAY)


def test_a_module_that_the_programme_does_not_have_is_refused() -> None:
    people = FakePeople(a_programme(terms=TRAINED))
    mentor = people.enrol(a_mentor())

    with pytest.raises(DetailsNotAccepted, match="requires no module"):
        change_person(
            people, "north", mentor.person_id, lambda one, who, now: membership.complete_module(one, who, "cookery", now)
        )

    assert people.sent == []


def test_a_check_that_staff_record_counts_in_the_rules_for_minors_and_outlives_a_newer_roster() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor(checked=False))

    record_check(people, "north", mentor.person_id, passed=True, valid_until=date(2027, 1, 1))
    people.enrol(a_mentor(checked=False, field="law"))

    profile = people.profile(mentor.person_id)
    assert profile is not None
    assert isinstance(profile.person, Mentor)
    assert (profile.person.checked, profile.person.field) == (True, "law")
    assert people.people[mentor.person_id].standing.checked_until == date(2027, 1, 1)


def test_a_check_of_the_past_is_refused() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())

    with pytest.raises(DetailsNotAccepted, match="expired already"):
        record_check(people, "north", mentor.person_id, passed=True, valid_until=date(2026, 1, 1))


def test_a_pause_is_told_and_ends_by_itself() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())
    until = MONDAY + timedelta(days=3)

    for _ in range(2):
        change_person(people, "north", mentor.person_id, lambda one, who, now: membership.pause(one, who, until, now))

    [paused] = people.sent
    assert isinstance(paused, PersonPaused)
    person = people.people[mentor.person_id]
    assert not is_ready(person, MONDAY)
    assert is_ready(person, until)


def test_coming_back_ends_a_pause_at_once_and_without_a_pause_says_nothing() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())

    change_person(people, "north", mentor.person_id, membership.come_back)
    change_person(people, "north", mentor.person_id, lambda one, who, now: membership.pause(one, who, None, now))
    change_person(people, "north", mentor.person_id, membership.come_back)

    assert people.told() == ["PersonPaused", "PersonReturned"]
    assert is_ready(people.people[mentor.person_id], MONDAY)


def test_a_pause_of_the_past_is_refused() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())

    with pytest.raises(DetailsNotAccepted, match="over already"):
        change_person(people, "north", mentor.person_id, lambda one, who, now: membership.pause(one, who, MONDAY, now))


def test_a_consent_is_told_with_its_version_and_counts_until_it_is_withdrawn() -> None:
    people = FakePeople(a_programme(terms=Terms(ages=Ages(youngest_mentee=13))))
    mentee = people.enrol(a_mentee(age=15))

    for agreed in (True, True, False):
        said = consenting(Purpose.TAKING_PART, given=agreed)
        change_person(people, "north", mentee.person_id, lambda one, who, now, said=said: membership.consent(one, who, said))
        assert is_ready(people.people[mentee.person_id], MONDAY) is agreed

    told = [(event.words_version, event.given) for event in people.sent if isinstance(event, ConsentChanged)]
    assert told == [("v1", True), ("v1", False)]
    assert len(people.people[mentee.person_id].standing.consents) == 2


def test_nothing_is_changed_of_somebody_of_another_programme_or_who_has_left() -> None:
    people = FakePeople(a_programme(), a_programme(id="south"))
    mentor = people.enrol(a_mentor())

    with pytest.raises(PersonNotFound):
        change_person(people, "south", mentor.person_id, membership.commit)
    change_person(people, "north", mentor.person_id, membership.leave)
    with pytest.raises(NotNow, match="has left"):
        change_person(people, "north", mentor.person_id, membership.commit)
