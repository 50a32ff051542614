"""Reads what is counted from the databases of its owners."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causeway_cli.direct import Databases
from causeway_cli.recounting.tally import Message, PairRow

FIELDS = ("conversation_id", "programme_id", "author_role", "seq", "words", "characters", "posted_at", "state")
BY_MENTEE = "ROLE_MENTEE"


@dataclass(frozen=True, slots=True)
class Rows:
    """Messages and pairs by programme."""

    messages: Mapping[str, Sequence[Message]]
    pairs: Mapping[str, Sequence[PairRow]]


def read_rows(source: Databases) -> Rows:
    held = {event["message_id"] for event in source.events("messaging", ["MessageHeld"])}
    messages: dict[str, list[Message]] = defaultdict(list)
    for row in source.rows("messaging", "messages", {}, FIELDS):
        message = Message(
            id=row["_id"],
            conversation=row["conversation_id"],
            programme=row["programme_id"],
            by_mentee=row["author_role"] == BY_MENTEE,
            seq=row["seq"],
            words=row["words"],
            characters=row["characters"],
            posted_at=row["posted_at"],
            released=row["state"] == "released",
            blocked=row["state"] == "blocked",
            held=row["_id"] in held,
        )
        messages[message.programme].append(message)
    return Rows(messages, _pairs(source))


def _pairs(source: Databases) -> dict[str, list[PairRow]]:
    pairs: dict[str, list[PairRow]] = defaultdict(list)
    for row in source.rows("matching", "pairs", {}, ("programme_id", "ended_at")):
        pairs[row["programme_id"]].append(PairRow(row["_id"], row["programme_id"], row["ended_at"] is None))
    return pairs
