"""Events of matching itself, after which somebody's requests or chats may have come to nothing."""

from collections.abc import Callable, Sequence
from typing import Any

from causeway.matching.v1.events import PairKind, PairStarted, PersonBlocked, PersonEnrolled, PersonLeft, PersonPaused
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens
from matching.app.choosing_ports import ChoosingRegister
from matching.app.move_on import notice, notice_needs


def subscribe_desks(consumer: BatchConsumer, opens: Opens[ChoosingRegister]) -> None:
    """Where an event changes what a desk may hold, the desk is looked at; what is true then decides, not the event."""

    @consumer.on(PairStarted, opens, needs=_needs(_both))
    def on_pair_started(register: ChoosingRegister, started: PairStarted) -> None:
        if started.kind is not PairKind.CHAT:
            notice(register, started.programme_id, _both(started))

    @consumer.on(PersonEnrolled, opens, needs=_needs(_one))
    def on_person_enrolled(register: ChoosingRegister, enrolled: PersonEnrolled) -> None:
        notice(register, enrolled.programme_id, _one(enrolled))

    @consumer.on(PersonPaused, opens, needs=_needs(_one))
    def on_person_paused(register: ChoosingRegister, paused: PersonPaused) -> None:
        notice(register, paused.programme_id, _one(paused))

    @consumer.on(PersonLeft, opens, needs=_needs(_one))
    def on_person_left(register: ChoosingRegister, left: PersonLeft) -> None:
        notice(register, left.programme_id, _one(left))

    @consumer.on(PersonBlocked, opens, needs=_needs(_blocked))
    def on_person_blocked(register: ChoosingRegister, blocked: PersonBlocked) -> None:
        notice(register, blocked.programme_id, _blocked(blocked))


def _both(event: Any) -> Sequence[str]:
    return event.mentee_id, event.mentor_id


def _one(event: Any) -> Sequence[str]:
    return (event.person_id,)


def _blocked(event: Any) -> Sequence[str]:
    return event.person_id, event.blocked_id


def _needs(people: Callable[[Any], Sequence[str]]) -> Callable[[Any], Sequence[tuple[str, str]]]:
    return lambda event: notice_needs(people(event))
