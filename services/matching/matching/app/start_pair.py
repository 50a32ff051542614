"""Use case: a proposal becomes a pair, if it still holds at this moment."""

from matching.app.ports import KEYS, PAIRS, PEOPLE, TIES, Register
from matching.domain.pair import may_start, pair_id_of, start
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Proposal, Run


def needs(run: Run, proposal: Proposal) -> list[tuple[str, str]]:
    both = (proposal.mentee_id, proposal.mentor_id)
    people = [(collection, person_id) for collection in (PEOPLE, TIES, KEYS) for person_id in both]
    return [(PAIRS, pair_id_of(run.id, *both)), *people]


def start_pair(register: Register, run: Run, proposal: Proposal) -> bool:
    """Whether this pair has started, now or before. Rules and places are looked at again: they may have changed."""
    pair_id = pair_id_of(run.id, proposal.mentee_id, proposal.mentor_id)
    if register.known_pair(pair_id) is not None:
        return True
    mentee, mentor = register.profile(proposal.mentee_id), register.profile(proposal.mentor_id)
    if mentee is None or mentor is None:
        return False
    assert isinstance(mentee.person, Mentee)
    assert isinstance(mentor.person, Mentor)
    mentees_ties, mentors_ties = register.ties(proposal.mentee_id), register.ties(proposal.mentor_id)
    if not may_start(mentee.person, mentor.person, mentees_ties, mentors_ties):
        return False
    reasons = register.sealed_reasons(pair_id, proposal)
    pair, events = start(pair_id, run.programme_id, run.id, proposal, mentee.person.is_minor, reasons, register.now)
    register.save_pair(pair, events)
    register.save_ties(mentees_ties.tied(pair_id, proposal.mentor_id))
    register.save_ties(mentors_ties.tied(pair_id, proposal.mentee_id))
    return True
