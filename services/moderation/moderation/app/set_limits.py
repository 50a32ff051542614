"""Use case: a safeguarding lead says how much one reviewer takes on, and how often their work is looked at."""

from moderation.app.review_ports import LIMITS, ReviewBench
from moderation.domain.act import Act
from moderation.domain.shift import Limits, check_limits


def needs(programme_id: str) -> list[tuple[str, str]]:
    return [(LIMITS, programme_id)]


def set_limits(bench: ReviewBench, programme_id: str, limits: Limits, by: str) -> Limits:
    """Raises LimitsRefused."""
    check_limits(limits)
    bench.save_limits(programme_id, limits)
    said = f"{limits.open_claims},{limits.danger_cases},{limits.golden_one_in},{limits.audit_one_in}"
    bench.record(Act(actor=by, action="review.limits_set", thing=programme_id, programme_id=programme_id, reason=said))
    return limits
