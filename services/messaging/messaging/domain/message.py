"""What a message is, and the only ways its state may change."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessagePosted, MessageReleased
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from messaging.domain.conversation import Conversation, ConversationClosed, Entry

LONGEST_TEXT = 8000  # characters


class TextNotAccepted(Exception):
    """Empty, or too long."""


class KeyReused(Exception):
    """A client key came again with another text or conversation."""


class State(StrEnum):
    HELD = "held"
    IN_REVIEW = "in_review"
    RELEASED = "released"
    BLOCKED = "blocked"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Written:
    """A post as it comes in, with its text in the open; it goes no further so."""

    message_id: str
    author_id: str
    conversation_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A post whose text is sealed, and described by what may be known of it."""

    message_id: str
    author_id: str
    conversation_id: str
    text: str  # sealed
    content_hmac: str
    words: int
    characters: int


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    conversation_id: str
    programme_id: str
    author_id: str
    author_role: Role
    reader_ids: tuple[str, ...]
    seq: int
    text: str  # sealed
    content_hmac: str
    words: int
    characters: int
    posted_at: datetime
    state: State = State.HELD
    content_version: int = 1
    verdict_version: int = 0  # of the verdict applied last


def check_text(text: str) -> None:
    """Raises TextNotAccepted."""
    if not text.strip():
        raise TextNotAccepted("The message is empty. Write something first.")
    if len(text) > LONGEST_TEXT:
        raise TextNotAccepted(
            f"The message has {len(text):,} characters; {LONGEST_TEXT:,} is the most. Nothing was sent: shorten or split it."
        )


def post(conversation: Conversation, draft: Draft, seq: int, now: datetime) -> tuple[Message, list[Event]]:
    """A new message at the place `seq`, held until it is judged. Raises NotAParticipant, ConversationClosed."""
    author = conversation.participant(draft.author_id)
    if not conversation.open:
        raise ConversationClosed("This conversation is closed: you can read it, but not write in it any more.")
    message = Message(
        id=draft.message_id,
        conversation_id=conversation.id,
        programme_id=conversation.programme_id,
        author_id=author.person_id,
        author_role=author.role,
        reader_ids=conversation.readers_besides(author.person_id),
        seq=seq,
        text=draft.text,
        content_hmac=draft.content_hmac,
        words=draft.words,
        characters=draft.characters,
        posted_at=now,
    )
    return message, [_posted(message, conversation.minor)]


def same_post(message: Message, draft: Draft) -> Message:
    """The message that this client key made before. Raises KeyReused if the key came with something else."""
    if message.content_hmac != draft.content_hmac or message.conversation_id != draft.conversation_id:
        raise KeyReused("This client key was used for another message, which was kept. Use a new key for a new message.")
    return message


def settle(message: Message, judged: MessageJudged, feed_seq: int, now: datetime) -> tuple[Message, Entry | None, list[Event]]:
    """Applies a verdict to exactly the content that was judged; a release takes the feed's next place, `feed_seq`.

    A held message takes any verdict, one in review only a person's, and a blocked one only a person's that it be released: an
    appeal was granted. A verdict that is old, or for other content, changes nothing.
    """
    if not _applies(message, judged):
        return message, None, []
    message = replace(message, verdict_version=judged.version)
    match judged.verdict:
        case Verdict.ALLOW:
            return _release(message, feed_seq, now)
        case Verdict.HOLD:
            return replace(message, state=State.IN_REVIEW), None, [_held(message)]
        case Verdict.BLOCK:
            return replace(message, state=State.BLOCKED), None, [_blocked(message)]
        case Verdict.UNSPECIFIED:
            raise ValueError("a verdict that this version does not know")


def _applies(message: Message, judged: MessageJudged) -> bool:
    same_content = (message.content_version, message.content_hmac) == (judged.content_version, judged.content_hmac)
    return same_content and _takes(message.state, judged) and judged.version > message.verdict_version


def _takes(state: State, judged: MessageJudged) -> bool:
    by_person = judged.judged_by is Judge.PERSON
    match state:
        case State.HELD:
            return True
        case State.IN_REVIEW:
            return by_person
        case State.BLOCKED:
            return by_person and judged.verdict is Verdict.ALLOW
        case State.RELEASED | State.RETRACTED:
            return False


def _release(message: Message, feed_seq: int, now: datetime) -> tuple[Message, Entry, list[Event]]:
    entry = Entry(message.conversation_id, feed_seq, message.id, message.seq, message.author_id, now)
    released = MessageReleased(
        message_id=message.id,
        conversation_id=message.conversation_id,
        programme_id=message.programme_id,
        author_id=message.author_id,
        author_role=message.author_role,
        reader_ids=message.reader_ids,
        seq=message.seq,
        feed_seq=feed_seq,
        content_version=message.content_version,
        words=message.words,
        characters=message.characters,
        posted_at=message.posted_at,
        was_blocked=message.state is State.BLOCKED,
    )
    return replace(message, state=State.RELEASED), entry, [released]


def _posted(message: Message, minor: bool) -> MessagePosted:
    return MessagePosted(
        message_id=message.id,
        conversation_id=message.conversation_id,
        programme_id=message.programme_id,
        author_id=message.author_id,
        author_role=message.author_role,
        seq=message.seq,
        content_version=message.content_version,
        content_hmac=message.content_hmac,
        text=message.text,
        minor=minor,
    )


def _held(message: Message) -> MessageHeld:
    return MessageHeld(
        message_id=message.id,
        conversation_id=message.conversation_id,
        programme_id=message.programme_id,
        author_id=message.author_id,
        seq=message.seq,
        content_version=message.content_version,
    )


def _blocked(message: Message) -> MessageBlocked:
    return MessageBlocked(
        message_id=message.id,
        conversation_id=message.conversation_id,
        programme_id=message.programme_id,
        author_id=message.author_id,
        seq=message.seq,
        content_version=message.content_version,
    )
