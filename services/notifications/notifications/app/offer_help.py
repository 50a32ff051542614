"""Use case: somebody may be telling of harm, so they get the programme's helplines at once."""

from typing import Protocol

from causeway.moderation.v1.events import SafeguardingAlertRaised
from notifications.app.ports import PIGEONHOLES, Postroom
from notifications.domain.help import help_id, offer


class Helplines(Protocol):
    async def of(self, programme_id: str) -> str:
        """Those of the programme, else the usual ones. Never fails: an old answer is better than none."""


class FixedHelplines:
    """The same in every programme."""

    def __init__(self, words: str) -> None:
        self._words = words

    async def of(self, programme_id: str) -> str:
        return self._words


def needs(raised: SafeguardingAlertRaised) -> list[tuple[str, str]]:
    return [(PIGEONHOLES, help_id(raised))]


def offer_help(postroom: Postroom, raised: SafeguardingAlertRaised) -> None:
    """Only to somebody who may be telling. It is a notice in their own inbox; no mail lies about."""
    if raised.telling:
        postroom.save_pigeonhole(offer(postroom.pigeonhole(help_id(raised)), raised, postroom.now))
