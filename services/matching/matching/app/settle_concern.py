"""Use case: staff have looked at something and say that it is settled."""

from dataclasses import replace

from matching.app.care_ports import CARE, CareRegister
from matching.domain.care import Care, ConcernKind


def needs(care: Care) -> list[tuple[str, str]]:
    return [(CARE, care.id)]


def settle_concern(register: CareRegister, seen: Care, kind: ConcernKind, about: str) -> Care:
    """A concern that is not there changes nothing."""
    care = register.kept(Care, seen.id) or seen
    settled = care.settled(kind, about)
    if kind is ConcernKind.CHANGE_ASKED:
        settled = replace(settled, change=None)  # they may wish again
    if settled != care:
        register.keep(settled)
    return settled
