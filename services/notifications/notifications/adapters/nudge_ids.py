"""Nudge ids: a hash under the person's own key, so that nobody else can link or guess them."""

from collections.abc import Mapping, Sequence
from datetime import date

from causeway_kit.sealed import Keyring
from notifications.domain.timer import Timer


def nudge_id(keyring: Keyring, timer: Timer, day: date) -> str:
    return keyring.content_hash(timer.person_id, f"nudge|{timer.kind}|{timer.conversation_id}|{day.isoformat()}")


class KeyedNudgeIds:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    async def possible(self, timers: Sequence[Timer], days: Sequence[date]) -> Mapping[str, Sequence[str]]:
        await self._keyring.load(timer.person_id for timer in timers)
        return {timer.id: [nudge_id(self._keyring, timer, day) for day in days] for timer in timers}
