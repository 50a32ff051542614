"""Skills of a mentee: where the mentor sees them now, the level both aim for, and the way there."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import SkillRated, SkillTargetAgreed

SKILLS = uuid.UUID("52cf44f6-90b0-4f2e-8a39-4a6a0f3c1d0e")  # namespace of skill ids; never changed
LOWEST, HIGHEST = 1, 5
MOST_SKILLS, MOST_RATINGS = 20, 200
LONGEST_NAME = 100


class SkillNotAccepted(Exception):
    """The levels make no sense, or the pair has too many skills."""


class SkillNotFound(Exception):
    """The pair has no such skill."""


@dataclass(frozen=True, slots=True)
class Rating:
    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Skill:
    id: str
    name_id: str  # the writing that holds its name
    ratings: tuple[Rating, ...]
    proposed_target: int = 0
    target: int = 0  # 0: none agreed yet
    agreed_at: datetime | None = None

    @property
    def level(self) -> int:
        return self.ratings[-1].level

    @property
    def reached(self) -> bool:
        return 0 < self.target <= self.level


@dataclass(frozen=True, slots=True)
class Skills:
    id: str  # the pair's
    programme_id: str
    mentee_id: str
    mentor_id: str
    skills: tuple[Skill, ...] = ()
    version: int = 0

    def known(self, skill_id: str) -> Skill | None:
        return next((one for one in self.skills if one.id == skill_id), None)


def skill_id_of(pair_id: str, client_key: str) -> str:
    return uuid.uuid5(SKILLS, f"{pair_id}\0{client_key}").hex


def skill_name_id(skill_id: str) -> str:
    return f"skills/{skill_id}"


def rate_new(skills: Skills, skill_id: str, level: int, target: int, now: datetime) -> tuple[Skills, list[Event]]:
    """The mentor's first rating, with the level they propose to aim for. Raises SkillNotAccepted."""
    if skills.known(skill_id) is not None:
        return skills, []
    _check(level, target)
    if len(skills.skills) >= MOST_SKILLS:
        raise SkillNotAccepted(f"A pair has at most {MOST_SKILLS} skills. Nothing was saved.")
    skill = Skill(skill_id, skill_name_id(skill_id), (Rating(level, now),), proposed_target=target)
    changed = replace(skills, skills=(*skills.skills, skill), version=skills.version + 1)
    return changed, [_rated(changed, skill)]


def rate_again(skills: Skills, skill_id: str, level: int, target: int, now: datetime) -> tuple[Skills, list[Event]]:
    """A new level; target 0 keeps what was agreed, another one is a proposal. Raises SkillNotFound, SkillNotAccepted."""
    known = skills.known(skill_id)
    if known is None:
        raise SkillNotFound("This pair has no such skill. Nothing was changed.")
    _check(level, target or HIGHEST)
    proposed = target if target not in (0, known.target) else 0
    if known.level == level and proposed in (0, known.proposed_target):
        return skills, []
    skill = replace(
        known, ratings=(*known.ratings, Rating(level, now))[-MOST_RATINGS:], proposed_target=proposed or known.proposed_target
    )
    changed = _with(skills, skill)
    return changed, [_rated(changed, skill)]


def agree_target(skills: Skills, skill_id: str, target: int, now: datetime) -> tuple[Skills, list[Event]]:
    """The mentee agrees to what the mentor proposed. Raises SkillNotFound, SkillNotAccepted. A second time changes nothing."""
    known = skills.known(skill_id)
    if known is None:
        raise SkillNotFound("This pair has no such skill. Nothing was changed.")
    if known.target == target and known.proposed_target == 0:
        return skills, []
    if known.proposed_target != target:
        raise SkillNotAccepted("The mentor has proposed another level meanwhile. Nothing was changed; look at it first.")
    skill = replace(known, target=target, proposed_target=0, agreed_at=now)
    changed = _with(skills, skill)
    event = SkillTargetAgreed(
        pair_id=skills.id,
        programme_id=skills.programme_id,
        mentee_id=skills.mentee_id,
        mentor_id=skills.mentor_id,
        skill_id=skill_id,
        level=skill.level,
        target=target,
        version=changed.version,
    )
    return changed, [event]


def _check(level: int, target: int) -> None:
    if not LOWEST <= level <= HIGHEST or not level <= target <= HIGHEST:
        raise SkillNotAccepted(
            f"level must be {LOWEST} to {HIGHEST}, and the target not below it and at most {HIGHEST}. Nothing was saved."
        )


def _with(skills: Skills, skill: Skill) -> Skills:
    changed = tuple(skill if one.id == skill.id else one for one in skills.skills)
    return replace(skills, skills=changed, version=skills.version + 1)


def _rated(skills: Skills, skill: Skill) -> Event:
    return SkillRated(
        pair_id=skills.id,
        programme_id=skills.programme_id,
        mentee_id=skills.mentee_id,
        mentor_id=skills.mentor_id,
        skill_id=skill.id,
        level=skill.level,
        target=skill.target,
        version=skills.version,
    )
