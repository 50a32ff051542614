"""A pair changes, says goodbye, or its mentee goes on with another mentor; nobody is blamed and nobody is left alone."""

from datetime import timedelta

import pytest

from causeway.matching.v1.events import PairEnded, PairEndReason, PairStarted, PairTransferred
from matching.app.end_pair import end_pair
from matching.app.join_alumni import join_alumni
from matching.app.set_goals import NewGoal, create_goal
from matching.app.transfer_pair import Transfer, transfer_pair
from matching.app.turn_pair import Goodbye, close_pair, pause_pair, say_goodbye, wish_for_change
from matching.domain.care import ChangeReason, ConcernKind
from matching.domain.ending import Farewell, PairNotActive, TransferNotAccepted, TurnNotAccepted
from matching.domain.enrolment import Enrolment, person_id_of
from matching.domain.goals import Goals
from matching.domain.people import Mentor, Side
from matching.domain.writing import WritingState
from matching.testing import a_mentee, a_mentor
from matching.testing_care import DAY, FakeCare, a_pair, a_pair_looked_after
from matching.testing_register import MONDAY

PAIR = a_pair()


def test_a_wish_for_a_change_reaches_staff_and_says_nobodys_name() -> None:
    register = a_pair_looked_after()

    wish_for_change(register, PAIR, "ada", ChangeReason.NO_ANSWERS)
    wish_for_change(register, PAIR, "grace", ChangeReason.NO_TIME)

    [asked] = register.sent
    assert b"ada" not in asked.to_json()
    assert b"no_answers" not in asked.to_json()
    assert [one.kind for one in register.care().concerns] == [ConcernKind.CHANGE_ASKED]
    assert register.care().change is not None
    assert register.care().change.by == "ada"


def test_after_a_no_fault_change_the_mentee_rests_and_then_goes_first() -> None:
    register = a_pair_looked_after()
    close_pair(register, PAIR, PairEndReason.NO_FAULT, timedelta(days=3))
    register.pass_days(3)

    ties = register.ties("ada")
    assert ties.pairs == ()
    assert ties.goes_first
    assert ties.rests_at(register.now + 13 * DAY)
    assert not ties.rests_at(register.now + 14 * DAY)
    assert register.sent[-1].reason is PairEndReason.NO_FAULT  # type: ignore[attr-defined]


def test_after_a_completed_pair_the_mentee_does_not_go_before_those_who_wait() -> None:
    register = FakeCare(PAIR)

    end_pair(register, "north", "p1", PairEndReason.COMPLETED)

    assert not register.ties("ada").goes_first


@pytest.mark.parametrize("reason", [PairEndReason.LEFT, PairEndReason.STAFF, PairEndReason.UNSPECIFIED])
def test_a_pair_closes_kindly_or_is_ended_but_nothing_between(reason: PairEndReason) -> None:
    register = a_pair_looked_after()

    with pytest.raises(TurnNotAccepted, match="closes because"):
        close_pair(register, PAIR, reason)


def test_a_pair_that_both_said_goodbye_to_ends_at_once() -> None:
    register = a_pair_looked_after()
    close_pair(register, PAIR, PairEndReason.COMPLETED)

    say_goodbye(register, Goodbye(PAIR, "ada", 5, 4, "Thank you for your patience"))
    assert register.pairs["p1"].active
    say_goodbye(register, Goodbye(PAIR, "grace", 4, 5))

    assert not register.pairs["p1"].active
    assert len(register.all(Farewell)) == 2
    assert [one.state for one in register.writings.values()] == [WritingState.PENDING]


def test_a_goodbye_is_said_once() -> None:
    register = a_pair_looked_after()
    close_pair(register, PAIR, PairEndReason.COMPLETED)
    first = say_goodbye(register, Goodbye(PAIR, "ada", 5, 5))

    assert say_goodbye(register, Goodbye(PAIR, "ada", 1, 1)) == first


def test_a_pair_that_goes_on_says_no_goodbye_yet() -> None:
    register = a_pair_looked_after()

    with pytest.raises(TurnNotAccepted, match="not saying goodbye"):
        say_goodbye(register, Goodbye(PAIR, "ada", 5, 5))
    close_pair(register, PAIR, PairEndReason.COMPLETED)
    with pytest.raises(TurnNotAccepted, match="1 to 5"):
        say_goodbye(register, Goodbye(PAIR, "ada", 6, 5))


@pytest.mark.parametrize("days", [0, -1, 93])
def test_a_pair_rests_until_a_day_that_lies_ahead_and_not_far(days: int) -> None:
    register = a_pair_looked_after()

    with pytest.raises(TurnNotAccepted, match="until must lie ahead"):
        pause_pair(register, PAIR, MONDAY + days * DAY)


def test_an_ended_pair_does_not_rest() -> None:
    register = FakeCare(a_pair(ended_at=MONDAY))

    with pytest.raises(PairNotActive):
        pause_pair(register, PAIR, MONDAY + DAY)


def test_former_mentees_and_mentors_join_the_alumni_once_their_pair_has_ended() -> None:
    register = a_pair_looked_after()
    with pytest.raises(TurnNotAccepted, match="not ended"):
        join_alumni(register, PAIR, "ada")
    end_pair(register, "north", "p1", PairEndReason.COMPLETED)

    join_alumni(register, PAIR, "ada")
    join_alumni(register, PAIR, "ada")

    assert register.kinds().count("AlumniJoined") == 1


def moving(**other: object) -> tuple[FakeCare, Transfer]:
    """A pair of two real profiles, and another mentor of the programme."""
    register = FakeCare()
    ada, grace = register.add(a_mentee(id="ada")), register.add(a_mentor(id="grace"))
    mentor: Mentor = a_mentor(id="hope", **other)  # type: ignore[arg-type]
    hope = register.add(mentor)
    register.people[hope] = Enrolment(hope, "north", Side.MENTOR, False, True, "", "f", 1)
    pair = a_pair(mentee_id=ada, mentor_id=grace)
    register.pairs["p1"] = pair
    register.save_ties(register.ties(ada).tied("p1", grace))
    register.save_ties(register.ties(grace).tied("p1", ada))
    register.follow()
    return register, Transfer(pair, hope)


def test_a_mentee_goes_on_with_another_mentor_and_keeps_the_goals() -> None:
    register, transfer = moving()
    create_goal(register, NewGoal(transfer.pair, transfer.pair.mentee_id, "k1", "Settle in at college"))

    new = transfer_pair(register, transfer)

    goals = register.kept(Goals, new.id)
    assert goals is not None
    assert (len(goals.goals), goals.mentor_id) == (1, transfer.mentor_id)
    assert [type(event) for event in register.sent] == [PairEnded, PairStarted, PairTransferred]
    moved = register.sent[-1]
    assert isinstance(moved, PairTransferred)
    assert (moved.from_pair_id, moved.pair_id) == ("p1", new.id)
    assert register.ties(transfer.pair.mentee_id).pairs == (new.id,)


def test_the_same_transfer_again_changes_nothing() -> None:
    register, transfer = moving()
    first = transfer_pair(register, transfer)
    before = len(register.sent)

    assert transfer_pair(register, transfer) == first
    assert len(register.sent) == before


def test_a_mentor_without_a_place_takes_nobody_over() -> None:
    register, transfer = moving(capacity=0)

    with pytest.raises(TransferNotAccepted, match="no free place"):
        transfer_pair(register, transfer)


def test_a_mentor_of_another_programme_takes_nobody_over() -> None:
    register, transfer = moving()
    stranger = person_id_of("south", Side.MENTOR, "hope")

    with pytest.raises(TransferNotAccepted, match="no such mentor"):
        transfer_pair(register, Transfer(transfer.pair, stranger))
