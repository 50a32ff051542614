"""What somebody has done and said since they were enrolled: promises, consents, training, checks, pauses."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a consent is for. Taking part is a guardian's, of somebody under 18."""

    TAKING_PART = "taking_part"
    PROFILE_IMPORT = "profile_import"
    RESEARCH = "research"
    PARTNER_DATA = "partner_data"
    STORIES = "stories"


@dataclass(frozen=True, slots=True)
class Consent:
    """Given or withdrawn by somebody at a moment, for one version of what they read. The newest of a purpose counts."""

    purpose: Purpose
    version: str
    given: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody of a roster of whom nothing more is known has an empty one.

    Checked here: staff recorded a check, and what the roster says of checks no longer counts. Until None it has no end.
    Taken back: enrolled by an import that was undone. Outside group: no longer a member of the programme's eligibility group.
    """

    subject: str = ""
    import_id: str = ""
    committed_at: datetime | None = None
    modules: tuple[str, ...] = ()
    checked_here: bool = False
    checked_until: date | None = None
    consents: tuple[Consent, ...] = ()
    paused_until: datetime | None = None
    paused: bool = False
    available_until: date | None = None
    left_at: datetime | None = None
    taken_back: bool = False
    was_mentee: bool = False
    outside_group: bool = False

    @property
    def left(self) -> bool:
        return self.left_at is not None

    def newest(self, purpose: Purpose) -> Consent | None:
        return next((one for one in reversed(self.consents) if one.purpose is purpose), None)

    def consents_to(self, purpose: Purpose) -> bool:
        newest = self.newest(purpose)
        return newest is not None and newest.given

    def with_consent(self, consent: Consent) -> "Standing":
        """The same again changes nothing."""
        newest = self.newest(consent.purpose)
        if newest is not None and (newest.given, newest.version, newest.by) == (consent.given, consent.version, consent.by):
            return self
        return replace(self, consents=(*self.consents, consent))


NOTHING_DONE = Standing()
