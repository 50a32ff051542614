"""A programme is created once a key and opens once, when everything is settled."""

from dataclasses import replace

import pytest

from causeway.access.v1.access import Role
from causeway.matching.v1.events import ProgrammeOpened, RoleGranted
from matching.app.appoint import appoint
from matching.app.create_programme import Wanted, create_programme
from matching.app.open_programme import open_programme
from matching.app.ports import ProgrammeNotFound
from matching.domain.programme import Policies, PoliciesMissing, ProgrammeNotAccepted
from matching.domain.role import AppointmentNotAccepted, staff_role
from matching.testing_register import SETTLED, FakeRegister, a_programme


def test_the_same_key_gives_the_same_programme() -> None:
    register = FakeRegister()
    first = create_programme(register, Wanted("k1", "North", SETTLED))

    assert create_programme(register, Wanted("k1", "North", SETTLED)) == first
    assert create_programme(register, Wanted("k2", "North", SETTLED)).id != first.id
    assert not first.open


@pytest.mark.parametrize(
    ("name", "policies"),
    [("", SETTLED), ("x" * 201, SETTLED), ("North", replace(SETTLED, cadence_days=-1)), ("North", Policies(aim="x" * 4_001))],
)
def test_what_cannot_be_a_programme_is_refused(name: str, policies: Policies) -> None:
    register = FakeRegister()

    with pytest.raises(ProgrammeNotAccepted, match=r"Nothing was saved\."):
        create_programme(register, Wanted("k1", name, policies))

    assert register.programmes == {}


def test_a_programme_with_its_policies_opens_once_and_says_so() -> None:
    register = FakeRegister(a_programme(open=False, version=0))

    open_programme(register, "north")
    open_programme(register, "north")

    assert register.programmes["north"].open
    assert register.sent == [ProgrammeOpened(programme_id="north", version=1)]


def test_a_refusal_to_open_names_everything_that_is_missing() -> None:
    register = FakeRegister(a_programme(open=False, policies=Policies(aim="Aim", norms="  ")))

    with pytest.raises(PoliciesMissing) as refusal:
        open_programme(register, "north")

    for missing in ("the norms", "the safeguarding contact", "how often a pair writes", "the closure rule"):
        assert missing in str(refusal.value)
    assert "the aim" not in str(refusal.value)
    assert register.sent == []


def test_an_unknown_programme_cannot_open() -> None:
    with pytest.raises(ProgrammeNotFound):
        open_programme(FakeRegister(), "nowhere")


def test_an_appointment_is_announced_once() -> None:
    register = FakeRegister(a_programme())

    for _ in range(2):
        appoint(register, staff_role("carol", Role.COORDINATOR, "north"))

    [granted] = register.sent
    assert isinstance(granted, RoleGranted)
    assert (granted.subject, granted.person_id, granted.scope) == ("carol", "carol", "programme:north")


def test_without_a_programme_a_role_is_for_everything() -> None:
    assert staff_role("carol", Role.ADMINISTRATOR, "").scope == "*"


def test_nobody_is_appointed_in_a_programme_that_does_not_exist() -> None:
    with pytest.raises(ProgrammeNotFound):
        appoint(FakeRegister(), staff_role("carol", Role.MODERATOR, "nowhere"))


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("carol", Role.MENTEE),
        ("carol", Role.MENTOR),
        ("carol", Role.UNSPECIFIED),
        ("", Role.MODERATOR),
        ("service:x", Role.PARTNER),
    ],
)
def test_only_people_are_appointed_and_only_as_staff(subject: str, role: Role) -> None:
    with pytest.raises(AppointmentNotAccepted):
        staff_role(subject, role, "north")
