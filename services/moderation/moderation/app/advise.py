"""Use case: somebody asks before sending whether there is something to change."""

from moderation.app.ports import TextJudging
from moderation.domain.advice import Advice, advice
from moderation.domain.policy import Policy


def advise(judge: TextJudging, policy: Policy, programme_id: str, draft: str) -> tuple[Advice, ...]:
    """Keeps nothing. Who will read the draft is not known, so the stricter choice counts."""
    ruling = policy.ruling(None)
    return advice(judge.judge(draft, programme_id=programme_id, ruling=ruling), ruling)
