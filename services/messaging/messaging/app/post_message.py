"""Use case: somebody posts a message."""

import uuid

from messaging.app.ports import CONVERSATIONS, KEYS, MESSAGES, PLACES, Mailroom
from messaging.domain import message as messages
from messaging.domain.message import Draft, Message, Written, same_post

POSTS = uuid.UUID("3b0f5c5e-6d0c-4c53-9d43-2a1f0f9e7a10")  # namespace of message ids; never changed


def message_id_of(author_id: str, client_key: str) -> str:
    """One author and one client key make one message, whatever the retries and the replica."""
    return uuid.uuid5(POSTS, f"{author_id}\0{client_key}").hex


def needs(post: Written | Draft) -> list[tuple[str, str]]:
    place = post.conversation_id
    return [(CONVERSATIONS, place), (PLACES, place), (MESSAGES, post.message_id), (KEYS, post.author_id)]


def new(post: Written | Draft) -> list[tuple[str, str]]:
    """A client key seldom comes a second time."""
    return [(MESSAGES, post.message_id)]


def post_message(mailroom: Mailroom, draft: Draft) -> Message:
    """Raises NotAParticipant, ConversationClosed, KeyReused."""
    known = mailroom.known_message(draft.message_id)
    if known is not None:
        return same_post(known, draft)
    conversation = mailroom.conversation(draft.conversation_id)
    message, events = messages.post(conversation, draft, mailroom.next_place(conversation.id), mailroom.now)
    mailroom.save_post(message, events)
    return message
