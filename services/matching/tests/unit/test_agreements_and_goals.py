"""What a pair agrees on and aims for: both accept the same words, steps get done or late, skills grow, plans have versions."""

from dataclasses import replace

import pytest

from causeway.matching.v1.events import GoalStepCompleted, PlanStored, ReviewDue, SkillRated, SkillTargetAgreed
from matching.app.agree import Proposed, accept_agreement, propose_agreement
from matching.app.answer_review import Said, answer_pair_review
from matching.app.rate_skills import NewSkill, agree_skill_target, rate_new_skill, rate_skill_again
from matching.app.screening import settle_writing
from matching.app.set_goals import (
    NewGoal,
    NewStep,
    add_goal_step,
    close_pair_goal,
    complete_goal_step,
    create_goal,
    move_goal_step,
)
from matching.domain.agreement import Agreement, AgreementNotAccepted, Channel, Hours
from matching.domain.ending import PairNotActive
from matching.domain.goals import Goal, GoalNotAccepted, GoalNotFound, Goals
from matching.domain.review import Plan, Review, ReviewNotAccepted, ReviewNotFound
from matching.domain.skills import SkillNotAccepted, SkillNotFound, Skills
from matching.domain.writing import Judgement, WritingNotAccepted, WritingState
from matching.testing_care import DAY, FakeCare, a_pair, a_pair_looked_after
from matching.testing_register import MONDAY

PAIR = a_pair()


def proposing(by: str = "ada", number: int = 1, **changes: object) -> Proposed:
    usual = Proposed(PAIR, by, number, "Find a course", (Channel.MESSAGES,), (Hours(2, 17, 19),), 48)
    return replace(usual, **changes)  # type: ignore[arg-type]


def allow_everything(register: FakeCare) -> None:
    for id in list(register.writings):
        settle_writing(register, id, Judgement(WritingState.SHOWN))


def agreed(register: FakeCare) -> Agreement:
    propose_agreement(register, proposing())
    allow_everything(register)
    return accept_agreement(register, PAIR, 1, "grace")


def test_an_agreement_holds_once_both_have_accepted_it() -> None:
    register = a_pair_looked_after()
    proposed = propose_agreement(register, proposing())
    allow_everything(register)

    agreement = accept_agreement(register, PAIR, 1, "grace")

    assert proposed.current is None
    assert agreement.current is not None
    assert set(agreement.current.accepted_by) == {"ada", "grace"}
    assert register.kinds() == ["AgreementAccepted"]


def test_a_pair_that_has_agreed_in_time_is_not_prompted() -> None:
    register = a_pair_looked_after()
    agreed(register)

    register.pass_days(9)

    assert "AgreementOverdue" not in register.kinds()


def test_a_late_agreement_settles_the_concern_of_staff() -> None:
    register = a_pair_looked_after()
    register.pass_days(8)

    agreed(register)

    assert register.care().concerns == ()


def test_whoever_proposed_cannot_make_it_hold_alone() -> None:
    register = a_pair_looked_after()
    propose_agreement(register, proposing())
    allow_everything(register)

    assert accept_agreement(register, PAIR, 1, "ada").current is None


@pytest.mark.parametrize("state", [None, WritingState.REFUSED])
def test_nobody_accepts_words_that_they_could_not_read(state: WritingState | None) -> None:
    register = a_pair_looked_after()
    propose_agreement(register, proposing())
    if state is not None:
        settle_writing(register, proposing().goals_id, Judgement(state))

    with pytest.raises(AgreementNotAccepted, match="not shown yet"):
        accept_agreement(register, PAIR, 1, "grace")


def test_a_change_needs_both_again_and_the_old_agreement_holds_until_then() -> None:
    register = a_pair_looked_after()
    agreed(register)

    changed = propose_agreement(register, proposing("grace", 2, reply_within_hours=24))
    allow_everything(register)
    assert changed.current is not None
    assert changed.current.reply_within_hours == 48
    after = accept_agreement(register, PAIR, 2, "ada")

    assert after.current is not None
    assert after.current.reply_within_hours == 24
    assert [terms.number for terms in after.past] == [1]


def test_two_proposals_at_once_do_not_overwrite_each_other_unseen() -> None:
    register = a_pair_looked_after()
    propose_agreement(register, proposing("ada", 1))

    with pytest.raises(AgreementNotAccepted, match="number 2"):
        propose_agreement(register, proposing("grace", 1))
    with pytest.raises(AgreementNotAccepted, match="no open proposal"):
        accept_agreement(register, PAIR, 7, "grace")


def test_the_same_proposal_again_changes_nothing() -> None:
    register = a_pair_looked_after()
    first = propose_agreement(register, proposing())

    assert propose_agreement(register, proposing()) == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"channels": ()},
        {"channels": (Channel.MESSAGES, Channel.MESSAGES)},
        {"hours": (Hours(8, 1, 2),)},
        {"hours": (Hours(1, 5, 5),)},
        {"hours": (Hours(1, 0, 25),)},
        {"reply_within_hours": 0},
        {"reply_within_hours": 337},
    ],
)
def test_an_agreement_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    register = a_pair_looked_after()

    with pytest.raises(AgreementNotAccepted, match="Nothing"):
        propose_agreement(register, proposing(**wrong))
    assert register.kept(Agreement, "p1") is None


def test_an_ended_pair_agrees_on_nothing() -> None:
    register = FakeCare(a_pair(ended_at=MONDAY))

    with pytest.raises(PairNotActive):
        propose_agreement(register, proposing())


def with_a_goal(*days: int) -> tuple[FakeCare, Goal]:
    register = a_pair_looked_after()
    steps = tuple(NewStep(f"Step {day}", MONDAY + day * DAY) for day in days)
    goals = create_goal(register, NewGoal(PAIR, "ada", "k1", "Get into nursing school", steps))
    return register, goals.goals[0]


def test_a_completed_step_is_announced_once() -> None:
    register, goal = with_a_goal(3)

    complete_goal_step(register, PAIR, goal.id, goal.steps[0].id)
    complete_goal_step(register, PAIR, goal.id, goal.steps[0].id)

    [done] = register.sent
    assert isinstance(done, GoalStepCompleted)
    assert (done.goal_id, done.step_id) == (goal.id, goal.steps[0].id)


def test_an_overdue_step_is_told_once_and_a_done_one_never() -> None:
    register, goal = with_a_goal(2, 3, 4)
    complete_goal_step(register, PAIR, goal.id, goal.steps[1].id)

    register.pass_days(6)

    late = [event.step_id for event in register.sent if type(event).__name__ == "GoalStepOverdue"]
    assert late == [goal.steps[0].id, goal.steps[2].id]


def test_a_step_that_was_given_another_day_may_be_late_again() -> None:
    register, goal = with_a_goal(2)
    register.pass_days(3)

    move_goal_step(register, PAIR, goal.id, goal.steps[0].id, MONDAY + 5 * DAY)
    register.pass_days(3)

    assert register.kinds().count("GoalStepOverdue") == 2


def test_a_closed_goal_is_never_late_and_takes_no_steps() -> None:
    register, goal = with_a_goal(2)
    close_pair_goal(register, PAIR, goal.id, reached=True)

    register.pass_days(5)

    assert "GoalStepOverdue" not in register.kinds()
    with pytest.raises(GoalNotAccepted, match="closed"):
        add_goal_step(register, PAIR, "ada", goal.id, "s2", NewStep("More"))


def test_the_same_goal_again_changes_nothing_and_its_words_wait_for_moderation() -> None:
    register, goal = with_a_goal(2)

    again = create_goal(register, NewGoal(PAIR, "ada", "k1", "Something else"))

    assert [one.id for one in again.goals] == [goal.id]
    assert {one.state for one in register.writings.values()} == {WritingState.PENDING}


def test_a_pair_has_a_bounded_number_of_goals() -> None:
    register = a_pair_looked_after()
    for number in range(20):
        create_goal(register, NewGoal(PAIR, "ada", f"k{number}", "A goal"))

    with pytest.raises(GoalNotAccepted, match="at most 20 open goals"):
        create_goal(register, NewGoal(PAIR, "ada", "k20", "A goal"))


def test_a_goal_without_words_or_of_another_pair_is_refused() -> None:
    register = a_pair_looked_after()

    with pytest.raises(WritingNotAccepted, match="title"):
        create_goal(register, NewGoal(PAIR, "ada", "k1", " "))
    with pytest.raises(GoalNotFound):
        complete_goal_step(register, PAIR, "elsewhere", "s1")
    assert register.kept(Goals, "p1") is None


def with_a_skill() -> tuple[FakeCare, str]:
    register = a_pair_looked_after()
    skills = rate_new_skill(register, NewSkill(PAIR, "k1", "Speaking to a group", 2, 4))
    return register, skills.skills[0].id


def test_a_target_counts_once_the_mentee_agrees() -> None:
    register, skill_id = with_a_skill()
    assert register.kept(Skills, "p1").skills[0].target == 0  # type: ignore[union-attr]

    skills = agree_skill_target(register, PAIR, skill_id, 4)
    agree_skill_target(register, PAIR, skill_id, 4)

    assert skills.skills[0].target == 4
    assert [type(event) for event in register.sent] == [SkillRated, SkillTargetAgreed]


def test_progress_of_a_skill_is_kept_over_time() -> None:
    register, skill_id = with_a_skill()
    agree_skill_target(register, PAIR, skill_id, 4)
    register.now += 30 * DAY

    rate_skill_again(register, PAIR, skill_id, 3, 0)
    register.now += 30 * DAY
    skills = rate_skill_again(register, PAIR, skill_id, 4, 0)

    assert [rating.level for rating in skills.skills[0].ratings] == [2, 3, 4]
    assert skills.skills[0].reached


@pytest.mark.parametrize(("level", "target"), [(0, 3), (6, 6), (3, 2), (2, 6)])
def test_levels_that_make_no_sense_are_refused(level: int, target: int) -> None:
    register = a_pair_looked_after()

    with pytest.raises(SkillNotAccepted, match="level must be 1 to 5"):
        rate_new_skill(register, NewSkill(PAIR, "k1", "Speaking", level, target))


def test_a_mentee_agrees_only_to_what_is_proposed() -> None:
    register, skill_id = with_a_skill()

    with pytest.raises(SkillNotAccepted, match="another level"):
        agree_skill_target(register, PAIR, skill_id, 5)
    with pytest.raises(SkillNotFound):
        agree_skill_target(register, PAIR, "elsewhere", 4)


ANSWERS = ("We met often", "Exams", "Write the application")


def reviewed() -> FakeCare:
    register, goal = with_a_goal(20)
    complete_goal_step(register, PAIR, goal.id, goal.steps[0].id)
    register.pass_days(90)
    return register


def test_at_the_review_date_the_pair_gets_its_record() -> None:
    register = reviewed()

    [review] = register.all(Review)
    assert (review.record.goals, review.record.steps_done, review.record.steps_late) == (1, 1, 0)
    assert review.record.check_ins_missed > 0
    assert [event.review for event in register.sent if isinstance(event, ReviewDue)] == [1]


def test_a_plan_version_is_stored_when_both_have_answered() -> None:
    register = reviewed()

    answer_pair_review(register, Said(PAIR, 1, "ada", ANSWERS))
    assert register.all(Plan) == []
    answer_pair_review(register, Said(PAIR, 1, "grace", ANSWERS))
    answer_pair_review(register, Said(PAIR, 1, "grace", ANSWERS))

    [plan] = register.all(Plan)
    assert (plan.number, plan.review, len(plan.answers), len(plan.goals)) == (1, 1, 2, 1)
    assert len([event for event in register.sent if isinstance(event, PlanStored)]) == 1


def test_the_history_of_plans_keeps_every_version() -> None:
    register = reviewed()
    for number in (1, 2):
        for person in ("ada", "grace"):
            answer_pair_review(register, Said(PAIR, number, person, ANSWERS))
        register.pass_days(90)

    assert [plan.number for plan in register.all(Plan)] == [1, 2]


def test_a_review_takes_three_answers_and_only_when_its_date_has_come() -> None:
    register = reviewed()

    with pytest.raises(ReviewNotAccepted, match="3 answers"):
        answer_pair_review(register, Said(PAIR, 1, "ada", ANSWERS[:2]))
    with pytest.raises(WritingNotAccepted, match="answer 2"):
        answer_pair_review(register, Said(PAIR, 1, "ada", ("a", "", "c")))
    with pytest.raises(ReviewNotFound):
        answer_pair_review(register, Said(PAIR, 2, "ada", ANSWERS))


def test_a_review_that_waits_too_long_reaches_staff() -> None:
    register = reviewed()

    register.pass_days(14)

    assert "review_overdue" in {one.kind.value for one in register.care().concerns}
