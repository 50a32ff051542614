"""Use case: somebody whose pair has ended stays on as a former mentee or mentor."""

from matching.app.care_ports import ALUMNI, CareRegister
from matching.app.ports import PAIRS
from matching.domain.ending import Alumnus, TurnNotAccepted
from matching.domain.ending import join_alumni as join
from matching.domain.pair import Pair


def needs(pair: Pair, person_id: str) -> list[tuple[str, str]]:
    return [(PAIRS, pair.id), (ALUMNI, person_id)]


def join_alumni(register: CareRegister, pair: Pair, person_id: str) -> Alumnus:
    """Raises TurnNotAccepted. A second time changes nothing."""
    known = register.kept(Alumnus, person_id)
    if known is not None:
        return known
    if register.pair(pair.programme_id, pair.id).active:
        raise TurnNotAccepted("This pair has not ended yet. Nothing was changed.")
    joined, events = join(person_id, pair, register.now)
    register.keep(joined, events)
    return joined
