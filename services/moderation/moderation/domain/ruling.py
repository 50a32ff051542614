"""What is done about each kind of finding in one message: a programme's choices for the people who read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from moderation.domain.category import ALERTING, Action, Category

CLEAR_FROM = 0.9  # a block needs at least this
ADULT_AGE = 18


class Choice(StrEnum):
    """What a programme may choose for a kind of finding, from the mildest to the strictest."""

    ALLOW = "allow"
    WARN = "warn"  # the author is advised before sending; what is sent all the same is released
    HOLD = "hold"
    BLOCK = "block"


STRICTNESS = {choice: place for place, choice in enumerate(Choice)}
OWN_DETAILS = frozenset({Category.PII_CONTACT, Category.OFF_PLATFORM})


@dataclass(frozen=True, slots=True)
class Ruling:
    """`choices` name every category. `with_minor`: somebody under 18 is in the pair, or nobody knows."""

    choices: Mapping[Category, Choice]
    with_minor: bool
    sure_hate: float = 1.1  # from here hate is blocked where that is chosen; above 1: never

    def action(self, scores: Mapping[Category, float], author_age: int | None, *, unchecked: bool) -> Action:
        """`scores` are of what fired. Told harm and what could not be checked go to a person, whatever was chosen."""
        if unchecked or scores.keys() & ALERTING:
            return Action.HOLD
        child = author_age is not None and author_age < ADULT_AGE
        made = {self._of_one(category, score, child) for category, score in scores.items()} - {Action.ALLOW}
        if not made:
            return Action.ALLOW
        return Action.BLOCK if made == {Action.BLOCK} else Action.HOLD

    def _of_one(self, category: Category, score: float, child: bool) -> Action:
        match self.choices[category]:
            case Choice.ALLOW | Choice.WARN:
                return Action.ALLOW
            case Choice.HOLD:
                return Action.HOLD
            case Choice.BLOCK:
                return Action.BLOCK if self._may_block(category, score, child) else Action.HOLD

    def _may_block(self, category: Category, score: float, child: bool) -> bool:
        """An adult who offers details to somebody under 18 may be taking a first step: a person sees that."""
        if category in OWN_DETAILS and self.with_minor and not child:
            return False
        return score >= (self.sure_hate if category is Category.ABUSE_HATE else CLEAR_FROM)


def strictest(rulings: Iterable[Ruling]) -> Ruling:
    """For a text of which nobody knows who will read it."""
    known = list(rulings)
    choices = {category: max((one.choices[category] for one in known), key=STRICTNESS.__getitem__) for category in Category}
    return Ruling(choices, with_minor=True, sure_hate=max(one.sure_hate for one in known))
