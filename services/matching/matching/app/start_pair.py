"""Use case: a proposal becomes a pair, if it still holds at this moment."""

from matching.app.ports import KEYS, PAIRS, PEOPLE, TIES, Register
from matching.domain.hard_rules import Demands
from matching.domain.holding import GONE, NOT_READY, why_not
from matching.domain.pair import pair_id_of, start
from matching.domain.people import Mentee, Mentor
from matching.domain.readiness import is_ready
from matching.domain.run import Proposal, Run


def needs(run: Run, proposal: Proposal) -> list[tuple[str, str]]:
    both = (proposal.mentee_id, proposal.mentor_id)
    return [(PAIRS, pair_id_of(run.id, *both)), *two_needs(*both)]


def two_needs(mentee_id: str, mentor_id: str) -> list[tuple[str, str]]:
    return [(collection, person_id) for collection in (PEOPLE, TIES, KEYS) for person_id in (mentee_id, mentor_id)]


def start_pair(register: Register, run: Run, proposal: Proposal, *, private: bool = False) -> str:
    """Empty if this pair has started, now or before; else why not.

    Rules and places are looked at again: they may have changed since the run.
    """
    pair_id = pair_id_of(run.id, proposal.mentee_id, proposal.mentor_id)
    if register.known_pair(pair_id) is not None:
        return ""
    mentee_id, mentor_id = proposal.mentee_id, proposal.mentor_id
    if reason := why_they_may_not(register, mentee_id, mentor_id, run.brief.options.demands):
        return reason
    reasons = register.sealed_reasons(pair_id, proposal)
    minor = _mentee(register, mentee_id).is_minor
    told = (proposal, minor, reasons, register.now)
    pair, events = start(pair_id, run.programme_id, run.id, *told, private=private)
    register.save_pair(pair, events)
    register.save_ties(register.ties(mentee_id).tied(pair_id, mentor_id))
    register.save_ties(register.ties(mentor_id).tied(pair_id, mentee_id))
    return ""


def why_they_may_not(register: Register, mentee_id: str, mentor_id: str, demands: Demands) -> str:
    """Why the two may not be joined at this moment: a code of `holding.py`; empty if they may."""
    mentee, mentor = register.profile(mentee_id), register.profile(mentor_id)
    if mentee is None or mentor is None or not isinstance(mentee.person, Mentee) or not isinstance(mentor.person, Mentor):
        return GONE
    enrolled = (register.known_person(mentee_id), register.known_person(mentor_id))
    if any(one is not None and not is_ready(one, register.now) for one in enrolled):
        return NOT_READY
    ties = register.ties(mentee_id), register.ties(mentor_id)
    return why_not(mentee.person, mentor.person, *ties, register.now, demands)


def _mentee(register: Register, mentee_id: str) -> Mentee:
    profile = register.profile(mentee_id)
    assert profile is not None
    assert isinstance(profile.person, Mentee)
    return profile.person
