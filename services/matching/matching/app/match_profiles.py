"""Use case: match the free people of a programme, given as stored. It runs in a process of its own."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matching.app.match_roster import match_roster
from matching.app.profile_json import profile_of
from matching.app.report_run import advice
from matching.domain.assignment import Unmatched
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Figures, LeftOver, Proposal
from matching.domain.weights import Weights

NOTHING_HELPS = "No single change would bring a mentor within reach; more mentors who fit would."


@dataclass(frozen=True, slots=True)
class FreePeople:
    """Profiles as JSON by person id; mentors with the places that are taken; who must never be joined, as person ids."""

    mentees: Sequence[tuple[str, str]]
    mentors: Sequence[tuple[str, str, int]]
    met: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Matched:
    proposals: list[Proposal]
    left_over: list[LeftOver]
    figures: Figures


def match_profiles(people: FreePeople, seed: int) -> Matched:
    """Rules and scores know the roster's ids: somebody on both sides is the same person by them."""
    began = time.perf_counter()
    mentees = [(person_id, _mentee(line)) for person_id, line in people.mentees]
    mentors = [(person_id, _mentor(line, taken)) for person_id, line, taken in people.mentors]
    mentee_ids, mentor_ids = {one.id: id for id, one in mentees}, {one.id: id for id, one in mentors}
    left, right = dict(mentees), dict(mentors)
    never = {(left[one].id, right[other].id) for one, other in people.met if one in left and other in right}
    found = match_roster(left.values(), right.values(), never, Weights(), seed)
    proposals = [
        Proposal(mentee_ids[one.mentee_id], mentor_ids[one.mentor_id], one.score, one.reasons, one.reasons_shown)
        for one in found.pairs
    ]
    left_over = [_left_over(mentee_ids[one.mentee_id], one) for one in found.unmatched]
    figures = Figures(
        pairs=len(proposals),
        unmatched=len(left_over),
        total_score=sum(one.score for one in proposals),
        share_of_bound=found.share_of_bound,
        bound_gap=found.bound_gap,
        seconds=time.perf_counter() - began,
    )
    return Matched(proposals, left_over, figures)


def _mentee(line: str) -> Mentee:
    person = profile_of(line).person
    assert isinstance(person, Mentee)
    return person


def _mentor(line: str, taken: int) -> Mentor:
    person = profile_of(line).person
    assert isinstance(person, Mentor)
    return replace(person, capacity=max(0, person.capacity - taken))


def _left_over(mentee_id: str, unmatched: Unmatched) -> LeftOver:
    ruled_out = tuple((rule.value, count) for rule, count in unmatched.removed.items() if count)
    change = unmatched.nearest_change
    return LeftOver(mentee_id, ruled_out, advice(change) if change else NOTHING_HELPS)
