"""What a programme settles about choosing a mentor: how long an answer may take, and how much is too much."""

from dataclasses import dataclass, fields
from datetime import timedelta

DAY = 24 * 60 * 60  # seconds


class RulesNotAccepted(Exception):
    """A rule is outside of what is possible."""


@dataclass(frozen=True, slots=True)
class ChoosingRules:
    """Three days for an answer and the next choice after it, three to five on a shortlist: what other programmes do well with."""

    answer_seconds: int = 3 * DAY
    open_per_mentee: int = 3
    open_per_mentor: int = 5
    shortlist_size: int = 5
    shown_per_place: int = 5
    first_names: bool = False
    open_chats: int = 2

    @property
    def answer_time(self) -> timedelta:
        return timedelta(seconds=self.answer_seconds)


LIMITS = {
    "answer_seconds": (1, 30 * DAY),
    "open_per_mentee": (1, 5),
    "open_per_mentor": (1, 50),
    "shortlist_size": (3, 5),
    "shown_per_place": (1, 100),
    "open_chats": (1, 10),
}


def check_rules(rules: ChoosingRules) -> None:
    """Raises RulesNotAccepted."""
    values = {field.name: getattr(rules, field.name) for field in fields(rules)}
    for name, (least, most) in LIMITS.items():
        if not least <= values[name] <= most:
            raise RulesNotAccepted(f"{name} must be {least} to {most:,}. Nothing was saved.")
