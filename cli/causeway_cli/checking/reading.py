"""Reads conversations back through the public interface, as each of their people."""

import hashlib

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.checking.evidence import Entry, OwnMessage, View

PAGE = 200
MOST_OWN = 50  # the service lists no more


async def view_of(calls: Calls, conversation_id: str, person: str) -> View:
    """The whole conversation as the person reads it. Raises Refusal."""
    entries: list[Entry] = []
    own: list[OwnMessage] = []
    cursor, more = 0, True
    while more:
        request = pb.SyncRequest(conversation_id=conversation_id, after=cursor, limit=PAGE)
        page = await calls.ask(calls.messages.Sync, request, person)
        entries += [Entry(e.feed_seq, e.message_id, e.seq, e.author_id, sha256_of(e.text)) for e in page.entries]
        own = [OwnMessage(message.message_id, sha256_of(message.text)) for message in page.own]
        cursor, more = page.next, page.more
    return View(person, entries, own, len(own) < MOST_OWN)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
