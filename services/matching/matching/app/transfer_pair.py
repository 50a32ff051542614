"""Use case: a mentee goes on with another mentor and keeps goals, skills and history."""

from dataclasses import dataclass, replace
from datetime import timedelta

from causeway.matching.v1.events import PairEndReason
from matching.app.care_ports import GOALS, SKILLS, CareRegister
from matching.app.end_pair import end_pair
from matching.app.ports import KEYS, MATCHING_SETTINGS, PAIRS, PEOPLE, TIES
from matching.app.start_pair import why_they_may_not
from matching.domain.ending import TransferNotAccepted, require_active, transferred, transferred_id
from matching.domain.goals import Goals, carried_over
from matching.domain.holding import IN_WORDS
from matching.domain.pair import Pair, start
from matching.domain.run import Proposal
from matching.domain.skills import Skills


@dataclass(frozen=True, slots=True)
class Transfer:
    pair: Pair
    mentor_id: str

    @property
    def new_id(self) -> str:
        return transferred_id(self.pair.id, self.mentor_id)


def needs(transfer: Transfer) -> list[tuple[str, str]]:
    pair = transfer.pair
    pairs = [(collection, id) for collection in (PAIRS, GOALS, SKILLS) for id in (pair.id, transfer.new_id)]
    people = (pair.mentee_id, pair.mentor_id, transfer.mentor_id)
    settings = (MATCHING_SETTINGS, pair.programme_id)
    return [settings, *pairs, *((collection, one) for collection in (PEOPLE, TIES, KEYS) for one in people)]


def transfer_pair(register: CareRegister, transfer: Transfer) -> Pair:
    """Ends the old pair and starts the new one in one step. The same again changes nothing.

    Raises TransferNotAccepted, PairNotActive.
    """
    known = register.known_pair(transfer.new_id)
    if known is not None:
        return known
    old = register.pair(transfer.pair.programme_id, transfer.pair.id)
    require_active(old)
    other = register.known_person(transfer.mentor_id)
    if other is None or other.programme_id != old.programme_id:
        raise TransferNotAccepted("There is no such mentor in this programme. Nothing was changed.")
    end_pair(register, old.programme_id, old.id, PairEndReason.TRANSFERRED, rest=timedelta())
    demands = register.matching_settings(old.programme_id).options.demands
    if reason := why_they_may_not(register, old.mentee_id, transfer.mentor_id, demands):
        raise TransferNotAccepted(f"This mentor cannot take the mentee: {IN_WORDS.get(reason, reason)}. Nothing was changed.")
    new = _start(register, old, transfer)
    _carry_over(register, old, new)
    return new


def _start(register: CareRegister, old: Pair, transfer: Transfer) -> Pair:
    proposal = Proposal(old.mentee_id, transfer.mentor_id, 0.0, (), ())
    reasons = register.sealed_reasons(transfer.new_id, proposal)
    pair, events = start(transfer.new_id, old.programme_id, old.run_id, proposal, old.minor, reasons, register.now)
    pair = replace(pair, from_pair_id=old.id)
    register.save_pair(pair, [*events, *transferred(old, pair)])
    register.save_ties(register.ties(pair.mentee_id).tied(pair.id, pair.mentor_id))
    register.save_ties(register.ties(pair.mentor_id).tied(pair.id, pair.mentee_id))
    return pair


def _carry_over(register: CareRegister, old: Pair, new: Pair) -> None:
    goals, skills = register.kept(Goals, old.id), register.kept(Skills, old.id)
    if goals is not None:
        register.keep(carried_over(goals, new.id, new.mentor_id))
    if skills is not None:
        register.keep(replace(skills, id=new.id, mentor_id=new.mentor_id))
