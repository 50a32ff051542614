"""Message texts under their author's key."""

from causeway_kit.sealed import Keyring


def place_of(message_id: str, content_version: int) -> str:
    """What a sealed text is bound to; moderation opens it at the same place."""
    return f"messages/{message_id}/text/{content_version}"


class KeyringSealing:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    async def seal(self, author_id: str, message_id: str, text: str) -> tuple[str, str]:
        await self._keyring.load([author_id])
        sealed = self._keyring.seal(author_id, place_of(message_id, 1), text)
        return sealed, self._keyring.content_hash(author_id, text)
