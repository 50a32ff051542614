"""Nudge ids: a hash under the person's own key, so that nobody else can link or guess them."""

from collections.abc import Mapping, Sequence
from datetime import date

from causeway_kit.sealed import Keyring
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.timer import UNREAD_FOR_A_DAY


def nudge_id(keyring: Keyring, hole: Pigeonhole, day: date) -> str:
    return keyring.content_hash(hole.person_id, f"nudge|{UNREAD_FOR_A_DAY}|{hole.conversation_id}|{day.isoformat()}")


class KeyedNudgeIds:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    async def possible(self, holes: Sequence[Pigeonhole], days: Sequence[date]) -> Mapping[str, Sequence[str]]:
        await self._keyring.load(hole.person_id for hole in holes)
        return {hole.id: [nudge_id(self._keyring, hole, day) for day in days] for hole in holes}
