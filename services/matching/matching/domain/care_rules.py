"""What a programme settles about looking after its pairs: how often staff talk to them, and how long an answer may take.

Elements of Effective Practice, 5th edition, element 11: each participant at least monthly in the first year; twice in the first
month: 3rd and 4th edition. A programme may come closer together than that, or further apart where its people agreed on it.
"""

from dataclasses import dataclass, fields
from datetime import timedelta

LIMITS = {
    "first_check_in_days": (1, 60),
    "check_in_days": (7, 92),
    "answer_days": (1, 30),
    "agreement_days": (1, 60),
    "review_days": (14, 366),
    "review_answer_days": (1, 60),
}


class CareRulesNotAccepted(Exception):
    """A rule is outside of what is possible."""


@dataclass(frozen=True, slots=True)
class CareRules:
    """In days. The first check-in is early; then one comes every check_in_days for a year, and a third as often after it.

    Answers are those of staff to a check-in that is due; an agreement is due so long after the start of the pair.
    """

    id: str  # the programme's
    first_check_in_days: int = 10
    check_in_days: int = 30
    answer_days: int = 7
    agreement_days: int = 7  # before week two
    review_days: int = 90
    review_answer_days: int = 14

    @property
    def early(self) -> timedelta:
        return timedelta(days=self.first_check_in_days)

    @property
    def between(self) -> timedelta:
        return timedelta(days=self.check_in_days)

    @property
    def answer_within(self) -> timedelta:
        return timedelta(days=self.answer_days)

    @property
    def agreement_within(self) -> timedelta:
        return timedelta(days=self.agreement_days)

    @property
    def review_every(self) -> timedelta:
        return timedelta(days=self.review_days)

    @property
    def review_within(self) -> timedelta:
        return timedelta(days=self.review_answer_days)


def check_care_rules(rules: CareRules) -> None:
    """Raises CareRulesNotAccepted."""
    given = {field.name: getattr(rules, field.name) for field in fields(rules)}
    for name, (least, most) in LIMITS.items():
        if not least <= given[name] <= most:
            raise CareRulesNotAccepted(f"{name} must be {least} to {most}. Nothing was saved.")
    if rules.first_check_in_days > rules.check_in_days:
        raise CareRulesNotAccepted(
            "The first check-in comes no later than the second: give first_check_in_days no more than check_in_days. "
            "Nothing was saved."
        )
