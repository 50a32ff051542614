"""Use case: what a policy would make of a text, by whoever may write it."""

from dataclasses import dataclass

from moderation.app.ports import TextJudging
from moderation.domain.advice import advised
from moderation.domain.category import Category
from moderation.domain.judgement import Judgement
from moderation.domain.policy import AgeGroup, Policy
from moderation.domain.verdict import MINORS_AGE


@dataclass(frozen=True, slots=True)
class Outcome:
    """`by_minor`: the young person of the pair has written it."""

    group: AgeGroup
    by_minor: bool
    judgement: Judgement
    advised: tuple[Category, ...]


AUTHORS = ((AgeGroup.UNDER_18, True), (AgeGroup.UNDER_18, False), (AgeGroup.ADULT, False))


def preview_policy(judge: TextJudging, policy: Policy, programme_id: str, sample: str) -> list[Outcome]:
    asked = policy.ruling(None)  # advice is given before it is known who reads
    outcomes = []
    for group, by_minor in AUTHORS:
        age = MINORS_AGE if by_minor else None
        judgement = judge.judge(sample, sender_age=age, programme_id=programme_id, ruling=policy.ruling(group))
        outcomes.append(Outcome(group, by_minor, judgement, advised(judgement, asked)))
    return outcomes
