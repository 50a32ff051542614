"""A coordinator changes a draft, has it solved again, approves it; only then it starts."""

import pytest

from causeway.matching.v1.events import RunApproved
from matching.app import ask_for_run as runs
from matching.app.review_run import approve_run, cancel_run, resolve_run
from matching.app.revise_run import Draft, Said, revise_run
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import Brief, Figures, Findings, NotMadeYet, Run, RunFailed, RunRefused, Stage
from matching.domain.run_review import Kind, Mark, Revision
from matching.testing import a_mentee, a_mentor
from matching.testing_register import MONDAY, a_programme, a_run
from matching.testing_runs import FakeRunRegister


def a_draft(**changes: object) -> FakeRunRegister:
    """A made run that proposes ada to grace and ben to edna; the programme has another mentor, mary, with no places."""
    register = FakeRunRegister(a_programme())
    given = {"stage": Stage.MADE, "made_at": MONDAY, "attempt": 1, "figures": Figures(pairs=2), **changes}
    register.save_run(a_run(**given))
    for person in (a_mentee(id="ada"), a_mentee(id="ben"), a_mentor(), a_mentor(id="edna"), a_mentor(id="mary", capacity=0)):
        register.add(person)
    return register


def ids(register: FakeRunRegister) -> list[str]:
    return list(register.profiles)


def revise(register: FakeRunRegister, *revisions: Revision) -> tuple[Run, list[Said]]:
    ada, ben, grace, edna, mary = ids(register)
    draft = Draft("r1", "north", 1, frozenset((ada, ben, grace, edna, mary)), {ada: grace, ben: edna})
    return revise_run(register, draft, revisions)


def test_a_pin_of_what_is_proposed_anyway_needs_no_solving_again() -> None:
    register = a_draft()
    ada, _, grace, _, _ = ids(register)

    run, [said] = revise(register, Revision(Kind.PIN, ada, grace))

    assert said.accepted
    assert (run.revised, run.resolve_needed) == (True, False)
    assert register.review("r1").mark(ada, grace) is Mark.PINNED


def test_another_pin_must_be_solved_before_the_draft_is_approved_or_started() -> None:
    register = a_draft()
    ada, _, _, edna, _ = ids(register)
    revise(register, Revision(Kind.PIN, ada, edna))

    with pytest.raises(RunRefused, match="resolve first"):
        approve_run(register, "north", "r1", "carol")
    with pytest.raises(RunRefused, match="resolve first"):
        runs.ask_to_start(register, "north", "r1")

    assert resolve_run(register, "north", "r1").stage is Stage.ASKED


def test_a_block_wins_over_a_pin_and_the_answer_says_so() -> None:
    register = a_draft()
    ada, _, _, edna, _ = ids(register)

    _, said = revise(register, Revision(Kind.FORBID, ada, edna, reason_code="knows_family"), Revision(Kind.PIN, ada, edna))

    assert [one.accepted for one in said] == [True, False]
    assert "a block wins over a pin" in said[1].says
    assert register.review("r1").pins == {}


def test_a_later_block_takes_the_pin_away_and_says_so() -> None:
    register = a_draft()
    ada, _, _, edna, _ = ids(register)
    revise(register, Revision(Kind.PIN, ada, edna))

    _, [said] = revise(register, Revision(Kind.FORBID, ada, edna, reason_code="knows_family"))

    assert "pin of these two is gone" in said.says
    assert register.review("r1").pins == {}


def test_a_pin_that_breaks_a_hard_rule_is_refused_with_the_rule() -> None:
    register = a_draft()
    ada, _, _, _, mary = ids(register)

    _, [said] = revise(register, Revision(Kind.PIN, ada, mary))

    assert said == Said(False, "Not pinned: the mentor has no free place.")
    assert register.reviews == {}


def test_a_forbidden_pair_is_kept_apart_in_later_runs_too_until_it_is_cleared() -> None:
    register = a_draft()
    ada, _, grace, _, _ = ids(register)

    revise(register, Revision(Kind.FORBID, ada, grace, reason_code="knows_family"))
    assert grace in register.ties(ada).met
    assert not register.review("r1").starts(ada, grace)

    revise(register, Revision(Kind.CLEAR, ada))
    assert register.ties(ada).met == ()
    assert register.review("r1").starts(ada, grace)


def test_clearing_never_joins_again_those_who_were_apart_before() -> None:
    register = a_draft()
    ada, _, grace, _, _ = ids(register)
    register.save_ties(register.ties(ada).tied("p1", grace).loosened("p1"))

    revise(register, Revision(Kind.FORBID, ada, grace, reason_code="knows_family"))
    revise(register, Revision(Kind.CLEAR, ada))

    assert register.ties(ada).met == (grace,)


def test_two_mentees_are_swapped_by_two_pins() -> None:
    register = a_draft()
    ada, ben, grace, edna, _ = ids(register)

    run, [said] = revise(register, Revision(Kind.SWAP, ada, other_mentee_id=ben))

    assert said.accepted
    assert register.review("r1").pins == {ada: edna, ben: grace}
    assert run.resolve_needed


def test_a_swap_needs_two_mentees_who_are_proposed_to_somebody() -> None:
    register = a_draft()
    ada, *_ = ids(register)

    assert not revise(register, Revision(Kind.SWAP, ada, other_mentee_id=ada))[1][0].accepted


def test_a_dropped_mentee_does_not_start() -> None:
    register = a_draft()
    ada, _, grace, _, _ = ids(register)

    revise(register, Revision(Kind.DROP, ada))

    assert register.review("r1").mark(ada, grace) is Mark.DROPPED
    assert not register.review("r1").starts(ada, grace)


@pytest.mark.parametrize("reason", ["", "x", "Knows Family", "a" * 41, "knows-family"])
def test_a_forbidden_pair_needs_a_reason_code(reason: str) -> None:
    register = a_draft()
    ada, _, grace, _, _ = ids(register)

    _, [said] = revise(register, Revision(Kind.FORBID, ada, grace, reason_code=reason))

    assert not said.accepted
    assert register.ties(ada).met == ()


def test_somebody_of_another_programme_is_nobody_here() -> None:
    register = a_draft()
    ada, *_ = ids(register)

    _, said = revise(register, Revision(Kind.PIN, ada, "stranger"), Revision(Kind.DROP, "stranger"), Revision(Kind.PIN, ada))

    assert [one.accepted for one in said] == [False, False, False]


def test_a_draft_that_was_solved_meanwhile_is_not_revised() -> None:
    register = a_draft(attempt=2)

    with pytest.raises(NotMadeYet, match="solved again"):
        revise(register, Revision(Kind.CLEAR, ids(register)[0]))


def test_a_change_takes_approvals_back() -> None:
    register = a_draft(approvals=("carol",))

    run, _ = revise(register, Revision(Kind.DROP, ids(register)[0]))

    assert run.approvals == ()


def test_a_comparison_is_neither_revised_nor_approved_nor_started() -> None:
    register = a_draft(brief=Brief(dry=True))

    for act in (
        lambda: revise(register, Revision(Kind.DROP, ids(register)[0])),
        lambda: approve_run(register, "north", "r1", "carol"),
        lambda: runs.ask_to_start(register, "north", "r1"),
    ):
        with pytest.raises(RunRefused, match="comparison"):
            act()


def test_four_eyes_are_two_people_and_the_approval_is_announced_once() -> None:
    register = a_draft(brief=Brief(approvals_needed=2))

    approve_run(register, "north", "r1", "carol")
    approve_run(register, "north", "r1", "carol")
    with pytest.raises(RunRefused, match="one more coordinator"):
        runs.ask_to_start(register, "north", "r1")
    approve_run(register, "north", "r1", "dave")
    approve_run(register, "north", "r1", "dave")

    [approved] = register.sent
    assert isinstance(approved, RunApproved)
    assert (approved.run_id, approved.pairs) == ("r1", 2)
    assert runs.ask_to_start(register, "north", "r1").stage is Stage.STARTING


def test_a_programme_that_asks_for_approval_does_not_start_without() -> None:
    register = FakeRunRegister(a_programme())
    register.save_matching_settings(MatchingSettings("north", approvals_needed=1, version=1))
    run = runs.ask_for_run(register, runs.Asked("north", "k1", starts_itself=True))
    leased = runs.lease_run(register, run.id, "worker")
    assert leased is not None

    runs.finish_run(register, leased, Figures(pairs=1), Findings())

    assert register.runs[run.id].stage is Stage.MADE
    assert (run.brief.approvals_needed, run.brief.settings_version) == (1, 1)


def test_a_run_that_starts_by_itself_goes_on_when_it_is_made() -> None:
    register = FakeRunRegister(a_programme())
    run = runs.ask_for_run(register, runs.Asked("north", "k1", starts_itself=True))
    leased = runs.lease_run(register, run.id, "worker")
    assert leased is not None

    runs.finish_run(register, leased, Figures(pairs=1), Findings())

    assert register.runs[run.id].stage is Stage.STARTING


def test_solving_again_without_a_revision_changes_nothing() -> None:
    register = a_draft()
    before = register.runs["r1"]

    assert resolve_run(register, "north", "r1") == before


def test_a_cancelled_run_never_starts_and_nobody_works_on_it() -> None:
    register = a_draft(stage=Stage.ASKED, made_at=None)
    leased = runs.lease_run(register, "r1", "worker")
    assert leased is not None

    cancel_run(register, "north", "r1")
    runs.finish_run(register, leased, Figures(pairs=2), Findings())

    assert register.runs["r1"].stage is Stage.CANCELLED
    assert cancel_run(register, "north", "r1").stage is Stage.CANCELLED
    assert runs.lease_run(register, "r1", "worker") is None
    with pytest.raises(RunRefused, match="cancelled"):
        runs.ask_to_start(register, "north", "r1")


@pytest.mark.parametrize("stage", [Stage.STARTING, Stage.STARTED])
def test_what_has_started_is_not_cancelled_revised_or_solved_again(stage: Stage) -> None:
    register = a_draft(stage=stage)

    for act in (
        lambda: cancel_run(register, "north", "r1"),
        lambda: resolve_run(register, "north", "r1"),
        lambda: revise(register, Revision(Kind.DROP, ids(register)[0])),
        lambda: approve_run(register, "north", "r1", "carol"),
    ):
        with pytest.raises(RunRefused):
            act()


def test_a_failed_run_says_so_whatever_is_asked_of_it() -> None:
    register = a_draft(stage=Stage.FAILED)

    for act in (resolve_run, runs.ask_to_start):
        with pytest.raises(RunFailed, match="make a new run"):
            act(register, "north", "r1")
