"""A programme opens when its terms can be kept together, and keeps the terms on which people have joined."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from causeway.matching.v1.events import ProgrammeClosed as ProgrammeClosedEvent
from matching.app.close_programme import close_programme
from matching.app.open_programme import open_programme
from matching.app.update_programme import update_programme
from matching.domain.people import Side
from matching.domain.programme import (
    ModelOff,
    PoliciesContradict,
    PoliciesMissing,
    Programme,
    ProgrammeClosed,
    ProgrammeNotAccepted,
    require_enrolling,
    require_model,
)
from matching.domain.terms import (
    PAIRED,
    Ages,
    Commitment,
    Dates,
    Gates,
    KeyDate,
    Model,
    Terms,
    last_needed_day,
    late_start,
)
from matching.testing_register import FakeRegister, a_programme

SCHOOL_YEAR = Dates(starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 1))


def with_terms(**given: Any) -> Callable[[Programme], Programme]:
    return lambda programme: replace(programme, terms=replace(programme.terms, **given))


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (Terms(dates=Dates(starts_on=date(2026, 9, 1), ends_on=date(2026, 8, 1))), "ends before it starts"),
        (Terms(dates=Dates(enrolment_opens=date(2026, 9, 1), enrolment_closes=date(2026, 8, 1))), "closes before it opens"),
        (Terms(dates=Dates(enrolment_opens=date(2027, 8, 1), ends_on=date(2027, 7, 1))), "when the programme is over"),
        (Terms(dates=SCHOOL_YEAR, commitment=Commitment(60, 30)), "commitment of 60 weeks is longer"),
        (Terms(commitment=Commitment(0, 30)), "without saying for how many weeks"),
        (Terms(dates=replace(SCHOOL_YEAR, decisions=(KeyDate("UCAS", date(2028, 1, 1)),))), "«UCAS» lies outside"),
        (Terms(ages=Ages(youngest_mentee=18, consents_kept_elsewhere=True)), "though nobody under 18 may join"),
    ],
)
def test_terms_that_contradict_each_other_keep_a_programme_closed_with_the_reason(terms: Terms, reason: str) -> None:
    register = FakeRegister(a_programme(open=False, terms=terms))

    with pytest.raises(PoliciesContradict, match=reason):
        open_programme(register, "north")

    assert not register.programmes["north"].open
    assert register.sent == []


@pytest.mark.parametrize(
    "terms",
    [
        Terms(commitment=Commitment(-1)),
        Terms(commitment=Commitment(1, 20_000)),
        Terms(ages=Ages(youngest_mentee=200)),
        Terms(gates=Gates(mentor_modules=("",))),
        Terms(gates=Gates(mentee_modules=tuple(map(str, range(60))))),
        Terms(eligibility_group="x" * 201),
    ],
)
def test_terms_that_mean_nothing_are_refused(terms: Terms) -> None:
    register = FakeRegister(a_programme(open=False))

    with pytest.raises(ProgrammeNotAccepted, match=r"Nothing was saved\."):
        update_programme(register, "north", lambda programme: replace(programme, terms=terms))

    assert register.programmes["north"].terms == Terms()


def test_before_it_opens_everything_may_change() -> None:
    register = FakeRegister(a_programme(open=False))

    update_programme(register, "north", with_terms(model=Model.GROUP, commitment=Commitment(10, 60)))

    assert register.programmes["north"].terms.model is Model.GROUP
    assert register.programmes["north"].version == 2


@pytest.mark.parametrize(
    "change",
    [
        with_terms(model=Model.GROUP),
        with_terms(commitment=Commitment(10, 60)),
        with_terms(gates=Gates(mentor_modules=("safeguarding",))),
        with_terms(ages=Ages(youngest_mentee=13)),
        with_terms(eligibility_group="Rising stars"),
        with_terms(dates=SCHOOL_YEAR),
    ],
)
def test_what_people_have_joined_on_stays_once_a_programme_is_open(change: Callable[[Programme], Programme]) -> None:
    register = FakeRegister(a_programme())

    with pytest.raises(PoliciesContradict, match="they stay once the programme is open"):
        update_programme(register, "north", change)

    assert register.programmes["north"] == a_programme()


def test_an_open_programme_may_move_its_enrolment_and_decisions_and_mend_its_words() -> None:
    register = FakeRegister(a_programme())
    dates = Dates(enrolment_closes=date(2026, 10, 1), decisions=(KeyDate("UCAS", date(2027, 1, 31)),))

    update_programme(register, "north", lambda one: replace(with_terms(dates=dates)(one), name="North and east"))

    assert (register.programmes["north"].name, register.programmes["north"].terms.dates) == ("North and east", dates)


def test_an_open_programme_keeps_its_policies_settled() -> None:
    with pytest.raises(PoliciesMissing, match="the norms"):
        update_programme(
            FakeRegister(a_programme()), "north", lambda one: replace(one, policies=replace(one.policies, norms=" "))
        )


def test_an_update_that_says_nothing_new_changes_nothing() -> None:
    register = FakeRegister(a_programme())

    assert update_programme(register, "north", lambda one: one) == a_programme()


def test_a_closed_programme_takes_nobody_and_never_opens_again() -> None:
    register = FakeRegister(a_programme())

    close_programme(register, "north")
    close_programme(register, "north")

    assert register.sent == [ProgrammeClosedEvent(programme_id="north", version=2)]
    with pytest.raises(ProgrammeClosed):
        open_programme(register, "north")
    with pytest.raises(ProgrammeClosed):
        require_enrolling(register.programmes["north"], date(2026, 3, 2))


@pytest.mark.parametrize(
    ("today", "word"), [(date(2026, 2, 1), "opens on 2026-03-01"), (date(2026, 6, 1), "closed on 2026-05-01")]
)
def test_enrolment_has_its_days(today: date, word: str) -> None:
    dates = Dates(enrolment_opens=date(2026, 3, 1), enrolment_closes=date(2026, 5, 1))
    programme = a_programme(terms=Terms(dates=dates))

    require_enrolling(programme, date(2026, 3, 1))
    require_enrolling(programme, date(2026, 5, 1))
    with pytest.raises(ProgrammeClosed, match=word):
        require_enrolling(programme, today)


@pytest.mark.parametrize("model", Model)
def test_a_programme_has_only_what_its_model_has(model: Model) -> None:
    programme = a_programme(terms=Terms(model=model))

    if model in PAIRED:
        require_model(programme, "matching runs", *PAIRED)
        return
    with pytest.raises(ModelOff, match="matching runs are off here"):
        require_model(programme, "matching runs", *PAIRED)


def test_a_pair_that_begins_too_late_is_warned_of() -> None:
    decisions = (KeyDate("university application", date(2027, 1, 31)),)
    terms = Terms(dates=replace(SCHOOL_YEAR, decisions=decisions), commitment=Commitment(40, 30))

    assert late_start(terms, date(2026, 6, 1)) == ("«university application» comes after 21 of 40 weeks",)
    assert late_start(terms, date(2026, 12, 1))[0] == "30 weeks are left and the commitment is 40"
    assert late_start(terms, date(2027, 8, 1)) == ("the programme is over",)


def test_a_mentor_is_needed_for_the_whole_promise_but_never_beyond_the_end() -> None:
    terms = Terms(dates=SCHOOL_YEAR, commitment=Commitment(10))

    assert last_needed_day(terms, date(2026, 3, 1)) == date(2026, 11, 10)
    assert last_needed_day(terms, date(2027, 6, 1)) == date(2027, 7, 1)
    assert last_needed_day(Terms(), date(2026, 3, 1)) is None


def test_modules_belong_to_a_side() -> None:
    gates = Gates(mentor_modules=("safeguarding",), mentee_modules=("netiquette",))

    assert {side: gates.modules(side) for side in Side} == {Side.MENTOR: ("safeguarding",), Side.MENTEE: ("netiquette",)}
