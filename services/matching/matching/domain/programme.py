"""A programme, and what must be settled before it may take anybody in."""

from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import ProgrammeOpened

LONGEST_NAME, LONGEST_POLICY = 200, 4_000
LONGEST_CADENCE_DAYS = 366


class PoliciesMissing(Exception):
    """The sentence names every policy that is not settled."""


class ProgrammeNotAccepted(Exception):
    """What somebody wrote cannot be a programme."""


class ProgrammeClosed(Exception):
    """The programme takes nobody in yet."""


@dataclass(frozen=True, slots=True)
class Policies:
    """Empty texts and 0 days mean «not settled»."""

    aim: str = ""
    norms: str = ""
    safeguarding_contact: str = ""
    cadence_days: int = 0
    closure_rule: str = ""

    def missing(self) -> tuple[str, ...]:
        settled = {
            "the aim": self.aim.strip(),
            "the norms": self.norms.strip(),
            "the safeguarding contact": self.safeguarding_contact.strip(),
            "how often a pair writes": self.cadence_days,
            "the closure rule": self.closure_rule.strip(),
        }
        return tuple(words for words, value in settled.items() if not value)


@dataclass(frozen=True, slots=True)
class Programme:
    id: str
    name: str
    policies: Policies
    created_at: datetime
    open: bool = False
    version: int = 0


def check_programme(name: str, policies: Policies) -> None:
    """Raises ProgrammeNotAccepted."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ProgrammeNotAccepted(f"A programme needs a name of 1 to {LONGEST_NAME} characters. Nothing was saved.")
    if not 0 <= policies.cadence_days <= LONGEST_CADENCE_DAYS:
        raise ProgrammeNotAccepted(f"cadence_days must be 0 to {LONGEST_CADENCE_DAYS}. Nothing was saved.")
    texts = (policies.aim, policies.norms, policies.safeguarding_contact, policies.closure_rule)
    if any(len(text) > LONGEST_POLICY for text in texts):
        raise ProgrammeNotAccepted(f"A policy has at most {LONGEST_POLICY:,} characters. Nothing was saved.")


def open_programme(programme: Programme) -> tuple[Programme, list[Event]]:
    """Raises PoliciesMissing. Opening an open programme changes nothing."""
    if programme.open:
        return programme, []
    missing = programme.policies.missing()
    if missing:
        raise PoliciesMissing(f"The programme cannot open yet; settle first: {', '.join(missing)}. Nothing was changed.")
    opened = replace(programme, open=True, version=programme.version + 1)
    return opened, [ProgrammeOpened(programme_id=opened.id, version=opened.version)]


def require_open(programme: Programme) -> None:
    """Raises ProgrammeClosed."""
    if not programme.open:
        raise ProgrammeClosed("The programme is not open yet. Nothing was changed; open it first.")
