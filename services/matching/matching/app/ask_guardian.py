"""Use case: a page is made on which the guardian of a mentee under 18 can consent."""

from matching.app.people_ports import CONSENT_PAGES, PeopleRegister
from matching.app.ports import PEOPLE
from matching.domain.invitation import PAGE_VALID, ConsentPage, hashed, page_id_of
from matching.domain.membership import NotNow
from matching.domain.people import Side


def needs(programme_id: str, mentee_id: str, client_key: str) -> list[tuple[str, str]]:
    return [(PEOPLE, mentee_id), (CONSENT_PAGES, page_id_of(programme_id, mentee_id, client_key))]


def ask_guardian(
    register: PeopleRegister, programme_id: str, mentee_id: str, client_key: str, part: str
) -> tuple[ConsentPage, bool]:
    """The page, and whether it is new. Raises PersonNotFound, NotNow."""
    mentee = register.person(programme_id, mentee_id)
    known = register.known_page(page_id_of(programme_id, mentee_id, client_key))
    if known is not None:
        return known, False
    if mentee.side is not Side.MENTEE or not mentee.minor or mentee.standing.left:
        raise NotNow("A guardian is asked for mentees under 18 only. Nothing was saved.")
    page_id, expires_at = page_id_of(programme_id, mentee_id, client_key), register.now + PAGE_VALID
    page = ConsentPage(page_id, programme_id, mentee_id, hashed(part), expires_at)
    register.save_page(page)
    return page, True
