"""A pair has a trained relationship manager while one has room, nobody has more than they may have, and overload shows."""

from dataclasses import replace

import pytest

from causeway.matching.v1.events import ManagerAssigned
from matching.app.assign_manager import assign_manager, best_of, offer_manager, release, say_nobody_has_room
from matching.app.end_pair import end_pair
from matching.app.set_caseload import Wanted, lose_role, set_caseload
from matching.domain.care import ConcernKind
from matching.domain.caseload import Caseload, CaseloadNotAccepted, NoRoom, NotTrained
from matching.testing_care import FakeCare, a_pair, a_pair_looked_after


def held(register: FakeCare, staff_id: str) -> Caseload:
    caseload = register.kept(Caseload, f"north|{staff_id}")
    assert caseload is not None
    return caseload


def test_a_new_pair_gets_a_relationship_manager_and_is_announced() -> None:
    register = a_pair_looked_after()
    register.hire("rosa")

    assert offer_manager(register, register.care(), "rosa")

    assert register.care().manager_id == "rosa"
    assert held(register, "rosa").pairs == ("p1",)
    [assigned] = register.sent
    assert isinstance(assigned, ManagerAssigned)


def test_a_pair_that_nobody_has_room_for_is_flagged_once_and_stands_in_the_queue() -> None:
    register = a_pair_looked_after()

    say_nobody_has_room(register, register.care())
    say_nobody_has_room(register, register.care())

    assert register.kinds() == ["ManagerMissing"]
    assert [one.kind for one in register.care().concerns] == [ConcernKind.NO_MANAGER]


def test_a_flagged_pair_leaves_the_queue_when_somebody_has_room() -> None:
    register = a_pair_looked_after()
    say_nobody_has_room(register, register.care())
    register.hire("rosa")

    offer_manager(register, register.care(), "rosa")

    assert register.care().concerns == ()
    assert not register.care().manager_missing


def test_nobody_gets_more_pairs_than_their_limit() -> None:
    register = FakeCare(a_pair(id="p1"), a_pair(id="p2", mentee_id="ben"))
    register.follow("p1")
    register.follow("p2")
    register.hire("rosa", 1)
    assign_manager(register, register.care("p1"), "rosa")

    assert not offer_manager(register, register.care("p2"), "rosa")
    with pytest.raises(NoRoom, match="1 of 1 pairs"):
        assign_manager(register, register.care("p2"), "rosa")
    assert register.care("p2").manager_id == ""


def test_nobody_untrained_gets_a_pair() -> None:
    register = a_pair_looked_after()
    register.hire("rosa", trained=False)

    assert not offer_manager(register, register.care(), "rosa")
    with pytest.raises(NotTrained):
        assign_manager(register, register.care(), "rosa")
    with pytest.raises(NotTrained):
        assign_manager(register, register.care(), "somebody")


def test_whoever_has_the_largest_share_free_is_next() -> None:
    crowded = Caseload("north", "rosa", 30, True, pairs=tuple("abcde"))
    small = Caseload("north", "sven", 10, True, pairs=("f",))
    absent = Caseload("north", "tara", 50, False)

    assert best_of([small, crowded, absent]) == small
    assert best_of([absent, replace(small, limit=1)]) is None


def test_a_lower_limit_takes_nobody_away_and_shows_the_overload() -> None:
    register = a_pair_looked_after()
    register.hire("rosa")
    assign_manager(register, register.care(), "rosa")

    caseload = set_caseload(register, Wanted("north", "rosa", 0, True, ""))

    assert (caseload.room, caseload.pairs, caseload.takes_more) == (-1, ("p1",), False)


def test_only_a_relationship_manager_of_the_programme_gets_a_caseload() -> None:
    register = FakeCare()

    with pytest.raises(CaseloadNotAccepted, match="not a relationship manager"):
        set_caseload(register, Wanted("north", "rosa", 10, True, ""))
    register.hire("rosa")
    with pytest.raises(CaseloadNotAccepted, match="limit must be 0 to 500"):
        set_caseload(register, Wanted("north", "rosa", 501, True, ""))


def test_a_reassigned_pair_leaves_the_former_caseload() -> None:
    register = a_pair_looked_after()
    register.hire("rosa")
    register.hire("sven")
    assign_manager(register, register.care(), "rosa")

    assign_manager(register, register.care(), "sven")
    assign_manager(register, register.care(), "sven")

    assert (held(register, "rosa").pairs, held(register, "sven").pairs) == ((), ("p1",))
    assert register.kinds() == ["ManagerAssigned", "ManagerAssigned"]


def test_pairs_of_somebody_who_lost_the_role_wait_for_another() -> None:
    register = a_pair_looked_after()
    register.hire("rosa")
    assign_manager(register, register.care(), "rosa")

    lose_role(register, "north", "rosa")
    release(register, held(register, "rosa"), ["p1"])

    assert held(register, "rosa").pairs == ()
    assert (register.care().manager_id, register.care().manager_missing) == ("", True)


def test_an_ended_pair_frees_the_place_of_its_relationship_manager() -> None:
    register = a_pair_looked_after()
    register.hire("rosa")
    assign_manager(register, register.care(), "rosa")

    end_pair(register, "north", "p1")
    register.follow()

    assert held(register, "rosa").pairs == ()
    assert not register.care().open
    assert register.care().dues == ()


def test_a_pair_that_ended_before_it_was_looked_after_needs_nobody() -> None:
    register = FakeCare(a_pair())
    end_pair(register, "north", "p1")

    register.follow()

    assert not register.pairs["p1"].care_due
    assert register.things == {}
