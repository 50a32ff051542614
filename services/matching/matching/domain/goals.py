"""The goals of a pair, with steps and days: what is done, and what is late."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import GoalStepCompleted, GoalStepOverdue

GOALS = uuid.UUID("0f6f5a3b-7e0c-4b55-93a8-0b6fb0a2a7c1")  # namespace of goal ids; never changed
MOST_GOALS, MOST_STEPS = 20, 30
LONGEST_TITLE = 300


class GoalNotAccepted(Exception):
    """The words cannot be a goal, or the pair has too many."""


class GoalNotFound(Exception):
    """The pair has no such goal, or the goal no such step."""


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    title_id: str  # the writing that holds its words
    due_at: datetime | None = None
    done_at: datetime | None = None
    late_told: bool = False

    def is_late(self, now: datetime) -> bool:
        return self.done_at is None and self.due_at is not None and self.due_at <= now


@dataclass(frozen=True, slots=True)
class Goal:
    id: str
    title_id: str
    made_by: str
    made_at: datetime
    steps: tuple[Step, ...] = ()
    closed_at: datetime | None = None
    reached: bool = False

    @property
    def open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Goals:
    id: str  # the pair's
    programme_id: str
    mentee_id: str
    mentor_id: str
    goals: tuple[Goal, ...] = ()
    version: int = 0

    def goal(self, goal_id: str) -> Goal:
        """Raises GoalNotFound."""
        for one in self.goals:
            if one.id == goal_id:
                return one
        raise GoalNotFound("This pair has no such goal. Nothing was changed.")

    def next_late(self) -> datetime | None:
        """The earliest day of a step whose lateness was not told yet."""
        waiting = (step for goal in self.goals if goal.open for step in goal.steps if step.done_at is None and not step.late_told)
        return min((step.due_at for step in waiting if step.due_at is not None), default=None)


def goal_id_of(pair_id: str, client_key: str) -> str:
    return uuid.uuid5(GOALS, f"{pair_id}\0{client_key}").hex


def step_id_of(goal_id: str, number: int) -> str:
    return f"{goal_id}-{number}"


def goal_title_id(goal_id: str) -> str:
    return f"goals/{goal_id}"


def step_title_id(step_id: str) -> str:
    return f"steps/{step_id}"


def add_goal(goals: Goals, goal: Goal) -> Goals:
    """Raises GoalNotAccepted. A goal that is there already stays as it is."""
    if any(one.id == goal.id for one in goals.goals):
        return goals
    if sum(one.open for one in goals.goals) >= MOST_GOALS or len(goals.goals) >= 5 * MOST_GOALS:
        raise GoalNotAccepted(f"A pair has at most {MOST_GOALS} open goals. Nothing was saved; close one first.")
    return replace(goals, goals=(*goals.goals, goal), version=goals.version + 1)


def add_step(goals: Goals, goal_id: str, step: Step) -> Goals:
    """Raises GoalNotFound, GoalNotAccepted. A step that is there already stays as it is."""
    goal = goals.goal(goal_id)
    if any(one.id == step.id for one in goal.steps):
        return goals
    if not goal.open:
        raise GoalNotAccepted("This goal is closed and takes no more steps. Nothing was saved.")
    if len(goal.steps) >= MOST_STEPS:
        raise GoalNotAccepted(f"A goal has at most {MOST_STEPS} steps. Nothing was saved.")
    return _with(goals, replace(goal, steps=(*goal.steps, step)))


def complete_step(goals: Goals, goal_id: str, step_id: str, now: datetime) -> tuple[Goals, list[Event]]:
    """Raises GoalNotFound. A step that is done stays done."""
    goal = goals.goal(goal_id)
    step = _step(goal, step_id)
    if step.done_at is not None:
        return goals, []
    changed = _with(goals, _replaced(goal, replace(step, done_at=now)))
    return changed, [
        GoalStepCompleted(
            pair_id=goals.id,
            programme_id=goals.programme_id,
            mentee_id=goals.mentee_id,
            mentor_id=goals.mentor_id,
            goal_id=goal_id,
            step_id=step_id,
            version=changed.version,
        )
    ]


def move_step(goals: Goals, goal_id: str, step_id: str, due_at: datetime | None) -> Goals:
    """Another day, on which lateness may be told again. Raises GoalNotFound."""
    goal = goals.goal(goal_id)
    step = _step(goal, step_id)
    if step.due_at == due_at:
        return goals
    return _with(goals, _replaced(goal, replace(step, due_at=due_at, late_told=False)))


def close_goal(goals: Goals, goal_id: str, now: datetime, *, reached: bool) -> Goals:
    """Raises GoalNotFound. A closed goal stays as it is."""
    goal = goals.goal(goal_id)
    return _with(goals, replace(goal, closed_at=now, reached=reached)) if goal.open else goals


def tell_late_steps(goals: Goals, now: datetime) -> tuple[Goals, list[Event]]:
    """Each late step is told once for the day that was set."""
    late = [(goal, step) for goal in goals.goals if goal.open for step in goal.steps if step.is_late(now) and not step.late_told]
    if not late:
        return goals, []
    changed = goals
    for goal, step in late:
        changed = _with(changed, _replaced(changed.goal(goal.id), replace(step, late_told=True)))
    changed = replace(changed, version=goals.version + 1)
    return changed, [_overdue(changed, goal.id, step) for goal, step in late]


def _overdue(goals: Goals, goal_id: str, step: Step) -> Event:
    assert step.due_at is not None
    return GoalStepOverdue(
        pair_id=goals.id,
        programme_id=goals.programme_id,
        mentee_id=goals.mentee_id,
        mentor_id=goals.mentor_id,
        goal_id=goal_id,
        step_id=step.id,
        due_at=step.due_at,
        version=goals.version,
    )


def carried_over(goals: Goals, pair_id: str, mentor_id: str) -> Goals:
    """The same goals for the pair that goes on with them."""
    return replace(goals, id=pair_id, mentor_id=mentor_id)


def _step(goal: Goal, step_id: str) -> Step:
    steps: Sequence[Step] = [one for one in goal.steps if one.id == step_id]
    if not steps:
        raise GoalNotFound("This goal has no such step. Nothing was changed.")
    return steps[0]


def _replaced(goal: Goal, step: Step) -> Goal:
    return replace(goal, steps=tuple(step if one.id == step.id else one for one in goal.steps))


def _with(goals: Goals, goal: Goal) -> Goals:
    changed = tuple(goal if one.id == goal.id else one for one in goals.goals)
    return replace(goals, goals=changed, version=goals.version + 1)
