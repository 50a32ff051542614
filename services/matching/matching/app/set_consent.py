"""Use case: a consent is given or withdrawn, and counts at once."""

from collections.abc import Sequence

from causeway.matching.v1.events import PairEndReason
from matching.app import end_pair as ending
from matching.app.leave_programme import end_pairs
from matching.app.people_ports import CONSENT_PAGES, PeopleRegister
from matching.app.ports import PEOPLE, PROGRAMMES
from matching.domain.enrolment import Enrolment
from matching.domain.invitation import require_page_open, require_secret, words_version
from matching.domain.membership import NotNow, consent
from matching.domain.pair import Pair
from matching.domain.standing import Consent, Purpose


def needs(programme_id: str, person_id: str, pairs: Sequence[Pair], page_id: str = "") -> list[tuple[str, str]]:
    page = [(CONSENT_PAGES, page_id)] if page_id else []
    whose = [(PROGRAMMES, programme_id), (PEOPLE, person_id), *page]
    return [*whose, *(need for pair in pairs for need in ending.needs(pair))]


def set_consent(register: PeopleRegister, programme_id: str, person_id: str, said: Consent, pairs: Sequence[Pair]) -> Enrolment:
    """Without a guardian's consent a minor's pairs end kindly. Raises PersonNotFound, DetailsNotAccepted, NotNow."""
    known, programme = register.person(programme_id, person_id), register.programme(programme_id)
    after, events = consent(programme, known, said)
    if after != known:
        register.save_standing(after, events)
        if said.purpose is Purpose.TAKING_PART and not said.given and after.minor:
            end_pairs(register, pairs, PairEndReason.NO_FAULT)
    return after


def consent_by_page(
    register: PeopleRegister, page_id: str, part: str, version: str, pairs: Sequence[Pair], *, given: bool
) -> Enrolment:
    """Raises SecretUnknown, InvitationOver, NotNow when the words have changed since they were read."""
    page = register.known_page(page_id)
    require_secret(page, part)
    assert page is not None
    require_page_open(page, register.now)
    if given and version != words_version(register.programme(page.programme_id)):
        raise NotNow("The words have changed since you read them. Nothing was saved; read the page again.")
    said = Consent(Purpose.TAKING_PART, version or "withdrawn", given, register.now, by=f"page:{page.id}")
    return set_consent(register, page.programme_id, page.mentee_id, said, pairs)
