"""Use case: two who know each other already become a pair, once both may be matched."""

from causeway.matching.v1.events import PairSource, PairStarted
from matching.app.people_ports import PROMISED_PAIRS, PeopleRegister
from matching.app.ports import PAIRS, PROGRAMMES
from matching.app.start_pair import two_needs
from matching.domain.pair import start
from matching.domain.people import Mentee, Mentor
from matching.domain.promised_pair import REASON, PromisedPair, may_start_promised
from matching.domain.readiness import is_ready
from matching.domain.run import Proposal


def needs(promised: PromisedPair) -> list[tuple[str, str]]:
    own = [(PROMISED_PAIRS, promised.id), (PAIRS, promised.id), (PROGRAMMES, promised.programme_id)]
    return [*own, *two_needs(promised.mentee_id, promised.mentor_id)]


def start_promised_pair(register: PeopleRegister, promised_id: str) -> bool:
    """Whether it has started in this moment. Until both are ready it waits."""
    known = register.known_promised(promised_id)
    if known is None or not known.waiting or not _both_ready(register, known):
        return False
    mentee, mentor = register.profile(known.mentee_id), register.profile(known.mentor_id)
    if mentee is None or mentor is None:
        return False
    if not isinstance(mentee.person, Mentee) or not isinstance(mentor.person, Mentor):
        return False
    ties = register.ties(known.mentee_id), register.ties(known.mentor_id)
    if not may_start_promised(mentee.person, mentor.person, *ties):
        return False
    proposal = Proposal(known.mentee_id, known.mentor_id, 0.0, (REASON,), (REASON,))
    reasons = register.sealed_reasons(known.id, proposal)
    minor = mentee.person.is_minor
    pair, told = start(known.id, known.programme_id, "", proposal, minor, reasons, register.now)
    events = [one.model_copy(update={"source": PairSource.INVITED}) if isinstance(one, PairStarted) else one for one in told]
    register.save_pair(pair, events)
    register.save_ties(ties[0].tied(pair.id, known.mentor_id))
    register.save_ties(ties[1].tied(pair.id, known.mentee_id))
    register.save_promised(PromisedPair(known.id, known.programme_id, known.mentee_id, known.mentor_id, waiting=False))
    return True


def _both_ready(register: PeopleRegister, known: PromisedPair) -> bool:
    people = register.known_person(known.mentee_id), register.known_person(known.mentor_id)
    return all(person is not None and is_ready(person, register.now) for person in people)
