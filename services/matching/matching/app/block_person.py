"""Use case: somebody never wants to meet somebody again; it counts at once and for good."""

from collections.abc import Sequence

from causeway.matching.v1.events import PairEndReason
from matching.app import end_pair as ending
from matching.app.leave_programme import end_pairs
from matching.app.people_ports import BLOCKS, PeopleRegister, block_id
from matching.app.ports import PEOPLE, PROGRAMMES, TIES
from matching.domain.membership import DetailsNotAccepted, blocks, touched
from matching.domain.pair import Pair


def needs(programme_id: str, person_id: str, blocked_id: str, pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    both = [(collection, id) for collection in (PEOPLE, TIES) for id in (person_id, blocked_id)]
    own = [(PROGRAMMES, programme_id), (BLOCKS, block_id(person_id, blocked_id))]
    return [*own, *both, *(need for pair in pairs for need in ending.needs(pair))]


def block_person(register: PeopleRegister, programme_id: str, person_id: str, blocked_id: str, pairs: Sequence[Pair]) -> int:
    """How many of the two's pairs have ended. A second block changes nothing. Raises PersonNotFound, DetailsNotAccepted."""
    if person_id == blocked_id:
        raise DetailsNotAccepted("Nobody can block themselves. Nothing was changed.")
    known = register.person(programme_id, person_id)
    register.person(programme_id, blocked_id)
    ended = end_pairs(register, pairs, PairEndReason.NO_FAULT)
    if not register.is_blocked(person_id, blocked_id):
        register.save_block(programme_id, person_id, blocked_id)
        for one, other in ((person_id, blocked_id), (blocked_id, person_id)):
            register.save_ties(register.ties(one).apart_from(other))
        after = touched(register.programme(programme_id), known, register.now)
        register.save_standing(after, [blocks(after, blocked_id)])
    return ended
