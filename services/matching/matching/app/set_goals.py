"""Use case: a pair sets goals with steps and days, and says what is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matching.app.care_ports import CARE, GOALS, CareRegister
from matching.app.ports import PAIRS
from matching.app.screening import write, writing_needs
from matching.domain.care import Care, DueKind
from matching.domain.ending import require_active
from matching.domain.goals import (
    LONGEST_TITLE,
    MOST_STEPS,
    Goal,
    GoalNotAccepted,
    Goals,
    Step,
    add_goal,
    add_step,
    close_goal,
    complete_step,
    goal_id_of,
    goal_title_id,
    move_step,
    step_id_of,
    step_title_id,
)
from matching.domain.pair import Pair
from matching.domain.writing import check_writing


@dataclass(frozen=True, slots=True)
class NewStep:
    title: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewGoal:
    pair: Pair
    by: str
    client_key: str
    title: str
    steps: tuple[NewStep, ...] = ()

    @property
    def id(self) -> str:
        return goal_id_of(self.pair.id, self.client_key)


def needs(pair: Pair) -> list[tuple[str, str]]:
    return [(GOALS, pair.id), (PAIRS, pair.id), (CARE, pair.id)]


def goal_needs(new: NewGoal) -> list[tuple[str, str]]:
    titles = [goal_title_id(new.id), *(step_title_id(step_id_of(new.id, number)) for number in range(len(new.steps)))]
    return [*needs(new.pair), *(need for title in titles for need in writing_needs(title, new.by))]


def create_goal(register: CareRegister, new: NewGoal) -> Goals:
    """Raises GoalNotAccepted, WritingNotAccepted, PairNotActive. The same key again changes nothing."""
    goals = _goals(register, new.pair)
    if any(one.id == new.id for one in goals.goals):
        return goals
    if len(new.steps) > MOST_STEPS:
        raise GoalNotAccepted(f"A goal has at most {MOST_STEPS} steps. Nothing was saved.")
    check_writing(new.title, "title", LONGEST_TITLE)
    changed = add_goal(goals, Goal(new.id, goal_title_id(new.id), new.by, register.now))
    write(register, goal_title_id(new.id), new.pair.programme_id, new.by, new.title)
    for number, step in enumerate(new.steps):
        changed = _with_step(register, changed, new.pair, new.by, new.id, step_id_of(new.id, number), step)
    return _keep(register, changed)


def step_needs(pair: Pair, by: str, step_id: str) -> list[tuple[str, str]]:
    return [*needs(pair), *writing_needs(step_title_id(step_id), by)]


def add_goal_step(register: CareRegister, pair: Pair, by: str, goal_id: str, step_id: str, step: NewStep) -> Goals:
    """Raises GoalNotFound, GoalNotAccepted, WritingNotAccepted, PairNotActive. The same step id again changes nothing."""
    goals = _goals(register, pair)
    changed = _with_step(register, goals, pair, by, goal_id, step_id, step)
    return _keep(register, changed) if changed != goals else goals


def complete_goal_step(register: CareRegister, pair: Pair, goal_id: str, step_id: str) -> Goals:
    """Raises GoalNotFound, PairNotActive. A step that is done stays done."""
    goals = _goals(register, pair)
    changed, events = complete_step(goals, goal_id, step_id, register.now)
    if events:
        register.keep(changed, events)
        _plan_lateness(register, changed)
    return changed


def move_goal_step(register: CareRegister, pair: Pair, goal_id: str, step_id: str, due_at: datetime | None) -> Goals:
    """Raises GoalNotFound, PairNotActive."""
    goals = _goals(register, pair)
    changed = move_step(goals, goal_id, step_id, due_at)
    return _keep(register, changed) if changed != goals else goals


def close_pair_goal(register: CareRegister, pair: Pair, goal_id: str, *, reached: bool) -> Goals:
    """Raises GoalNotFound, PairNotActive."""
    goals = _goals(register, pair)
    changed = close_goal(goals, goal_id, register.now, reached=reached)
    return _keep(register, changed) if changed != goals else goals


def titles_of(goals: Goals | None) -> Sequence[str]:
    """The writings that hold its words."""
    if goals is None:
        return ()
    return [title for goal in goals.goals for title in (goal.title_id, *(step.title_id for step in goal.steps))]


def _goals(register: CareRegister, pair: Pair) -> Goals:
    require_active(register.pair(pair.programme_id, pair.id))
    return register.kept(Goals, pair.id) or Goals(pair.id, pair.programme_id, pair.mentee_id, pair.mentor_id)


def _with_step(register: CareRegister, goals: Goals, pair: Pair, by: str, goal_id: str, step_id: str, step: NewStep) -> Goals:
    check_writing(step.title, "the title of a step", LONGEST_TITLE)
    changed = add_step(goals, goal_id, Step(step_id, step_title_id(step_id), step.due_at))
    if changed != goals:
        write(register, step_title_id(step_id), pair.programme_id, by, step.title)
    return changed


def _keep(register: CareRegister, goals: Goals) -> Goals:
    register.keep(goals)
    _plan_lateness(register, goals)
    return goals


def _plan_lateness(register: CareRegister, goals: Goals) -> None:
    care = register.kept(Care, goals.id)
    if care is not None and care.open:
        planned = care.with_due(DueKind.STEPS, goals.next_late())
        if planned != care:
            register.keep(planned)
