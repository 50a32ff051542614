"""Use case: a mentee's shortlist, kept for some days, so that the few best mentors are not on everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from matching.app.ask_mentor import require_choosing, require_fit
from matching.app.choosing_ports import CHOOSING_RULES, MENTEE_DESKS, MENTOR_DESKS, Candidate, ChoosingRegister
from matching.app.ports import KEYS, MATCHING_SETTINGS, PEOPLE, PROGRAMMES, TIES
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import SHORTLIST_KEPT
from matching.domain.mentor_request import RequestNotPossible

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Shortlisting:
    """Candidates come with the best first; those who are on the list already come before them."""

    programme_id: str
    mentee_id: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    mentor_ids: tuple[str, ...]
    kept_until: datetime


def needs(shortlisting: Shortlisting) -> list[tuple[str, str]]:
    programme, mentee = shortlisting.programme_id, shortlisting.mentee_id
    own = [(kind, programme) for kind in (PROGRAMMES, CHOOSING_RULES, MATCHING_SETTINGS)] + [(MENTEE_DESKS, mentee)]
    people = [(name, person) for name in (PEOPLE, TIES, KEYS) for person in (mentee, *shortlisting.candidates)]
    return [*own, *people, *((MENTOR_DESKS, person) for person in shortlisting.candidates)]


def make_shortlist(register: ChoosingRegister, shortlisting: Shortlisting) -> Shortlist:
    """Looks at everybody again at this moment. Raises what require_choosing raises."""
    programme_id, mentee_id, now = shortlisting.programme_id, shortlisting.mentee_id, register.now
    require_choosing(register, programme_id)
    rules = register.choosing_rules(programme_id)
    desk = register.mentee_desk(programme_id, mentee_id)
    fitting = [one for one in shortlisting.candidates if _fits(register, programme_id, mentee_id, one)]
    chosen = tuple(fitting[: rules.shortlist_size])
    until = desk.shown_until if desk.shown_until is not None and desk.keeps_shortlist(now) else now + SHORTLIST_KEPT
    if chosen != desk.shown or until != desk.shown_until:
        register.save_mentee_desk(replace(desk, shown=chosen, shown_until=until))
        for mentor_id in chosen:
            mentors = register.mentor_desk(programme_id, mentor_id)
            register.save_mentor_desk(mentors.shown_to(mentee_id, until, now))
    return Shortlist(chosen, until)


def _fits(register: ChoosingRegister, programme_id: str, mentee_id: str, mentor_id: str) -> bool:
    try:
        require_fit(register, programme_id, mentee_id, mentor_id)
    except RequestNotPossible:
        return False
    return True


def in_turn(candidates: Sequence[Candidate], mentee_id: str, rules: ChoosingRules, now: datetime) -> list[str]:
    """Those who are not on too many other shortlists first, the best first.

    Nobody gets fewer than three because of it: the others follow, the least shown first.
    """
    asked_too_often = [one for one in candidates if len(one.desk.open) >= rules.open_per_mentor]
    left = [one for one in candidates if one not in asked_too_often]
    shown = {one.person_id: one.desk.exposure(mentee_id, now) for one in left}
    rested = [one for one in left if shown[one.person_id] < rules.shown_per_place * one.free_places]
    worn = sorted((one for one in left if one not in rested), key=lambda one: shown[one.person_id])
    filling = max(0, FEWEST - len(rested))
    return [one.person_id for one in (*rested, *worn[:filling])]
