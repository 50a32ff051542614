"""As whom somebody reviews: who signs in may be another person in each programme that invited them."""

from causeway_kit.access import EVERYTHING, Caller, denied, programme_scope
from moderation.app.review_ports import Reviewers
from moderation.domain.reviewer import REVIEWING, Reviewer


async def reviewing_as(reviewers: Reviewers, programme_id: str, caller: Caller) -> Reviewer:
    """What they are at this moment. Raises Refused for somebody whose role has ended a moment ago."""
    here = (programme_scope(programme_id), EVERYTHING)
    people = {grant.person_id for grant in caller.grants if grant.role in REVIEWING and grant.scope in here}
    for person_id in sorted(people):
        if reviewer := await reviewers.one(programme_id, person_id):
            return reviewer
    raise denied("You do not have a role that allows this in this programme.")
