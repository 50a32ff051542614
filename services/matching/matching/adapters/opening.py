"""Opens the sealed parts of what was read, many at a time."""

from collections.abc import Iterable

from causeway_kit.sealed import Keyring, Unreadable, owner_of


class Opening:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    async def keys_of(self, sealed: Iterable[str]) -> None:
        """Loads the keys that exist; never makes one. Raises Unavailable."""
        await self._keyring.load((owner_of(value) for value in sealed if value), create=False)

    def open(self, sealed: str, place: str) -> str | None:
        """None if the owner's key is gone."""
        if not sealed:
            return None
        try:
            return self._keyring.open(sealed, place)
        except Unreadable:
            return None
