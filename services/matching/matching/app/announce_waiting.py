"""Use case: somebody has waited for a mentor longer than the programme wants anybody to wait."""

from matching.app.waiting_ports import WAITING, WaitingRegister
from matching.domain.waiting import announce


def needs(mentee_id: str) -> list[tuple[str, str]]:
    return [(WAITING, mentee_id)]


def announce_waiting(register: WaitingRegister, mentee_id: str) -> bool:
    """Whether it was announced now: somebody who got a mentor meanwhile does not wait any more."""
    known = register.waiting(mentee_id)
    if known is None:
        return False
    announced, events = announce(known, register.now)
    if events:
        register.save_waiting(announced, events)
    return bool(events)
