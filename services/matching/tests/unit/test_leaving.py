"""Somebody leaves, blocks, becomes a mentor or is taken back; what they told of themselves can be switched off."""

from datetime import timedelta
from typing import Any

import pytest

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PairEnded, PairEndReason, PersonBlocked, RoleChanged, RoleEnded, RoleGranted
from matching.app.become_mentor import become_mentor
from matching.app.block_person import block_person
from matching.app.change_profile import change_profile, with_capacity
from matching.app.import_profile import import_profile, switch_imported_field
from matching.app.leave_programme import leave_programme
from matching.app.own_words import read_own, require_changeable
from matching.app.read_for_programme import read_for_programme, unpacked
from matching.app.set_consent import set_consent
from matching.app.start_pair import why_they_may_not
from matching.app.undo_import import mark_undone, take_back_person
from matching.domain.enrolment import Enrolment
from matching.domain.hard_rules import NO_DEMANDS
from matching.domain.membership import DetailsNotAccepted, NotNow, PersonNotFound
from matching.domain.pair import Pair, start
from matching.domain.people import Mentor, Side
from matching.domain.roster_import import ImportNotFound, ImportState, ImportUnderWay, RosterImport
from matching.domain.run import Proposal
from matching.domain.standing import Consent, Purpose
from matching.domain.terms import Ages, Gates, Terms
from matching.testing import a_mentee, a_mentor
from matching.testing_people import FakePeople
from matching.testing_process import roster_of
from matching.testing_register import MONDAY, a_programme


def a_pair(people: FakePeople, mentee: Enrolment, mentor: Enrolment) -> Pair:
    proposal = Proposal(mentee.person_id, mentor.person_id, 0.5, (), ())
    pair, _ = start("pair", "north", "r1", proposal, mentee.minor, "", MONDAY)
    people.save_pair(pair, [])
    people.save_ties(people.ties(mentee.person_id).tied(pair.id, mentor.person_id))
    people.save_ties(people.ties(mentor.person_id).tied(pair.id, mentee.person_id))
    return pair


def two(terms: Terms | None = None, age: int = 19) -> tuple[FakePeople, Enrolment, Enrolment]:
    people = FakePeople(a_programme(terms=terms or Terms()))
    return people, people.enrol(a_mentee(age=age)), people.enrol(a_mentor(capacity=2))


def test_whoever_leaves_has_no_pair_and_no_role_any_more() -> None:
    people, mentee, mentor = two()
    pair = a_pair(people, mentee, mentor)

    assert leave_programme(people, "north", mentor.person_id, [pair]) == 1
    assert leave_programme(people, "north", mentor.person_id, [pair]) == 0

    assert people.told() == ["PersonLeft", "RoleEnded", "PairEnded"]
    [ended] = [event for event in people.sent if isinstance(event, PairEnded)]
    assert ended.reason is PairEndReason.LEFT
    assert people.ties(mentee.person_id).pairs == ()
    assert people.ties(mentee.person_id).goes_first


def test_a_roster_does_not_bring_back_who_has_left() -> None:
    people, _, mentor = two()
    leave_programme(people, "north", mentor.person_id, [])

    assert people.enrol(a_mentor(capacity=3)).standing.left


def test_a_block_ends_the_pair_at_once_keeps_the_two_apart_for_good_and_says_no_reason() -> None:
    people, mentee, mentor = two()
    pair = a_pair(people, mentee, mentor)

    assert block_person(people, "north", mentee.person_id, mentor.person_id, [pair]) == 1
    assert block_person(people, "north", mentee.person_id, mentor.person_id, [pair]) == 0

    assert people.told() == ["PairEnded", "PersonBlocked"]
    ended, blocked = people.sent
    assert isinstance(ended, PairEnded)
    assert isinstance(blocked, PersonBlocked)
    assert ended.reason is PairEndReason.NO_FAULT
    assert set(PersonBlocked.model_fields) == {"event_id", "occurred_at", "person_id", "programme_id", "blocked_id", "version"}
    people.now = MONDAY + timedelta(days=400)
    assert why_they_may_not(people, mentee.person_id, mentor.person_id, NO_DEMANDS)


def test_a_block_of_somebody_who_was_never_met_keeps_them_apart_too() -> None:
    people, mentee, mentor = two()

    block_person(people, "north", mentor.person_id, mentee.person_id, [])

    assert why_they_may_not(people, mentee.person_id, mentor.person_id, NO_DEMANDS)
    assert people.told() == ["PersonBlocked"]


def test_nobody_blocks_themselves_or_somebody_of_another_programme() -> None:
    people, mentee, _ = two()

    with pytest.raises(DetailsNotAccepted):
        block_person(people, "north", mentee.person_id, mentee.person_id, [])
    with pytest.raises(PersonNotFound):
        block_person(people, "north", mentee.person_id, "elsewhere", [])

    assert people.sent == []


def test_a_pair_of_a_minor_ends_when_the_guardian_takes_the_consent_back() -> None:
    people, mentee, mentor = two(Terms(ages=Ages(youngest_mentee=13)), age=15)
    for given, pairs in ((True, []), (False, [a_pair(people, mentee, mentor)])):
        said = Consent(Purpose.TAKING_PART, "v1", given, MONDAY, "guardian")
        set_consent(people, "north", mentee.person_id, said, pairs)

    assert people.told() == ["ConsentChanged", "ConsentChanged", "PairEnded"]


def test_a_mentee_becomes_a_mentor_as_the_same_person_with_training_and_checks_before_them() -> None:
    terms = Terms(gates=Gates(mentor_modules=("safeguarding",), checked_sides=frozenset({Side.MENTOR})))
    people, mentee, _ = two(terms)
    people.save_ties(people.ties(mentee.person_id).resting(MONDAY + timedelta(weeks=2), goes_first=True))

    after = become_mentor(people, "north", mentee.person_id, 2)
    again = become_mentor(people, "north", mentee.person_id, 2)

    assert (again, after.person_id, after.side) == (after, mentee.person_id, Side.MENTOR)
    assert (after.ready, after.standing.was_mentee) == (False, True)
    assert not people.ties(mentee.person_id).rests_at(MONDAY)
    profile = people.profile(mentee.person_id)
    assert profile is not None
    assert isinstance(profile.person, Mentor)
    assert (profile.person.capacity, profile.person.checked) == (2, False)
    changed, ended, granted = people.sent
    assert isinstance(changed, RoleChanged)
    assert isinstance(ended, RoleEnded)
    assert isinstance(granted, RoleGranted)
    assert (changed.before, changed.role) == (ended.role, granted.role) == (Role.MENTEE, Role.MENTOR)


def test_the_mentees_roster_does_not_make_a_mentor_a_mentee_again() -> None:
    people, mentee, _ = two()
    become_mentor(people, "north", mentee.person_id, 1)

    assert people.enrol(a_mentee(age=20)).side is Side.MENTOR


@pytest.mark.parametrize(("terms", "age", "paired"), [(Terms(), 17, False), (Terms(ages=Ages(youngest_mentor=21)), 19, False)])
def test_nobody_too_young_becomes_a_mentor(terms: Terms, age: int, paired: bool) -> None:
    people, mentee, _ = two(terms, age)

    with pytest.raises(NotNow, match="or over"):
        become_mentor(people, "north", mentee.person_id, 1)

    assert people.sent == []


def test_a_mentee_of_a_pair_becomes_a_mentor_only_when_it_has_ended() -> None:
    people, mentee, mentor = two()
    a_pair(people, mentee, mentor)

    with pytest.raises(NotNow, match="when it has ended"):
        become_mentor(people, "north", mentee.person_id, 1)


def test_fewer_places_than_mentees_keep_the_pairs_and_close_to_new_ones() -> None:
    people, mentee, mentor = two()
    a_pair(people, mentee, mentor)

    change_profile(people, "north", mentor.person_id, with_capacity(0))

    other = people.enrol(a_mentee(id="other"))
    assert why_they_may_not(people, other.person_id, mentor.person_id, NO_DEMANDS)
    assert people.ties(mentor.person_id).pairs == ("pair",)


def test_a_mentee_has_no_places() -> None:
    people, mentee, _ = two()

    with pytest.raises(NotNow, match="Only mentors"):
        change_profile(people, "north", mentee.person_id, with_capacity(2))


def interests(people: FakePeople, person_id: str) -> frozenset[str]:
    profile = people.profile(person_id)
    assert profile is not None
    return profile.person.interests


def test_an_imported_field_counts_until_it_is_switched_off_and_a_newer_roster_goes_below_it() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor(interests=frozenset({"chess"})))
    values = {"interests": frozenset({"robots", "space"})}

    import_profile(people, "north", mentor.person_id, "partner", values, "v1")
    assert interests(people, mentor.person_id) == {"robots", "space"}
    people.enrol(a_mentor(interests=frozenset({"choir"})))
    assert interests(people, mentor.person_id) == {"robots", "space"}
    switch_imported_field(people, "north", mentor.person_id, "interests", on=False)
    assert interests(people, mentor.person_id) == {"choir"}
    switch_imported_field(people, "north", mentor.person_id, "interests", on=True)

    assert interests(people, mentor.person_id) == {"robots", "space"}
    assert people.people[mentor.person_id].standing.consents_to(Purpose.PROFILE_IMPORT)


def test_nothing_is_imported_without_consent_and_nothing_switched_that_was_not_imported() -> None:
    people, mentee, _ = two()

    with pytest.raises(DetailsNotAccepted, match="No field was consented to"):
        import_profile(people, "north", mentee.person_id, "file", {}, "v1")
    with pytest.raises(DetailsNotAccepted, match="was imported"):
        switch_imported_field(people, "north", mentee.person_id, "interests", on=False)


@pytest.mark.parametrize("field", ["checked", "identity", "id", "low_ses", "nonsense"])
def test_what_is_not_theirs_to_say_is_refused(field: str) -> None:
    with pytest.raises(DetailsNotAccepted, match="no field of this name"):
        read_own(Side.MENTOR, {}, [field])


def test_ages_and_places_have_their_own_ways() -> None:
    with pytest.raises(DetailsNotAccepted, match="age cannot be changed"):
        require_changeable(["age", "interests"])


def an_import(**given: Any) -> RosterImport:
    return RosterImport(**{"id": "i1", "programme_id": "north", "side": Side.MENTEE, "moved_at": MONDAY, **given})


def test_an_undone_import_takes_back_who_has_not_begun_and_the_roster_may_bring_them_again() -> None:
    people = FakePeople(a_programme())
    mentee = people.enrol(a_mentee(), import_id="i1")

    assert take_back_person(people, "north", mentee.person_id)
    assert take_back_person(people, "north", mentee.person_id)
    assert people.told() == ["PersonLeft", "RoleEnded"]
    again = people.enrol(a_mentee(), import_id="i2")

    assert (again.standing.left, again.standing.import_id, again.version) == (False, "i2", 3)


def test_an_undone_import_keeps_who_has_or_had_a_pair() -> None:
    people, mentee, mentor = two()
    a_pair(people, mentee, mentor)

    assert not take_back_person(people, "north", mentee.person_id)
    assert people.sent == []


def test_an_import_is_undone_when_it_is_done_or_has_stopped() -> None:
    people = FakePeople(a_programme())
    people.save_import(an_import(state=ImportState.ENROLLING))

    with pytest.raises(ImportUnderWay):
        mark_undone(people, "north", "i1")
    with pytest.raises(ImportNotFound):
        mark_undone(people, "south", "i1")
    people.now = MONDAY + timedelta(minutes=5)

    assert mark_undone(people, "north", "i1").state is ImportState.UNDONE


def test_of_a_roster_those_too_young_are_left_out_and_named() -> None:
    roster = roster_of([a_mentee(id="ada", age=12), a_mentee(id="ben", age=13)])

    read = read_for_programme(roster, Side.MENTEE, 13)

    assert [person.roster_id for group in read.groups for person in unpacked(group)] == ["ben"]
    assert read.people == 1
    assert read.left_out == 1
    assert [(problem.column, problem.value) for problem in read.problems] == [("age", "ada")]
