"""When moderation allowed each message, from the verdicts that it stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from causeway_cli.direct import Databases, moment

ALLOW = "VERDICT_ALLOW"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Times are seconds since 1970."""

    allowed_at: Mapping[str, float]
    """By message id, the first verdict that allows it."""
    judged: frozenset[str]
    """Messages with any verdict."""

    def early(self, message_id: str, read_at: float) -> bool:
        """Whether the message could be read although no verdict allowed it by then."""
        allowed = self.allowed_at.get(message_id)
        return allowed is None or read_at < allowed


def read_verdicts(source: Databases, conversation_ids: Iterable[str]) -> Verdicts:
    allowed: dict[str, float] = {}
    judged = set()
    for event in source.events("moderation", ["MessageJudged"], conversation_ids):
        judged.add(event["message_id"])
        if event["verdict"] == ALLOW:
            at = moment(event["occurred_at"])
            allowed[event["message_id"]] = min(at, allowed.get(event["message_id"], at))
    return Verdicts(allowed, frozenset(judged))
