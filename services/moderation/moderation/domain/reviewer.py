"""Who reviews in a programme, and who of them takes cases about the safety of somebody under 18."""

from dataclasses import dataclass
from datetime import datetime

REVIEWING = frozenset({"moderator", "safeguarding_lead"})
LEADING = "safeguarding_lead"


class ReviewerNotKnown(Exception):
    """Nobody with this id reviews in the programme."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    person_id: str
    lead: bool = False  # a safeguarding lead
    cleared: bool = False  # a lead has cleared them for the safety of people under 18

    @property
    def for_children(self) -> bool:
        return self.lead or self.cleared


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a safeguarding lead said last about one reviewer of one programme."""

    programme_id: str
    person_id: str
    cleared: bool
    by: str
    at: datetime
