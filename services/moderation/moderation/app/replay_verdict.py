"""Use case: was this verdict right by the rules of its time? The stored text is judged once more by the same ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moderation.app.judge_text import Asked, Parts
from moderation.app.own_rules import OwnRules
from moderation.app.rule_following import CaseRecords, Compiling, KeptRules
from moderation.app.rule_ports import SetOfRules
from moderation.domain.case import Case, CaseNotFound, Kind
from moderation.domain.judgement import Judgement
from moderation.domain.rule import OVER_TIME_REASONS
from moderation.domain.ruling import Ruling

_OVER_TIME = (".pressure", ".history")
_NAMES = {"rules": "shipped rules", "models": "models", "outside": "classifier outside", "code": "code of screening"}


@dataclass(frozen=True, slots=True)
class Replayed:
    """`differences` are sentences; without any, the very same rules, models and code judged."""

    case: Case
    judgement: Judgement
    differences: Sequence[str]
    same: bool


@dataclass(frozen=True, slots=True)
class JudgeNow:
    parts: Parts
    judge_by: Callable[[OwnRules, Asked], Judgement]
    ruling_of: Callable[[Case], Ruling | None]


async def replay_verdict(
    cases: CaseRecords, kept: KeptRules, compiling: Compiling, now: JudgeNow, programme_id: str, message_id: str
) -> Replayed:
    """Raises CaseNotFound."""
    case = await cases.case(message_id)
    if case is None or case.programme_id != programme_id or case.kind is not Kind.MESSAGE:
        raise CaseNotFound("There is no such case in this programme. Only messages that were held or blocked can be replayed.")
    text = await cases.text_of(case)
    if text is None:
        raise CaseNotFound("The author's data was erased; the text cannot be judged again.")
    own, differences = await _own_rules_of(kept, compiling, now, case.rules_version)
    if over_time := [rule for rule in case.rules if is_over_time(rule)]:
        differences.append(f"What was said before the message counted ({', '.join(over_time)}) and is not looked at again.")
    judgement = now.judge_by(own, Asked(text, None, None, programme_id, now.ruling_of(case)))
    stored = {rule for rule in case.rules if not is_over_time(rule)}
    return Replayed(case, judgement, differences, same=stored == set(judgement.rules))


async def _own_rules_of(kept: KeptRules, compiling: Compiling, now: JudgeNow, rules_version: str) -> tuple[OwnRules, list[str]]:
    recorded = await kept.recorded(rules_version)
    if recorded is None:
        own, _ = await compiling.compiled(0, [])
        return own, ["It is not known which rules this version of rules stands for, so those that ship today judged."]
    rules, unread = await kept.in_force(SetOfRules(0, frozenset(recorded.acting)))
    own, broken = await compiling.compiled(0, rules)
    differences = [f"The rule {place.partition('/')[2]} cannot be used any more." for place in (*unread, *broken)]
    for part, name in _NAMES.items():
        then, today = getattr(recorded.parts, part), getattr(now.parts, part)
        if then != today:
            differences.append(f"The {name}: {then or 'none'} then, {today or 'none'} today.")
    return own, differences


def is_over_time(rule: str) -> bool:
    return rule in OVER_TIME_REASONS or rule.endswith(_OVER_TIME)
