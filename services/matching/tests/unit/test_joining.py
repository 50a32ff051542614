"""Somebody comes in by an invitation, once, as one person, and with the programme's promise."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PairSource, PairStarted, RoleEnded, RoleGranted
from matching.app.accept_invitation import Accepting, Joined, accept_invitation
from matching.app.ask_guardian import ask_guardian
from matching.app.change_person import change_person
from matching.app.invite import Wanted, invite
from matching.app.record_check import record_check
from matching.app.set_consent import consent_by_page
from matching.app.set_group_members import set_group_members
from matching.app.start_promised_pair import start_promised_pair
from matching.app.withdraw_invitation import withdraw_invitation
from matching.domain import membership
from matching.domain.invitation import (
    CommitmentNotAccepted,
    InvitationNotAccepted,
    InvitationOver,
    NotEligible,
    SecretUnknown,
    words_version,
)
from matching.domain.membership import DetailsNotAccepted, NotNow, PersonNotFound
from matching.domain.programme import ModelOff, ProgrammeClosed
from matching.domain.readiness import NotReady, is_ready
from matching.domain.standing import Purpose
from matching.domain.terms import Ages, Commitment, Gates, Model, Terms
from matching.testing import a_mentee, a_mentor
from matching.testing_people import FakePeople
from matching.testing_register import MONDAY, a_programme

CELLS = {"age": "34", "languages": "en", "slots": "10|11", "goals": "", "interests": "chess", "skills": "", "capacity": "2"}
TEN_WEEKS = Terms(commitment=Commitment(10, 60))


def wanting(**given: Any) -> Wanted:
    return Wanted(
        **{"programme_id": "north", "inviter": "carol", "client_key": "k1", "role": Role.MENTOR, "part": "pst", **given}
    )


def invited(people: FakePeople, **given: Any) -> str:
    return invite(people, wanting(**given))[0].id


def accepted(people: FakePeople, invitation_id: str, **given: Any) -> Joined:
    own = {"part": "pst", "issuer": "https://sign-in.example", "subject": "grace", "cells": CELLS}
    return accept_invitation(people, Accepting(**{"invitation_id": invitation_id, **own, **given}))


def test_somebody_new_who_accepts_is_a_member_and_may_sign_in() -> None:
    people = FakePeople(a_programme(terms=TEN_WEEKS))

    joined = accepted(people, invited(people), commitment_accepted=True, time_zone="Europe/London")

    person = people.people[joined.person_id]
    assert (person.standing.subject, person.time_zone, person.minor) == ("grace", "Europe/London", False)
    assert joined.missing == ()
    assert people.told() == ["PersonEnrolled", "RoleGranted"]
    [granted] = [event for event in people.sent if isinstance(event, RoleGranted)]
    assert (granted.subject, granted.person_id, granted.scope) == ("grace", joined.person_id, "programme:north")


def test_nobody_joins_without_the_promise_and_the_refusal_says_what_it_is() -> None:
    people = FakePeople(a_programme(terms=TEN_WEEKS))
    invitation_id = invited(people)

    with pytest.raises(CommitmentNotAccepted, match="10 weeks, 60 minutes a week"):
        accepted(people, invitation_id)

    assert people.people == {}
    assert people.sent == []
    assert accepted(people, invitation_id, commitment_accepted=True)


def test_a_secret_is_kept_as_a_hash_only_and_told_once() -> None:
    people = FakePeople(a_programme())

    first, new = invite(people, wanting())
    again, new_again = invite(people, wanting(part="another"))

    assert (new, new_again, again) == (True, False, first)
    assert "pst" not in repr(people.invitations)


@pytest.mark.parametrize("part", ["", "another", "PST"])
def test_a_wrong_secret_opens_nothing(part: str) -> None:
    people = FakePeople(a_programme())
    invitation_id = invited(people)

    with pytest.raises(SecretUnknown):
        accepted(people, invitation_id, part=part)
    with pytest.raises(SecretUnknown):
        accepted(people, "never-was")


def test_the_same_person_again_changes_nothing_and_somebody_else_is_told_that_it_is_used() -> None:
    people = FakePeople(a_programme())
    invitation_id = invited(people)
    joined = accepted(people, invitation_id)
    people.sent.clear()

    assert accepted(people, invitation_id) == joined
    assert people.told() == []
    with pytest.raises(InvitationOver, match="Somebody else"):
        accepted(people, invitation_id, subject="mallory")


def test_an_expired_or_withdrawn_invitation_says_so() -> None:
    people = FakePeople(a_programme())
    expired, withdrawn = invited(people, client_key="k1", valid_days=1), invited(people, client_key="k2")
    withdraw_invitation(people, "north", withdrawn)
    people.now = MONDAY + timedelta(days=1)

    with pytest.raises(InvitationOver, match="has expired"):
        accepted(people, expired)
    with pytest.raises(InvitationOver, match="was withdrawn"):
        accepted(people, withdrawn)
    assert people.people == {}


def test_an_accepted_invitation_is_not_withdrawn() -> None:
    people = FakePeople(a_programme())
    invitation_id = invited(people)
    accepted(people, invitation_id)

    with pytest.raises(InvitationOver):
        withdraw_invitation(people, "north", invitation_id)


def test_somebody_of_the_roster_signs_in_as_themselves_and_their_stand_in_ends() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())

    joined = accepted(people, invited(people, person_id=mentor.person_id), cells=None)

    assert joined.person_id == mentor.person_id
    ended = [event.subject for event in people.sent if isinstance(event, RoleEnded)]
    granted = [event.subject for event in people.sent if isinstance(event, RoleGranted)]
    assert (ended, granted) == ([mentor.person_id], ["grace"])


def test_one_account_is_one_person_in_a_programme() -> None:
    people = FakePeople(a_programme())
    accepted(people, invited(people))

    with pytest.raises(NotNow, match="take part in this programme already"):
        accepted(people, invited(people, client_key="k2"))


def test_one_person_has_one_account() -> None:
    people = FakePeople(a_programme())
    mentor = people.enrol(a_mentor())
    first, second = (invited(people, client_key=key, person_id=mentor.person_id) for key in ("k1", "k2"))
    accepted(people, first)

    with pytest.raises(NotNow, match="another account"):
        accepted(people, second, subject="mallory")


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (None, "Say who you are"),
        ({**CELLS, "age": "-3"}, "age"),
        ({**CELLS, "languages": "klingon"}, "languages"),
        ({**CELLS, "slots": ""}, "slots"),
    ],
)
def test_what_a_newcomer_says_is_read_by_the_rules_of_a_roster(cells: dict[str, str] | None, word: str) -> None:
    people = FakePeople(a_programme())
    invitation_id = invited(people)

    with pytest.raises(DetailsNotAccepted, match=word):
        accepted(people, invitation_id, cells=cells)

    assert people.people == {}
    assert not people.invitations[invitation_id].accepted_by


def test_a_time_zone_that_is_none_is_refused() -> None:
    people = FakePeople(a_programme())

    with pytest.raises(DetailsNotAccepted, match="time_zone"):
        accepted(people, invited(people), time_zone="Home")


def test_nobody_too_young_joins() -> None:
    people = FakePeople(a_programme(terms=Terms(ages=Ages(youngest_mentor=40))))

    with pytest.raises(DetailsNotAccepted, match="40 and over"):
        accepted(people, invited(people))


def test_only_members_of_its_group_join_a_programme_that_has_one() -> None:
    people = FakePeople(a_programme(terms=Terms(eligibility_group="Rising stars")))
    invitation_id = invited(people)

    with pytest.raises(NotEligible, match="«Rising stars»"):
        accepted(people, invitation_id)
    set_group_members(people, "north", ["grace"], [], {})

    assert accepted(people, invitation_id).person_id in people.people


def test_whoever_is_taken_out_of_the_group_is_matched_no_more_until_they_are_back_in_it() -> None:
    people = FakePeople(a_programme(terms=Terms(eligibility_group="Rising stars")))
    set_group_members(people, "north", ["grace"], [], {})
    person_id = accepted(people, invited(people)).person_id
    joined = {"grace": person_id}

    def ready() -> bool:
        return is_ready(people.people[person_id], people.now)

    assert ready()
    set_group_members(people, "north", [], ["grace"], joined)
    taken_out = people.people[person_id]
    set_group_members(people, "north", [], ["grace"], joined)

    assert not ready()
    assert people.people[person_id] == taken_out
    set_group_members(people, "north", ["grace"], [], joined)
    assert ready()


def test_a_programme_for_everybody_has_no_members() -> None:
    with pytest.raises(NotNow, match="for everybody"):
        set_group_members(FakePeople(a_programme()), "north", ["grace"], [], {})


@pytest.mark.parametrize(
    "given",
    [
        {"role": Role.UNSPECIFIED},
        {"role": Role.GUARDIAN},
        {"valid_days": 91},
        {"valid_days": -1},
        {"mentee_id": "ada"},
        {"person_id": "ada"},
        {"pair_with": "grace"},
        {"role": Role.GUARDIAN, "mentee_id": "grace"},
        {"role": Role.MODERATOR, "pair_with": "ada"},
    ],
)
def test_an_invitation_that_means_nothing_is_refused_and_nobody_invited(given: dict[str, Any]) -> None:
    people = FakePeople(a_programme())
    ids = {"ada": people.enrol(a_mentee()).person_id, "grace": people.enrol(a_mentor()).person_id}
    wanted = wanting(**{name: ids.get(value, value) if isinstance(value, str) else value for name, value in given.items()})

    with pytest.raises(InvitationNotAccepted, match=r"Nobody was invited\."):
        invite(people, wanted)

    assert people.invitations == {}


def test_nobody_is_invited_into_a_programme_that_is_not_open_or_as_somebody_unknown() -> None:
    with pytest.raises(ProgrammeClosed):
        invite(FakePeople(a_programme(open=False)), wanting())
    with pytest.raises(PersonNotFound):
        invite(FakePeople(a_programme()), wanting(person_id="nobody"))


def test_an_invited_member_of_staff_gets_the_role_and_nothing_else() -> None:
    people = FakePeople(a_programme())

    joined = accepted(people, invited(people, role=Role.MODERATOR), cells=None)

    assert joined == Joined("north", "grace", Role.MODERATOR)
    assert people.told() == ["RoleGranted"]
    assert people.people == {}


def test_a_guardian_answers_for_the_mentee_they_were_invited_for_and_for_a_second_one_as_the_same_person() -> None:
    people = FakePeople(a_programme())
    children = [people.enrol(a_mentee(id=name, age=15)).person_id for name in ("ada", "ben")]
    secrets = [invited(people, client_key=child, role=Role.GUARDIAN, mentee_id=child) for child in children]

    first, second = (accepted(people, each, cells=None) for each in secrets)

    assert first.person_id == second.person_id
    assert people.guardians[first.person_id].mentee_ids == tuple(children)
    assert people.told() == ["RoleGranted"]


def test_a_minor_is_not_matched_before_their_guardian_has_consented_on_the_page() -> None:
    programme = a_programme(terms=Terms(ages=Ages(youngest_mentee=13)))
    people = FakePeople(programme)
    mentee = people.enrol(a_mentee(age=15))
    page, new = ask_guardian(people, "north", mentee.person_id, "k1", "pst")
    assert new
    assert not is_ready(mentee, MONDAY)

    consent_by_page(people, page.id, "pst", words_version(programme), [], given=True)

    after = people.people[mentee.person_id]
    assert is_ready(after, MONDAY)
    assert after.standing.consents_to(Purpose.TAKING_PART)
    consent_by_page(people, page.id, "pst", "", [], given=False)
    assert not is_ready(people.people[mentee.person_id], MONDAY)


def test_a_page_opens_by_its_secret_in_its_time_and_for_the_words_that_were_read() -> None:
    programme = a_programme(terms=Terms(ages=Ages(youngest_mentee=13)))
    people = FakePeople(programme)
    mentee = people.enrol(a_mentee(age=15))
    page, _ = ask_guardian(people, "north", mentee.person_id, "k1", "pst")

    with pytest.raises(SecretUnknown):
        consent_by_page(people, page.id, "another", words_version(programme), [], given=True)
    people.programmes["north"] = replace(programme, name="North and east")
    with pytest.raises(NotNow, match="words have changed"):
        consent_by_page(people, page.id, "pst", words_version(programme), [], given=True)
    people.now = page.expires_at
    with pytest.raises(InvitationOver, match="has expired"):
        consent_by_page(people, page.id, "pst", words_version(programme), [], given=True)

    assert people.sent == []


def test_no_guardian_is_asked_for_an_adult() -> None:
    people = FakePeople(a_programme())
    adult = people.enrol(a_mentee(age=19))

    with pytest.raises(NotNow, match="under 18"):
        ask_guardian(people, "north", adult.person_id, "k1", "pst")


SAFE = Terms(gates=Gates(mentor_modules=("safeguarding",)))


def promised(people: FakePeople, age: int = 15) -> tuple[str, str, str]:
    """A mentee of the roster and a mentor whom they know and whose invitation was accepted."""
    mentee = people.enrol(a_mentee(age=age, languages=frozenset({"cy"}), slots=frozenset({50})))
    joined = accepted(people, invited(people, pair_with=mentee.person_id))
    [one] = people.promised.values()
    return one.id, mentee.person_id, joined.person_id


def test_two_who_know_each_other_start_once_both_are_trained_and_checked() -> None:
    people = FakePeople(a_programme(terms=SAFE))
    promised_id, mentee_id, mentor_id = promised(people)
    people.sent.clear()

    assert not start_promised_pair(people, promised_id)
    change_person(people, "north", mentor_id, lambda one, who, now: membership.complete_module(one, who, "safeguarding", now))
    assert not start_promised_pair(people, promised_id)  # a minor's mentor is checked, known or not
    record_check(people, "north", mentor_id, passed=True, valid_until=None)

    assert start_promised_pair(people, promised_id)
    assert not start_promised_pair(people, promised_id)
    [started] = [event for event in people.sent if isinstance(event, PairStarted)]
    assert (started.mentee_id, started.mentor_id, started.source) == (mentee_id, mentor_id, PairSource.INVITED)
    assert started.minor


def test_two_of_whom_one_has_a_mentor_meanwhile_do_not_start() -> None:
    people = FakePeople(a_programme())
    promised_id, mentee_id, _ = promised(people, age=20)
    people.save_ties(people.ties(mentee_id).tied("pair", "somebody"))

    assert not start_promised_pair(people, promised_id)


def test_a_programme_without_pairs_promises_none() -> None:
    people = FakePeople(a_programme(terms=Terms(model=Model.GROUP)))
    mentee = people.enrol(a_mentee())

    with pytest.raises(ModelOff):
        invite(people, wanting(pair_with=mentee.person_id))


def test_a_promise_that_is_missing_is_named_to_whoever_joins() -> None:
    people = FakePeople(a_programme(terms=SAFE))

    assert accepted(people, invited(people)).missing == (NotReady.TRAINING,)
