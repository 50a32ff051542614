"""Which dead letters an operator means."""

from collections.abc import Sequence
from dataclasses import dataclass

from causeway_cli.keeper.plan import SERVICES
from causeway_cli.letters.letterbox import DeadLetter
from causeway_cli.trouble import Trouble

REASONS = ("malformed", "no_type", "failed", "unreadable")


@dataclass(frozen=True)
class Filter:
    """Empty means any."""

    service: str = ""
    reason: str = ""
    type: str = ""

    def check(self) -> None:
        """Raises Trouble for what no dead letter can have."""
        _require(self.service, SERVICES, "service")
        _require(self.reason, REASONS, "reason")

    @property
    def services(self) -> Sequence[str]:
        return [self.service] if self.service else SERVICES

    @property
    def given(self) -> bool:
        return bool(self.service or self.reason or self.type)

    def admits(self, letter: DeadLetter) -> bool:
        wanted = ((self.service, letter.service), (self.reason, letter.reason), (self.type, letter.type))
        return all(not wish or wish == has for wish, has in wanted)


def chosen(letters: Sequence[DeadLetter], ids: Sequence[str], wish: Filter) -> list[DeadLetter]:
    """Raises Trouble for an id that no letter has."""
    by_id = {letter.id: letter for letter in letters}
    for id in ids:
        if id not in by_id:
            raise Trouble(f"There is no dead letter {id}: `causeway dead-letters list` shows those that there are.")
    picked = [by_id[id] for id in dict.fromkeys(ids)] if ids else letters
    return [letter for letter in picked if wish.admits(letter)]


def service_of(id: str) -> str:
    """Raises Trouble."""
    service, separator, _ = id.partition(":")
    if not separator or service not in SERVICES:
        raise Trouble(f"{id} is no dead letter's id: it looks like moderation:messaging.posted.v1/3/512.")
    return service


def _require(given: str, known: Sequence[str], what: str) -> None:
    if given and given not in known:
        raise Trouble(f"There is no {what} {given}: take one of {', '.join(known)}.")
