"""Puts roles, pairs and blocks back as matching's own events told of them after a backup: who may act, is together, never meets.

A pair comes back without its score and reasons, a one-off chat does not. Profiles, policies and runs are in no event and
do not come back.
"""

from collections.abc import Sequence
from dataclasses import replace

from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairKind, PairStarted, PersonBlocked, RoleEnded, RoleGranted
from causeway_kit.work import Need, UnitOfWork
from matching.adapters.mongo import MongoRegister
from matching.adapters.mongo_people import MongoPeople
from matching.app.appoint import role_needs
from matching.app.people_ports import BLOCKS, block_id
from matching.app.ports import PAIRS, TIES
from matching.domain.pair import Pair
from matching.domain.role import HeldRole


class ToldMatching:
    topics: Sequence[str] = ("matching.people.v1", "matching.pairs.v1")

    def owners(self, event: Event) -> Sequence[str]:
        return []

    def needs(self, event: Event) -> Sequence[Need]:
        match event:
            case RoleGranted() | RoleEnded():
                return role_needs(_role(event))
            case PairStarted() | PairEnded() if event.kind is not PairKind.CHAT:
                return _pair_needs(event)
            case PersonBlocked():
                both = [(TIES, event.person_id), (TIES, event.blocked_id)]
                return [(BLOCKS, block_id(event.person_id, event.blocked_id)), *both]
            case _:
                return []

    def apply(self, work: UnitOfWork, event: Event) -> None:
        register = MongoPeople(work)
        match event:
            case RoleGranted() | RoleEnded():
                known, told = register.known_role(_role(event).id), _role(event)
                if known is None or known.version < told.version:
                    register.save_role(told, [])
            case PairStarted() if event.kind is not PairKind.CHAT:
                _started(register, event)
            case PairEnded() if event.kind is not PairKind.CHAT:
                _ended(register, event)
            case PersonBlocked():
                _blocked(register, event)


def _started(register: MongoRegister, started: PairStarted) -> None:
    if register.known_pair(started.pair_id) is not None:
        return
    pair = Pair(
        id=started.pair_id,
        programme_id=started.programme_id,
        run_id="",
        mentee_id=started.mentee_id,
        mentor_id=started.mentor_id,
        minor=started.minor,
        score=0.0,
        reasons="",
        started_at=started.occurred_at,
        version=started.version,
    )
    register.save_pair(pair, [])
    for one, other in ((pair.mentee_id, pair.mentor_id), (pair.mentor_id, pair.mentee_id)):
        ties = register.ties(one)
        if pair.id not in ties.pairs:
            register.save_ties(ties.tied(pair.id, other))


def _ended(register: MongoRegister, ended: PairEnded) -> None:
    pair = register.known_pair(ended.pair_id)
    if pair is None or pair.version >= ended.version:
        return
    register.save_pair(replace(pair, ended_at=ended.occurred_at, version=ended.version), [])
    for person_id in (pair.mentee_id, pair.mentor_id):
        register.save_ties(register.ties(person_id).loosened(pair.id))


def _blocked(register: MongoPeople, blocked: PersonBlocked) -> None:
    if not register.is_blocked(blocked.person_id, blocked.blocked_id):
        register.save_block(blocked.programme_id, blocked.person_id, blocked.blocked_id)
    for one, other in ((blocked.person_id, blocked.blocked_id), (blocked.blocked_id, blocked.person_id)):
        register.save_ties(register.ties(one).apart_from(other))


def _role(event: RoleGranted | RoleEnded) -> HeldRole:
    return HeldRole(
        event.subject, event.person_id, event.role, event.scope, active=isinstance(event, RoleGranted), version=event.version
    )


def _pair_needs(event: PairStarted | PairEnded) -> list[Need]:
    return [(PAIRS, event.pair_id), (TIES, event.mentee_id), (TIES, event.mentor_id)]
