"""Use case: a pair settles how it works together; what one proposes holds once the other accepts it."""

from dataclasses import dataclass

from matching.app.care_ports import AGREEMENTS, CARE, CareRegister
from matching.app.ports import PAIRS
from matching.app.screening import WRITINGS, write, writing_needs
from matching.domain.agreement import (
    LONGEST_GOALS,
    Agreement,
    AgreementNotAccepted,
    Channel,
    Hours,
    Terms,
    accept,
    check_terms,
    propose,
)
from matching.domain.care import Care, ConcernKind, DueKind
from matching.domain.ending import require_active
from matching.domain.pair import Pair
from matching.domain.writing import WritingState, check_writing


@dataclass(frozen=True, slots=True)
class Proposed:
    pair: Pair
    by: str
    number: int  # the one after the newest that its author has seen
    goals: str
    channels: tuple[Channel, ...]
    hours: tuple[Hours, ...]
    reply_within_hours: int

    @property
    def goals_id(self) -> str:
        return goals_writing_id(self.pair.id, self.number, self.by)


def goals_writing_id(pair_id: str, number: int, by: str) -> str:
    return f"agreements/{pair_id}/{number}/{by}"


def needs(proposed: Proposed) -> list[tuple[str, str]]:
    return [(AGREEMENTS, proposed.pair.id), (PAIRS, proposed.pair.id), *writing_needs(proposed.goals_id, proposed.by)]


def propose_agreement(register: CareRegister, proposed: Proposed) -> Agreement:
    """Raises AgreementNotAccepted, WritingNotAccepted, PairNotActive. The same again changes nothing."""
    pair = register.pair(proposed.pair.programme_id, proposed.pair.id)
    require_active(pair)
    check_terms(proposed.channels, proposed.hours, proposed.reply_within_hours)
    check_writing(proposed.goals, "goals", LONGEST_GOALS)
    agreement = register.kept(Agreement, pair.id) or Agreement(pair.id)
    newest = agreement.proposed or agreement.current
    if newest is not None and (newest.number, newest.proposed_by) == (proposed.number, proposed.by):
        return agreement
    if proposed.number != agreement.numbers + 1:
        raise AgreementNotAccepted(
            f"The next proposal has the number {agreement.numbers + 1}: somebody was faster. Nothing was saved; read it first."
        )
    write(register, proposed.goals_id, pair.programme_id, proposed.by, proposed.goals)
    terms = Terms(
        proposed.number,
        proposed.goals_id,
        proposed.channels,
        proposed.hours,
        proposed.reply_within_hours,
        proposed.by,
        register.now,
    )
    changed = propose(agreement, terms)
    register.keep(changed)
    return changed


def accepting_needs(pair: Pair, agreement: Agreement | None) -> list[tuple[str, str]]:
    terms = agreement.proposed if agreement is not None else None
    writing = [(WRITINGS, terms.goals_id)] if terms is not None else []
    return [(AGREEMENTS, pair.id), (PAIRS, pair.id), (CARE, pair.id), *writing]


def accept_agreement(register: CareRegister, pair: Pair, number: int, person_id: str) -> Agreement:
    """Raises AgreementNotAccepted, PairNotActive. Nobody accepts words that they could not read."""
    require_active(register.pair(pair.programme_id, pair.id))
    agreement = register.kept(Agreement, pair.id) or Agreement(pair.id)
    changed, events = accept(agreement, pair, number, person_id, register.now)
    if not events:
        return agreement
    assert changed.current is not None
    writing = register.known_writing(changed.current.goals_id)
    if writing is None or writing.state is not WritingState.SHOWN:
        raise AgreementNotAccepted(
            "The goals of this proposal are not shown yet. Nothing was changed; accept them when you can read them."
        )
    register.keep(changed, events)
    care = register.kept(Care, pair.id)
    if care is not None:
        register.keep(care.with_due(DueKind.AGREEMENT, None).settled(ConcernKind.AGREEMENT_OVERDUE))
    return changed
