"""The Pairs service, what the two aim for: goals with steps, skills with targets."""

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.work import Need, UnitOfWork
from matching.app import rate_skills, set_goals
from matching.app.care_ports import CareReading, CareRegister
from matching.app.screening import WritingReading
from matching.domain.goals import GOALS, Goals
from matching.domain.skills import Skills
from matching.entrypoints.pair_messages import goal_of, skill_of
from matching.entrypoints.pair_rights import Seat, Seated, own_seat, seat_of
from matching.entrypoints.rpc_parts import LONGEST_KEY, require

LATEST_YEAR = 2100


class GoalsRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[CareRegister], reading: CareReading, writings: WritingReading, clock: Clock
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._writings = writings
        self._clock = clock

    async def CreateGoal(self, request: pb.CreateGoalRequest, caller: Caller) -> pb.CreateGoalResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        seated = await own_seat(self._reading, caller, request.pair_id)
        steps = tuple(_new_step(one) for one in request.steps)
        new = set_goals.NewGoal(seated.pair, seated.person_id, request.client_key, request.title, steps)
        goals = await self._submit(set_goals.goal_needs(new), lambda register: set_goals.create_goal(register, new))
        return pb.CreateGoalResponse(goal=await self._goal(goals, new.id, seated))

    async def AddStep(self, request: pb.AddStepRequest, caller: Caller) -> pb.AddStepResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        seated = await own_seat(self._reading, caller, request.pair_id)
        step_id = uuid.uuid5(GOALS, f"{request.goal_id}\0{request.client_key}").hex
        step, pair, by = _new_step(request.step), seated.pair, seated.person_id
        goals = await self._submit(
            set_goals.step_needs(pair, by, step_id),
            lambda register: set_goals.add_goal_step(register, pair, by, request.goal_id, step_id, step),
        )
        return pb.AddStepResponse(goal=await self._goal(goals, request.goal_id, seated))

    async def MoveStep(self, request: pb.MoveStepRequest, caller: Caller) -> pb.MoveStepResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        due_at, pair = _day(request), seated.pair
        goals = await self._submit(
            set_goals.needs(pair),
            lambda register: set_goals.move_goal_step(register, pair, request.goal_id, request.step_id, due_at),
        )
        return pb.MoveStepResponse(goal=await self._goal(goals, request.goal_id, seated))

    async def CompleteStep(self, request: pb.CompleteStepRequest, caller: Caller) -> pb.CompleteStepResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        goals = await self._submit(
            set_goals.needs(seated.pair),
            lambda register: set_goals.complete_goal_step(register, seated.pair, request.goal_id, request.step_id),
        )
        return pb.CompleteStepResponse(goal=await self._goal(goals, request.goal_id, seated))

    async def CloseGoal(self, request: pb.CloseGoalRequest, caller: Caller) -> pb.CloseGoalResponse:
        seated = await own_seat(self._reading, caller, request.pair_id)
        goals = await self._submit(
            set_goals.needs(seated.pair),
            lambda register: set_goals.close_pair_goal(register, seated.pair, request.goal_id, reached=request.reached),
        )
        return pb.CloseGoalResponse(goal=await self._goal(goals, request.goal_id, seated))

    async def ListGoals(self, request: pb.ListGoalsRequest, caller: Caller) -> pb.ListGoalsResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        goals = await self._reading.one(Goals, request.pair_id)
        texts = await self._writings.shown(set_goals.titles_of(goals), seated.person_id)
        now = self._clock.now()
        return pb.ListGoalsResponse(goals=[goal_of(one, texts, now) for one in goals.goals] if goals is not None else [])

    async def RateSkill(self, request: pb.RateSkillRequest, caller: Caller) -> pb.RateSkillResponse:
        seated = await own_seat(self._reading, caller, request.pair_id, Seat.MENTOR)
        pair, skill_id = seated.pair, request.skill_id
        if skill_id:
            skills = await self._submit(
                rate_skills.needs(pair),
                lambda register: rate_skills.rate_skill_again(register, pair, skill_id, request.level, request.target),
            )
            return pb.RateSkillResponse(skill=await self._skill(skills, skill_id, seated))
        require(request.client_key, "client_key", LONGEST_KEY)
        new = rate_skills.NewSkill(pair, request.client_key, request.skill, request.level, request.target)
        skills = await self._submit(rate_skills.new_needs(new), lambda register: rate_skills.rate_new_skill(register, new))
        return pb.RateSkillResponse(skill=await self._skill(skills, new.id, seated))

    async def AgreeTarget(self, request: pb.AgreeTargetRequest, caller: Caller) -> pb.AgreeTargetResponse:
        seated = await own_seat(self._reading, caller, request.pair_id, Seat.MENTEE)
        skills = await self._submit(
            rate_skills.needs(seated.pair),
            lambda register: rate_skills.agree_skill_target(register, seated.pair, request.skill_id, request.target),
        )
        return pb.AgreeTargetResponse(skill=await self._skill(skills, request.skill_id, seated))

    async def ListSkills(self, request: pb.ListSkillsRequest, caller: Caller) -> pb.ListSkillsResponse:
        seated = await seat_of(self._reading, caller, request.pair_id)
        known = await self._reading.one(Skills, request.pair_id)
        skills = known.skills if known is not None else ()
        texts = await self._writings.shown([one.name_id for one in skills], seated.person_id)
        return pb.ListSkillsResponse(skills=[skill_of(one, texts) for one in skills])

    async def _submit(self, needs: Sequence[Need], act: Callable[[CareRegister], Any]) -> Any:
        def run(work: UnitOfWork) -> Any:
            return act(self._opens(work))

        return await self._commits.submit(Item(needs, run))

    async def _goal(self, goals: Goals, goal_id: str, seated: Seated) -> pb.Goal:
        texts = await self._writings.shown(set_goals.titles_of(goals), seated.person_id)
        return goal_of(goals.goal(goal_id), texts, self._clock.now())

    async def _skill(self, skills: Skills, skill_id: str, seated: Seated) -> pb.Skill | None:
        skill = skills.known(skill_id)
        return skill_of(skill, await self._writings.shown([skill.name_id], seated.person_id)) if skill is not None else None


def _new_step(given: pb.NewStep) -> set_goals.NewStep:
    return set_goals.NewStep(given.title, _day(given))


def _day(given: pb.NewStep | pb.MoveStepRequest) -> datetime | None:
    """Raises Refused for a moment that no calendar has."""
    if not given.HasField("due_at"):
        return None
    return moment_of(given.due_at, "due_at")


def moment_of(given: Any, field: str) -> datetime:
    """Raises Refused."""
    try:
        at: datetime = given.ToDatetime(UTC)
    except (ValueError, OverflowError):
        at = datetime.max.replace(tzinfo=UTC)
    if not 2000 <= at.year <= LATEST_YEAR:
        raise invalid(f"{field} must lie between 2000 and {LATEST_YEAR}. Nothing was saved.")
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
