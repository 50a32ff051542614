"""Use case: one waiting mentee gets a mentor at once, without a run of everybody."""

from dataclasses import dataclass
from datetime import datetime

from matching.app import start_pair
from matching.app.ports import Register
from matching.domain.holding import MENTEE_TAKEN
from matching.domain.options import MatchingOptions
from matching.domain.pair import pair_id_of
from matching.domain.run import Brief, Proposal, Run, Stage, run_id_of

needs = start_pair.needs


@dataclass(frozen=True, slots=True)
class Placed:
    """Empty pair id: the two may not be joined, for this reason. A mentee who has a mentor keeps them."""

    pair_id: str
    reason: str = ""


def arrivals_of(programme_id: str, now: datetime, options: MatchingOptions) -> Run:
    """The run in whose name arrivals are placed; it is never stored and proposes nobody else."""
    brief = Brief(options=options.only_demands)
    return Run(run_id_of(programme_id, "arrivals"), programme_id, now, stage=Stage.STARTED, brief=brief)


def start_arrival(register: Register, run: Run, proposal: Proposal) -> Placed:
    """A second call for the same mentee changes nothing."""
    reason = start_pair.start_pair(register, run, proposal)
    if not reason:
        return Placed(pair_id_of(run.id, proposal.mentee_id, proposal.mentor_id))
    known = register.ties(proposal.mentee_id).pairs
    return Placed(known[0] if reason == MENTEE_TAKEN and known else "", reason)
