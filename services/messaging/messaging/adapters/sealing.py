"""Message texts under their author's key."""

from causeway_kit.work import UnitOfWork
from messaging.domain.message import Draft, Written


def place_of(message_id: str, content_version: int) -> str:
    """What a sealed text is bound to; moderation opens it at the same place."""
    return f"messages/{message_id}/text/{content_version}"


def seal(work: UnitOfWork, written: Written) -> Draft:
    """The author's key must be among what the work has loaded, so that one query fetches the keys of a batch."""
    return Draft(
        message_id=written.message_id,
        author_id=written.author_id,
        conversation_id=written.conversation_id,
        text=work.keyring.seal(written.author_id, place_of(written.message_id, 1), written.text),
        content_hmac=work.keyring.content_hash(written.author_id, written.text),
        words=len(written.text.split()),
        characters=len(written.text),
    )
