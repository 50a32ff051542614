"""The short memory of conversations in a file: what the service keeps in its database, kept here while lines go by."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from moderation.domain.conversation import Background, Turn, may_be_bit, remembered, worth_remembering
from moderation.domain.judgement import Judgement
from moderation.domain.ruling import ADULT_AGE

_MOST_CONVERSATIONS = 10_000  # those that were quiet longest are forgotten
_NO_HOUR = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a file tells order, not times
MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Said:
    """`role` is who writes; `turn` its place in the conversation."""

    conversation: str
    turn: int
    role: str
    age: int | None


class Dialogues:
    """Somebody under 18 is taken to be there unless a mentee's age says otherwise."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._grown_up: set[str] = set()

    def background(self, said: Said) -> Background:
        if said.role != MENTOR and said.age is not None and said.age >= ADULT_AGE:
            self._grown_up.add(said.conversation)
        history = self._turns.get(said.conversation, ())
        with_minor = said.conversation not in self._grown_up
        return Background(said.role, said.turn, _NO_HOUR, said.role == MENTOR, with_minor, history)

    def remember(self, said: Said, text: str, judgement: Judgement) -> None:
        if not worth_remembering(text, judgement):
            return
        noticed = frozenset(judgement.categories)
        turn = Turn(f"{said.turn}", said.role, said.turn, _NO_HOUR, said.role == MENTOR, noticed)
        kept = replace(turn, text=text) if may_be_bit(text) else turn
        self._turns[said.conversation] = remembered(self._turns.get(said.conversation, ()), kept)
        self._turns.move_to_end(said.conversation)
        if len(self._turns) > _MOST_CONVERSATIONS:
            forgotten, _ = self._turns.popitem(last=False)
            self._grown_up.discard(forgotten)
