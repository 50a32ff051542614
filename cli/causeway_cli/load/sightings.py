"""What readers saw: the one place where sightings of streams and polls come together."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from causeway_cli.load.ledger import LedgerFile

FROM_THE_FIRST: Mapping[str, int] = {}
Feed = dict[str, int]  # message id to the place in the feed where it was first seen


class Sightings:
    """Of each person and conversation. A place that comes again, as after a broken stream, is not a new sighting."""

    def __init__(self, ledger: LedgerFile, starts: Mapping[str, int] = FROM_THE_FIRST) -> None:
        """`starts` gives where a feed stood before, by conversation: what came until then is not looked at."""
        self._ledger = ledger
        self._starts = starts
        self._feeds: dict[tuple[str, str], Feed] = {}
        self._cursors: dict[tuple[str, str], int] = {}
        self.read_at: dict[str, float] = {}
        """When a message first reached its reader, by message id."""
        self.texts: dict[str, tuple[str, str, str]] = {}
        """Conversation, author and SHA-256 of what was read, by message id."""
        self.twice = 0
        """Messages that one person got at two places."""

    def see(self, person: str, entries: Iterable[Any]) -> None:
        now = time.time()
        for entry in entries:
            self._see(person, entry, now)

    def _see(self, person: str, entry: Any, now: float) -> None:
        if entry.feed_seq <= self.start(entry.conversation_id):
            return
        key = (person, entry.conversation_id)
        feed = self._feeds.setdefault(key, {})
        known = feed.get(entry.message_id)
        if known == entry.feed_seq:
            return
        if known is not None:
            self.twice += 1
        feed[entry.message_id] = entry.feed_seq
        self._cursors[key] = max(self._cursors.get(key, 0), entry.feed_seq)
        self._ledger.seen(person, entry.conversation_id, entry.message_id, entry.feed_seq, now)
        if person != entry.author_id:
            self.read_at.setdefault(entry.message_id, now)
            sha256 = hashlib.sha256(entry.text.encode()).hexdigest()
            self.texts.setdefault(entry.message_id, (entry.conversation_id, entry.author_id, sha256))

    def start(self, conversation_id: str) -> int:
        return self._starts.get(conversation_id, 0)

    def cursor(self, person: str, conversation_id: str) -> int:
        return self._cursors.get((person, conversation_id), 0) or self.start(conversation_id)

    def more_than(self, sent: Mapping[tuple[str, str, str], int]) -> int:
        """How many messages were read beyond those that were sent with this text by this author."""
        read = Counter(self.texts.values())
        return sum(max(0, count - sent.get(text, 0)) for text, count in read.items())
