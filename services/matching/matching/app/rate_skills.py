"""Use case: the mentor rates a skill and proposes the level to aim for; the mentee agrees."""

from dataclasses import dataclass

from matching.app.care_ports import SKILLS, CareRegister
from matching.app.ports import PAIRS
from matching.app.screening import write, writing_needs
from matching.domain.ending import require_active
from matching.domain.pair import Pair
from matching.domain.skills import LONGEST_NAME, Skills, agree_target, rate_again, rate_new, skill_id_of, skill_name_id
from matching.domain.writing import check_writing


@dataclass(frozen=True, slots=True)
class NewSkill:
    pair: Pair
    client_key: str
    name: str
    level: int
    target: int

    @property
    def id(self) -> str:
        return skill_id_of(self.pair.id, self.client_key)


def needs(pair: Pair) -> list[tuple[str, str]]:
    return [(SKILLS, pair.id), (PAIRS, pair.id)]


def new_needs(new: NewSkill) -> list[tuple[str, str]]:
    return [*needs(new.pair), *writing_needs(skill_name_id(new.id), new.pair.mentor_id)]


def rate_new_skill(register: CareRegister, new: NewSkill) -> Skills:
    """Raises SkillNotAccepted, WritingNotAccepted, PairNotActive. The same key again changes nothing."""
    skills = _skills(register, new.pair)
    check_writing(new.name, "skill", LONGEST_NAME)
    changed, events = rate_new(skills, new.id, new.level, new.target, register.now)
    if events:
        write(register, skill_name_id(new.id), new.pair.programme_id, new.pair.mentor_id, new.name)
        register.keep(changed, events)
    return changed


def rate_skill_again(register: CareRegister, pair: Pair, skill_id: str, level: int, target: int) -> Skills:
    """Raises SkillNotFound, SkillNotAccepted, PairNotActive."""
    changed, events = rate_again(_skills(register, pair), skill_id, level, target, register.now)
    if events:
        register.keep(changed, events)
    return changed


def agree_skill_target(register: CareRegister, pair: Pair, skill_id: str, target: int) -> Skills:
    """Raises SkillNotFound, SkillNotAccepted, PairNotActive."""
    changed, events = agree_target(_skills(register, pair), skill_id, target, register.now)
    if events:
        register.keep(changed, events)
    return changed


def _skills(register: CareRegister, pair: Pair) -> Skills:
    require_active(register.pair(pair.programme_id, pair.id))
    return register.kept(Skills, pair.id) or Skills(pair.id, pair.programme_id, pair.mentee_id, pair.mentor_id)
