"""Use case: a safeguarding lead says who else reviews what is about the safety of people under 18."""

from moderation.app.review_ports import CLEARANCES, ReviewBench, clearance_id
from moderation.domain.act import Act
from moderation.domain.reviewer import Clearance, Reviewer, ReviewerNotKnown


def needs(programme_id: str, person_id: str) -> list[tuple[str, str]]:
    return [(CLEARANCES, clearance_id(programme_id, person_id))]


def set_cleared(bench: ReviewBench, programme_id: str, reviewer: Reviewer | None, cleared: bool, by: str) -> Reviewer:
    """`reviewer`: what the person is in this programme now. The same again changes nothing. Raises ReviewerNotKnown."""
    if reviewer is None:
        raise ReviewerNotKnown("Nobody with this id reviews in this programme. Nothing was changed.")
    known = bench.clearance(programme_id, reviewer.person_id)
    if (known is not None and known.cleared) != cleared:
        bench.save_clearance(Clearance(programme_id, reviewer.person_id, cleared, by, bench.now))
        action = "reviewer.cleared" if cleared else "reviewer.uncleared"
        bench.record(Act(actor=by, action=action, thing=reviewer.person_id, programme_id=programme_id))
    return Reviewer(reviewer.person_id, reviewer.lead, cleared)
