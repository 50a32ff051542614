"""Puts messages, feeds and read marks back as messaging's own events told of them after a backup.

Nothing is decided anew: a message keeps its place, and an entry its place in the feed, because readers have seen them.
"""

from collections.abc import Sequence
from dataclasses import replace

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PairStarted
from causeway.messaging.v1.events import (
    ConversationOpened,
    ConversationRead,
    MessageBlocked,
    MessageHeld,
    MessagePosted,
    MessageReleased,
)
from causeway.moderation.v1.events import MessageJudged, Verdict
from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.work import Need, UnitOfWork
from messaging.adapters.mongo import ENTRIES, MongoMailroom, entry_id
from messaging.adapters.sealing import place_of
from messaging.app import open_conversation
from messaging.app.mark_read import read_mark_id
from messaging.app.ports import CONVERSATIONS, FEED_PLACES, MESSAGES, READS
from messaging.domain.conversation import Conversation, Entry, Participant, ReadMark
from messaging.domain.message import Message, State

JUDGED = {State.RELEASED: Verdict.ALLOW, State.IN_REVIEW: Verdict.HOLD, State.BLOCKED: Verdict.BLOCK}


class ToldMessaging:
    topics: Sequence[str] = (
        "messaging.activity.v1",
        "matching.pairs.v1",
        "messaging.posted.v1",
        "messaging.messages.v1",
        "moderation.verdicts.v1",
    )

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._opened_since: set[str] = set()  # conversations

    def owners(self, event: Event) -> Sequence[str]:
        return [event.author_id] if isinstance(event, MessagePosted) else []

    def needs(self, event: Event) -> Sequence[Need]:
        match event:
            case MessagePosted():
                return [(MESSAGES, event.message_id), (CONVERSATIONS, event.conversation_id)]
            case MessageReleased():
                entry = (ENTRIES, entry_id(event.conversation_id, event.feed_seq))
                return [(MESSAGES, event.message_id), (FEED_PLACES, event.conversation_id), entry]
            case MessageHeld() | MessageBlocked() | MessageJudged():
                return [(MESSAGES, event.message_id)]
            case PairStarted():
                return open_conversation.needs(event)
            case ConversationRead():
                return [(READS, read_mark_id(event.conversation_id, event.reader_id))]
            case _:
                return []

    def apply(self, work: UnitOfWork, event: Event) -> None:
        mailroom = MongoMailroom(work)
        match event:
            case ConversationOpened():
                self._opened_since.add(event.conversation_id)
            case PairStarted() if event.pair_id in self._opened_since:
                _opened(mailroom, event)
            case ConversationRead():
                _read(mailroom, event)
            case MessagePosted():
                self._posted(mailroom, event)
            case MessageReleased():
                _released(work, mailroom, event)
            case MessageHeld():
                _moved(mailroom, event.message_id, State.IN_REVIEW, from_states=(State.HELD,))
            case MessageBlocked():
                _moved(mailroom, event.message_id, State.BLOCKED, from_states=(State.HELD, State.IN_REVIEW))
            case MessageJudged():
                _judged(mailroom, event)

    def _posted(self, mailroom: MongoMailroom, posted: MessagePosted) -> None:
        if mailroom.known_message(posted.message_id) is not None:
            return
        text = self._text_of(posted)
        message = Message(
            id=posted.message_id,
            conversation_id=posted.conversation_id,
            programme_id=posted.programme_id,
            author_id=posted.author_id,
            author_role=posted.author_role,
            reader_ids=_readers(mailroom, posted),
            seq=posted.seq,
            text=posted.text,
            content_hmac=posted.content_hmac,
            words=len(text.split()),
            characters=len(text),
            posted_at=posted.occurred_at,
            content_version=posted.content_version,
        )
        mailroom.save_message(message, [])

    def _text_of(self, posted: MessagePosted) -> str:
        """Empty when the author's key is destroyed: their words are gone here too."""
        try:
            return self._keyring.open(posted.text, place_of(posted.message_id, posted.content_version))
        except Unreadable:
            return ""


def _opened(mailroom: MongoMailroom, started: PairStarted) -> None:
    """What was told already is not told again; one that nobody was told of is left for the service to open."""
    if mailroom.known_conversation(started.pair_id) is None:
        mentee, mentor = Participant(started.mentee_id, Role.MENTEE), Participant(started.mentor_id, Role.MENTOR)
        new = Conversation(started.pair_id, started.programme_id, (mentee, mentor), started.minor, version=started.version)
        mailroom.save_conversation(new)


def _readers(mailroom: MongoMailroom, posted: MessagePosted) -> tuple[str, ...]:
    conversation = mailroom.known_conversation(posted.conversation_id)
    return () if conversation is None else conversation.readers_besides(posted.author_id)


def _released(work: UnitOfWork, mailroom: MongoMailroom, released: MessageReleased) -> None:
    """A service that wrote on while its store was gone may have given a place a second time: the first keeps it.

    The other message stays held; its verdict is read again and finds it a new place.
    """
    message = mailroom.known_message(released.message_id)
    taken = work.get(ENTRIES, entry_id(released.conversation_id, released.feed_seq))
    if message is None or message.state not in (State.HELD, State.IN_REVIEW) or taken is not None:
        return
    shown = replace(
        message,
        state=State.RELEASED,
        reader_ids=released.reader_ids,
        words=released.words,
        characters=released.characters,
        posted_at=released.posted_at,
    )
    entry = Entry(
        released.conversation_id,
        released.feed_seq,
        released.message_id,
        released.seq,
        released.author_id,
        released.occurred_at,
    )
    mailroom.save_release(shown, entry, [])


def _moved(mailroom: MongoMailroom, message_id: str, state: State, from_states: Sequence[State]) -> None:
    message = mailroom.known_message(message_id)
    if message is not None and message.state in from_states:
        mailroom.save_message(replace(message, state=state), [])


def _judged(mailroom: MongoMailroom, judged: MessageJudged) -> None:
    """Only the number of a verdict whose effect is there already; the others are read again as events."""
    message = mailroom.known_message(judged.message_id)
    if message is None or JUDGED.get(message.state) is not judged.verdict or judged.version <= message.verdict_version:
        return
    if (message.content_version, message.content_hmac) == (judged.content_version, judged.content_hmac):
        mailroom.save_message(replace(message, verdict_version=judged.version), [])


def _read(mailroom: MongoMailroom, read: ConversationRead) -> None:
    mark = mailroom.read_mark(read.conversation_id, read.reader_id)
    if read.feed_seq > mark.feed_seq:
        mailroom.save_read_mark(ReadMark(read.conversation_id, read.reader_id, read.feed_seq), [])
