"""Puts together, conversation by conversation, what was tried, what can be read and what the services stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from causeway_cli.checking.evidence import Evidence, Stored, View
from causeway_cli.direct import Databases
from causeway_cli.load.ledger import Attempt, Ledger, Seen
from causeway_cli.verdicts import Verdicts, read_verdicts


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the services stored, by conversation; verdicts by message."""

    stored: Mapping[str, Sequence[Stored]]
    posted: Mapping[str, frozenset[str]]
    released: Mapping[str, frozenset[str]]
    verdicts: Verdicts


def readers_of(ledger: Ledger) -> dict[str, set[str]]:
    """The people of each conversation that the ledger knows."""
    people: dict[str, set[str]] = defaultdict(set)
    for attempt in ledger.attempts:
        people[attempt.conversation] |= {attempt.person, attempt.reader}
    return people


def gathered(ledger: Ledger, views: Mapping[str, Sequence[View]], source: Databases) -> Iterable[Evidence]:
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    seen: dict[str, list[Seen]] = defaultdict(list)
    for attempt in ledger.attempts:
        attempts[attempt.conversation].append(attempt)
    for sighting in ledger.seen:
        seen[sighting.conversation].append(sighting)
    facts = _facts(source, list(attempts))
    for id, tried in attempts.items():
        yield Evidence(
            conversation=id,
            attempts=tried,
            seen=seen[id],
            views=views[id],
            stored=facts.stored[id],
            posted=facts.posted[id],
            released=facts.released[id],
            allowed_at=facts.verdicts.allowed_at,
            allowed=facts.verdicts.allowed,
        )


def _facts(source: Databases, ids: Sequence[str]) -> _Facts:
    stored: dict[str, list[Stored]] = {id: [] for id in ids}
    fields = ("conversation_id", "author_id", "seq", "state", "content_version", "content_hmac")
    for row in source.rows("messaging", "messages", {"conversation_id": {"$in": list(ids)}}, fields):
        content = (row["content_version"], row["content_hmac"])
        message = Stored(row["_id"], row["author_id"], row["seq"], row["state"] == "released", content)
        stored[row["conversation_id"]].append(message)
    events: dict[str, dict[str, set[str]]] = {"MessagePosted": defaultdict(set), "MessageReleased": defaultdict(set)}
    for kind, by_conversation in events.items():
        for event in source.events("messaging", [kind], ids):
            by_conversation[event["conversation_id"]].add(event["message_id"])
    posted, released = ({id: frozenset(found[id]) for id in ids} for found in events.values())
    return _Facts(stored, posted, released, read_verdicts(source, ids))
