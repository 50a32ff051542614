"""A row of a roster makes a member once, and changes them when it says something new."""

from causeway.access.v1.access import Role
from causeway.matching.v1.events import PersonEnrolled, RoleGranted
from matching.app.enrol_person import Arrival, enrol_person
from matching.app.profile_json import profile_json, profile_of
from matching.domain.enrolment import Change, Profile, person_id_of
from matching.domain.people import Gender, Mentee, Mentor, Side
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_people import FakePeople
from matching.testing_register import a_programme, a_roster_person

ADA = a_mentee(id="ada", age=17, gender=Gender.FEMALE, goals="I want to become an engineer")


def arriving(**contact: str) -> Arrival:
    return Arrival("north", Side.MENTEE, a_roster_person(ADA, **contact))


def test_a_new_person_may_sign_in_and_the_others_are_told_that_they_are_a_minor() -> None:
    register = FakePeople(a_programme())

    assert enrol_person(register, arriving(time_zone="Europe/London")) is Change.ENROLLED

    [enrolled, granted] = register.sent
    assert isinstance(enrolled, PersonEnrolled)
    assert (enrolled.role, enrolled.minor, enrolled.time_zone, enrolled.version) == (Role.MENTEE, True, "Europe/London", 1)
    assert isinstance(granted, RoleGranted)
    assert granted.subject == granted.person_id == enrolled.person_id == person_id_of("north", Side.MENTEE, "ada")
    assert granted.scope == "programme:north"


def test_no_event_carries_a_name_an_address_or_a_goal() -> None:
    register = FakePeople(a_programme())

    enrol_person(register, arriving(name="Ada Blythe", email="ada@school.example"))

    told = b"".join(event.to_json() for event in register.sent)
    assert not any(word in told for word in (b"Blythe", b"school.example", b"engineer"))


def test_the_same_row_again_changes_nothing() -> None:
    register = FakePeople(a_programme())
    enrol_person(register, arriving())
    before = dict(register.people)

    assert enrol_person(register, arriving()) is Change.UNCHANGED
    assert register.people == before
    assert len(register.sent) == 2


def test_a_changed_row_is_a_new_version_of_the_same_person() -> None:
    register = FakePeople(a_programme())
    enrol_person(register, arriving())

    assert enrol_person(register, arriving(email="ada@home.example")) is Change.CHANGED

    [person] = register.people.values()
    assert person.version == 2
    assert [event.__class__.__name__ for event in register.sent] == ["PersonEnrolled", "RoleGranted", "PersonEnrolled"]


def test_one_roster_id_on_two_sides_or_in_two_programmes_is_several_people() -> None:
    ids = {person_id_of(programme, side, "ada") for programme in ("north", "south") for side in Side}

    assert len(ids) == 4


def test_a_profile_is_the_same_after_it_was_stored() -> None:
    mentees, mentors, _ = a_random_cohort(7, 40, 40)
    people: list[Mentee | Mentor] = [*mentees, *mentors, a_mentee(gender_must=Gender.OTHER), a_mentor()]
    for person in people:
        profile = Profile(person, "Ada Blythe", "ada@school.example", "Europe/London")

        assert profile_of(profile_json(profile)) == profile


def test_equal_profiles_are_stored_as_equal_lines() -> None:
    one = a_mentee(languages=frozenset(["en", "cy", "pl"]), interests=frozenset(["chess", "choir"]))
    other = a_mentee(languages=frozenset(["pl", "cy", "en"]), interests=frozenset(["choir", "chess"]))

    assert profile_json(Profile(one)) == profile_json(Profile(other))
