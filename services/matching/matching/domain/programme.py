"""A programme, and what must be settled before it may take anybody in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from causeway.event import Event
from causeway.matching.v1.events import ProgrammeClosed as ProgrammeClosedEvent
from causeway.matching.v1.events import ProgrammeOpened
from matching.domain.terms import IN_WORDS, NOTHING_ASKED, Model, Terms, contradictions, out_of_range

LONGEST_NAME, LONGEST_POLICY = 200, 4_000
LONGEST_CADENCE_DAYS = 366


class PoliciesMissing(Exception):
    """The sentence names every policy that is not settled."""


class ProgrammeNotAccepted(Exception):
    """What somebody wrote cannot be a programme."""


class ProgrammeClosed(Exception):
    """The programme takes nobody in: not yet, or no more."""


class PoliciesContradict(Exception):
    """The sentence names everything that cannot be kept together."""


class ModelOff(Exception):
    """The programme works in another way, so that this is switched off."""


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
    terms: Terms = NOTHING_ASKED
    closed: bool = False


# what people have joined on; another programme is the way to other terms
FIXED_ONCE_OPEN: Mapping[str, Callable[[Terms], object]] = {
    "the model": lambda terms: terms.model,
    "the commitment": lambda terms: terms.commitment,
    "training and checks": lambda terms: terms.gates,
    "the youngest ages": lambda terms: terms.ages,
    "the eligibility group": lambda terms: terms.eligibility_group,
    "start and end": lambda terms: (terms.dates.starts_on, terms.dates.ends_on),
}


def check_programme(name: str, policies: Policies, terms: Terms = NOTHING_ASKED) -> None:
    """Raises ProgrammeNotAccepted."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ProgrammeNotAccepted(f"A programme needs a name of 1 to {LONGEST_NAME} characters. Nothing was saved.")
    if not 0 <= policies.cadence_days <= LONGEST_CADENCE_DAYS:
        raise ProgrammeNotAccepted(f"cadence_days must be 0 to {LONGEST_CADENCE_DAYS}. Nothing was saved.")
    texts = (policies.aim, policies.norms, policies.safeguarding_contact, policies.closure_rule)
    if any(len(text) > LONGEST_POLICY for text in texts):
        raise ProgrammeNotAccepted(f"A policy has at most {LONGEST_POLICY:,} characters. Nothing was saved.")
    if wrong := out_of_range(terms):
        raise ProgrammeNotAccepted(f"{wrong} Nothing was saved.")


def open_programme(programme: Programme) -> tuple[Programme, list[Event]]:
    """Raises PoliciesMissing, PoliciesContradict, ProgrammeClosed. Opening an open programme changes nothing."""
    if programme.closed:
        raise ProgrammeClosed("The programme is closed for good. Nothing was changed; create a new one.")
    if programme.open:
        return programme, []
    missing = programme.policies.missing()
    if missing:
        raise PoliciesMissing(f"The programme cannot open yet; settle first: {', '.join(missing)}. Nothing was changed.")
    _require_consistent(programme, "cannot open")
    opened = replace(programme, open=True, version=programme.version + 1)
    return opened, [ProgrammeOpened(programme_id=opened.id, version=opened.version)]


def update_programme(programme: Programme, wanted: Programme) -> Programme:
    """Raises ProgrammeNotAccepted, PoliciesMissing, PoliciesContradict, ProgrammeClosed. Equal words change nothing."""
    changed = replace(programme, name=wanted.name.strip(), policies=wanted.policies, terms=wanted.terms)
    if changed == programme:
        return programme
    check_programme(changed.name, changed.policies, changed.terms)
    if programme.closed:
        raise ProgrammeClosed("The programme is closed for good. Nothing was changed.")
    if programme.open:
        _require_same_terms(programme.terms, changed.terms)
        _require_settled(changed)
        _require_consistent(changed, "cannot be changed so")
    return replace(changed, version=programme.version + 1)


def close_programme(programme: Programme) -> tuple[Programme, list[Event]]:
    """It takes nobody in any more; its pairs go on to their own ends. Closing a closed programme changes nothing."""
    if programme.closed:
        return programme, []
    closed = replace(programme, open=False, closed=True, version=programme.version + 1)
    return closed, [ProgrammeClosedEvent(programme_id=closed.id, version=closed.version)]


def _require_same_terms(known: Terms, wanted: Terms) -> None:
    changed = [words for words, part in FIXED_ONCE_OPEN.items() if part(known) != part(wanted)]
    if changed:
        raise PoliciesContradict(
            f"People have joined on these terms, so they stay once the programme is open: {', '.join(changed)}. "
            "Nothing was changed; create a new programme for other terms."
        )


def _require_settled(programme: Programme) -> None:
    if missing := programme.policies.missing():
        raise PoliciesMissing(f"An open programme keeps its policies settled: {', '.join(missing)}. Nothing was changed.")


def _require_consistent(programme: Programme, what: str) -> None:
    if found := contradictions(programme.terms, programme.policies.cadence_days):
        raise PoliciesContradict(f"The programme {what}: {'; '.join(found)}. Nothing was changed; mend it and try again.")


def require_open(programme: Programme) -> None:
    """Raises ProgrammeClosed."""
    if programme.closed:
        raise ProgrammeClosed("The programme is closed. Nothing was changed.")
    if not programme.open:
        raise ProgrammeClosed("The programme is not open yet. Nothing was changed; open it first.")


def require_enrolling(programme: Programme, today: date) -> None:
    """Raises ProgrammeClosed."""
    require_open(programme)
    dates = programme.terms.dates
    if dates.enrolment_opens and today < dates.enrolment_opens:
        raise ProgrammeClosed(f"Enrolment opens on {dates.enrolment_opens.isoformat()}. Nothing was saved; come again then.")
    if dates.enrolment_closes and today > dates.enrolment_closes:
        raise ProgrammeClosed(f"Enrolment closed on {dates.enrolment_closes.isoformat()}. Nothing was saved.")


def require_model(programme: Programme, what: str, *models: Model) -> None:
    """Raises ModelOff. What: a plural in plain words, for example «matching runs»."""
    if programme.terms.model not in models:
        mode = IN_WORDS[programme.terms.model]
        raise ModelOff(f"This programme works with {mode}, so {what} are off here. Nothing was changed.")
