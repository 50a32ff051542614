"""Who writes what when: spreads dialogues over conversations, for as many messages as are wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from causeway_cli.dialogues import Dialogue, Turn


@dataclass(frozen=True, slots=True)
class Due:
    """A message and when it is to be posted, in seconds after the start."""

    at: float
    conversation: int
    role: str
    text: str


def script(dialogues: Sequence[Dialogue], conversations: int, messages: int, rate: float) -> Iterator[Due]:
    """Messages at equal distances, the conversations taking turns. Each plays its dialogue, then further ones."""
    lines = [_endless(dialogues, start) for start in range(conversations)]
    for number in range(messages):
        place = number % conversations
        turn = next(lines[place])
        yield Due(number / rate, place, turn.role, turn.text)


def once(dialogues: Sequence[Dialogue], conversations: int, rate: float) -> Iterator[Due]:
    """Every message of every dialogue once; conversation i plays dialogue i, i + conversations, and so on."""
    lines = [
        iter([turn for dialogue in islice(dialogues, start, None, conversations) for turn in dialogue.turns])
        for start in range(conversations)
    ]
    number = 0
    while lines_left := [(place, turn) for place, line in enumerate(lines) if (turn := next(line, None)) is not None]:
        for place, turn in lines_left:
            yield Due(number / rate, place, turn.role, turn.text)
            number += 1


def _endless(dialogues: Sequence[Dialogue], start: int) -> Iterator[Turn]:
    for place in count(start):
        yield from dialogues[place % len(dialogues)].turns
