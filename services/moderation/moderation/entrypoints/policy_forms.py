"""Policies as the contract writes them, and as the domain knows them."""

from collections.abc import Iterable

from causeway.moderation.v1 import moderation_pb2
from causeway.moderation.v1 import policies_pb2 as pb
from causeway_kit.errors import invalid
from causeway_kit.stamps import timestamp
from moderation.app.preview_policy import Outcome
from moderation.domain.category import Category
from moderation.domain.policy import STANDARD_CHOICES, UK_HELPLINES, UK_HELPLINES_LINK, AgeGroup, Cell, Policy
from moderation.domain.ruling import Choice
from moderation.domain.verdict import VERDICTS

GROUPS = {pb.AGE_GROUP_UNDER_18: AgeGroup.UNDER_18, pb.AGE_GROUP_ADULT: AgeGroup.ADULT}
CHOICES = {
    pb.CHOICE_ALLOW: Choice.ALLOW,
    pb.CHOICE_WARN: Choice.WARN,
    pb.CHOICE_HOLD: Choice.HOLD,
    pb.CHOICE_BLOCK: Choice.BLOCK,
}
GROUP_NUMBERS = {group: number for number, group in GROUPS.items()}
CHOICE_NUMBERS = {choice: number for number, choice in CHOICES.items()}
CATEGORIES = {category.value: category for category in Category}


def to_policy(programme_id: str, terms: pb.PolicyTerms) -> Policy:
    """Raises Refused for a cell that names nothing."""
    standard = not terms.helplines
    return Policy(
        programme_id=programme_id,
        choices=_cells(terms.cells),
        adults_only=terms.adults_only,
        block_hate_when_sure=terms.block_hate_when_sure,
        helplines=terms.helplines or UK_HELPLINES,
        helplines_link=terms.helplines_link or (UK_HELPLINES_LINK if standard else ""),
    )


def _cells(named: Iterable[pb.Cell]) -> dict[Cell, Choice]:
    chosen: dict[Cell, Choice] = {}
    for number, one in enumerate(named, start=1):
        if one.age_group not in GROUPS:
            raise invalid(f"Cell {number}: age_group must be AGE_GROUP_UNDER_18 or AGE_GROUP_ADULT. Nothing was changed.")
        if one.category not in CATEGORIES:
            raise invalid(f"Cell {number}: category must be one of {', '.join(CATEGORIES)}. Nothing was changed.")
        if one.choice not in CHOICES:
            raise invalid(
                f"Cell {number}: choice must be CHOICE_ALLOW, CHOICE_WARN, CHOICE_HOLD or CHOICE_BLOCK. Nothing was changed."
            )
        cell = GROUPS[one.age_group], CATEGORIES[one.category]
        if cell in chosen:
            raise invalid(f"Cell {number}: {cell[1]} for {cell[0]} is named twice. Name it once. Nothing was changed.")
        chosen[cell] = CHOICES[one.choice]
    return chosen


def shown(policy: Policy, programme_id: str) -> pb.Policy:
    cells = [
        pb.Cell(age_group=GROUP_NUMBERS[group], category=category.value, choice=CHOICE_NUMBERS[policy.choice(group, category)])
        for group, category in STANDARD_CHOICES
    ]
    terms = pb.PolicyTerms(
        cells=cells,
        adults_only=policy.adults_only,
        block_hate_when_sure=policy.block_hate_when_sure,
        helplines=policy.helplines,
        helplines_link=policy.helplines_link,
    )
    set_at = timestamp(policy.set_at) if policy.set_at else None
    return pb.Policy(programme_id=programme_id, version=policy.version, terms=terms, set_by=policy.set_by, set_at=set_at)


def shown_outcome(one: Outcome) -> pb.Outcome:
    judgement = one.judgement
    return pb.Outcome(
        age_group=GROUP_NUMBERS[one.group],
        by_minor=one.by_minor,
        verdict=VERDICTS[judgement.action].value,
        categories=[category.value for category in judgement.categories],
        spans=[
            moderation_pb2.Span(start=span.start, end=span.end, category=span.category, rule=span.rule)
            for span in judgement.spans
        ],
        advised=[category.value for category in one.advised],
        alert=judgement.alert,
    )
