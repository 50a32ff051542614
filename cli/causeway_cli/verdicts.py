"""When moderation allowed each message, from the verdicts that it stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from causeway_cli.direct import Databases, made_at

ALLOW = "VERDICT_ALLOW"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Times are seconds since 1970."""

    allowed_at: Mapping[str, float]
    """By message id, the first verdict that allows it."""
    judged: frozenset[str]
    """Messages with any verdict."""
    allowed: Mapping[str, frozenset[tuple[int, str]]]
    """By message id, version and keyed hash of the texts that were allowed."""

    def early(self, message_id: str, read_at: float) -> bool:
        """Whether the message could be read although no verdict allowed it by then."""
        allowed = self.allowed_at.get(message_id)
        return allowed is None or read_at < allowed


def read_verdicts(source: Databases, conversation_ids: Iterable[str]) -> Verdicts:
    allowed_at: dict[str, float] = {}
    allowed: dict[str, set[tuple[int, str]]] = defaultdict(set)
    judged = set()
    for event in source.events("moderation", ["MessageJudged"], conversation_ids):
        judged.add(event["message_id"])
        if event["verdict"] == ALLOW:
            at = made_at(event)
            allowed_at[event["message_id"]] = min(at, allowed_at.get(event["message_id"], at))
            allowed[event["message_id"]].add((event["content_version"], event["content_hmac"]))
    return Verdicts(allowed_at, frozenset(judged), {id: frozenset(texts) for id, texts in allowed.items()})
