"""Proposals become pairs only while they still hold; an ended pair frees its people and never comes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causeway.matching.v1.events import PairEnded, PairStarted
from matching.app.end_pair import end_pair
from matching.app.start_pair import start_pair
from matching.domain.holding import GONE
from matching.domain.pair import PairNotFound
from matching.domain.run import Proposal
from matching.testing import MenteeTraits, MentorTraits, a_mentee, a_mentor
from matching.testing_register import FakeRegister, a_programme, a_run

RUN = a_run()


def proposed(mentee_id: str, mentor_id: str) -> Proposal:
    return Proposal(mentee_id, mentor_id, 0.7, ("interest:chess", "identity"), ("interest:chess",))


def two(mentee: MenteeTraits | None = None, mentor: MentorTraits | None = None) -> tuple[FakeRegister, Proposal]:
    register = FakeRegister(a_programme())
    ids = register.add(a_mentee(**(mentee or {}))), register.add(a_mentor(**(mentor or {})))
    return register, proposed(*ids)


def test_a_proposal_that_holds_becomes_a_pair_and_is_announced() -> None:
    register, proposal = two({"age": 17}, {"checked": True})

    assert start_pair(register, RUN, proposal) == ""

    [pair] = register.pairs.values()
    [started] = register.sent
    assert isinstance(started, PairStarted)
    assert (started.pair_id, started.mentee_id, started.minor) == (pair.id, proposal.mentee_id, True)


def test_a_second_start_changes_nothing() -> None:
    register, proposal = two()
    start_pair(register, RUN, proposal)
    before = dict(register.pairs), dict(register.tied)

    assert start_pair(register, RUN, proposal) == ""
    assert (register.pairs, register.tied) == before
    assert len(register.sent) == 1


@pytest.mark.parametrize(
    ("mentee", "mentor"),
    [
        ({"age": 16}, {"checked": False}),
        ({"languages": frozenset({"cy"})}, {}),
        ({"slots": frozenset({50})}, {}),
        ({"organisation": "mill"}, {"organisation": "mill"}),
        ({}, {"capacity": 0}),
        ({"id": "sam"}, {"id": "sam"}),
    ],
)
def test_a_proposal_that_a_changed_profile_has_made_illegal_does_not_start(mentee: MenteeTraits, mentor: MentorTraits) -> None:
    register, proposal = two(mentee, mentor)

    assert start_pair(register, RUN, proposal)
    assert register.pairs == {}
    assert register.sent == []


def test_nobody_is_paired_whose_data_are_gone() -> None:
    register, proposal = two()
    del register.profiles[proposal.mentor_id]

    assert start_pair(register, RUN, proposal) == GONE


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.booleans()), max_size=25))
def test_whatever_starts_and_ends_no_mentee_has_two_pairs_and_no_mentor_too_many(
    steps: list[tuple[int, int, bool]],
) -> None:
    register = FakeRegister(a_programme())
    mentees = [register.add(a_mentee(id=f"e{number}")) for number in range(5)]
    mentors = [register.add(a_mentor(id=f"r{number}", capacity=number)) for number in range(3)]

    for number, (mentee, mentor, ending) in enumerate(steps):
        start_pair(register, a_run(id=f"r{number}"), proposed(mentees[mentee], mentors[mentor]))
        active = [pair for pair in register.pairs.values() if pair.active]
        assert all(sum(pair.mentee_id == one for pair in active) <= 1 for one in mentees)
        assert all(sum(pair.mentor_id == one for pair in active) <= places for places, one in enumerate(mentors))
        if ending and active:
            end_pair(register, "north", active[0].id)


def test_an_ended_pair_frees_both_and_is_announced_once() -> None:
    register, proposal = two({}, {"capacity": 1})
    start_pair(register, RUN, proposal)
    [pair_id] = register.pairs

    end_pair(register, "north", pair_id)
    end_pair(register, "north", pair_id)

    assert [type(event) for event in register.sent] == [PairStarted, PairEnded]
    other = register.add(a_mentee(id="other"))
    assert start_pair(register, RUN, proposed(other, proposal.mentor_id)) == ""


def test_two_whose_pair_has_ended_are_not_joined_again() -> None:
    register, proposal = two({}, {"capacity": 3})
    start_pair(register, RUN, proposal)
    [pair_id] = register.pairs
    end_pair(register, "north", pair_id)

    assert start_pair(register, a_run(id="r2"), proposal) == "blocked"


def test_a_pair_of_another_programme_is_not_found() -> None:
    register, proposal = two()
    start_pair(register, RUN, proposal)

    with pytest.raises(PairNotFound):
        end_pair(register, "south", next(iter(register.pairs)))
