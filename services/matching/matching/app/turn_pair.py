"""Use case: a pair rests or goes on, one of it wishes for a change, it says goodbye."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from causeway.matching.v1.events import PairEndReason
from matching.app.care_ports import CARE, FAREWELLS, CareRegister
from matching.app.end_pair import end_pair
from matching.app.end_pair import needs as end_needs
from matching.app.ports import PAIRS
from matching.app.screening import write, writing_needs
from matching.domain.cadence import GOODBYE_WITHIN
from matching.domain.care import Care, ChangeAsked, ChangeReason, ConcernKind, DueKind, ask_for_change
from matching.domain.ending import (
    LONGEST_FEEDBACK,
    Farewell,
    TurnNotAccepted,
    check_farewell,
    close,
    farewell_id,
    pause,
    require_active,
    resume,
)
from matching.domain.pair import Pair
from matching.domain.writing import check_writing


def needs(pair: Pair) -> list[tuple[str, str]]:
    return [(PAIRS, pair.id), (CARE, pair.id)]


def pause_pair(register: CareRegister, pair: Pair, until: datetime) -> Pair:
    """Raises TurnNotAccepted, PairNotActive."""
    paused, events = pause(register.pair(pair.programme_id, pair.id), until, register.now)
    if events:
        register.save_pair(paused, events)
        _plan(register, pair.id, DueKind.PAUSE, until)
    return paused


def resume_pair(register: CareRegister, pair: Pair) -> Pair:
    resumed, events = resume(register.pair(pair.programme_id, pair.id))
    if events:
        register.save_pair(resumed, events)
        _plan(register, pair.id, DueKind.PAUSE, None)
    return resumed


def wish_for_change(register: CareRegister, pair: Pair, person_id: str, reason: ChangeReason) -> None:
    """Staff see it; the other side does not. A second wish changes nothing. Raises PairNotActive."""
    require_active(register.pair(pair.programme_id, pair.id))
    care = register.kept(Care, pair.id)
    if care is None:
        raise TurnNotAccepted("This pair has only just started. Nothing was changed; send the same again in a moment.")
    asked, events = ask_for_change(care, ChangeAsked(person_id, reason, register.now))
    if events:
        register.keep(asked, events)


def close_pair(register: CareRegister, pair: Pair, reason: PairEndReason, goodbye: timedelta = GOODBYE_WITHIN) -> Pair:
    """The conversation stays open for goodbyes until then. Raises TurnNotAccepted, PairNotActive."""
    closing, events = close(register.pair(pair.programme_id, pair.id), reason, register.now + goodbye, register.now)
    if events:
        register.save_pair(closing, events)
        care = register.kept(Care, pair.id)
        if care is not None:
            settled = care.settled(ConcernKind.CHANGE_ASKED).with_due(DueKind.PAUSE, None)
            register.keep(settled.with_due(DueKind.GOODBYE, closing.goodbye_until))
    return closing


@dataclass(frozen=True, slots=True)
class Goodbye:
    pair: Pair
    person_id: str
    rating: int
    usefulness: int
    feedback: str = ""

    @property
    def feedback_id(self) -> str:
        return f"farewells/{farewell_id(self.pair.id, self.person_id)}"


def goodbye_needs(goodbye: Goodbye) -> list[tuple[str, str]]:
    both = [(FAREWELLS, farewell_id(goodbye.pair.id, one)) for one in (goodbye.pair.mentee_id, goodbye.pair.mentor_id)]
    return [*end_needs(goodbye.pair), *both, *writing_needs(goodbye.feedback_id, goodbye.person_id)]


def say_goodbye(register: CareRegister, goodbye: Goodbye) -> Farewell:
    """Also possible after the end. When both have said goodbye a closing pair ends at once. What was said first stays.

    Raises TurnNotAccepted, WritingNotAccepted.
    """
    pair = register.pair(goodbye.pair.programme_id, goodbye.pair.id)
    if pair.active and pair.goodbye_until is None:
        raise TurnNotAccepted("This pair is not saying goodbye. Nothing was saved; ask your relationship manager to close it.")
    check_farewell(goodbye.rating, goodbye.usefulness)
    if goodbye.feedback:
        check_writing(goodbye.feedback, "feedback", LONGEST_FEEDBACK)
    id = farewell_id(pair.id, goodbye.person_id)
    known = register.kept(Farewell, id)
    if known is not None:
        return known
    farewell = Farewell(
        id,
        pair.id,
        goodbye.person_id,
        goodbye.rating,
        goodbye.usefulness,
        register.now,
        goodbye.feedback_id if goodbye.feedback else "",
    )
    register.keep(farewell)
    if goodbye.feedback:
        write(register, goodbye.feedback_id, pair.programme_id, goodbye.person_id, goodbye.feedback)
    if pair.active and register.kept(Farewell, farewell_id(pair.id, pair.other(goodbye.person_id))) is not None:
        end_pair(register, pair.programme_id, pair.id, pair.closes_for)
    return farewell


def _plan(register: CareRegister, pair_id: str, kind: DueKind, at: datetime | None) -> None:
    care = register.kept(Care, pair_id)
    if care is not None and care.open:
        register.keep(care.with_due(kind, at))
