"""Use case: an administrator creates a programme."""

import uuid
from dataclasses import dataclass

from matching.app.ports import PROGRAMMES, Register
from matching.domain.programme import Policies, Programme, check_programme
from matching.domain.terms import NOTHING_ASKED, Terms

NAMESPACE = uuid.UUID("2e9c3f64-5d0f-4b52-9f43-8e1f7c2ab0d5")  # of programme ids; never changed


@dataclass(frozen=True, slots=True)
class Wanted:
    client_key: str
    name: str
    policies: Policies
    terms: Terms = NOTHING_ASKED

    @property
    def programme_id(self) -> str:
        return uuid.uuid5(NAMESPACE, self.client_key).hex


def needs(wanted: Wanted) -> list[tuple[str, str]]:
    return [(PROGRAMMES, wanted.programme_id)]


def create_programme(register: Register, wanted: Wanted) -> Programme:
    """The same key gives the same programme, as it is now. Raises ProgrammeNotAccepted."""
    known = register.known_programme(wanted.programme_id)
    if known is not None:
        return known
    check_programme(wanted.name, wanted.policies, wanted.terms)
    programme = Programme(wanted.programme_id, wanted.name.strip(), wanted.policies, register.now, terms=wanted.terms)
    register.save_programme(programme)
    return programme
