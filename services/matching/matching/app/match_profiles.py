"""Use case: match the free people of a programme, given as stored. It runs in a process of its own."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matching.app.compare_runs import compare
from matching.app.match_roster import match_roster
from matching.app.matched import LONGEST_WAIT, FreePeople, Matched, Order, Present
from matching.app.pinned_pairs import Pinned, set_aside
from matching.app.ports import Say
from matching.app.profile_json import profile_of
from matching.app.report_run import advice
from matching.domain.assignment import Assignment, Unmatched
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Changes, Figures, Findings, LeftOver, Proposal
from matching.domain.score import WORTH_OF_A_PAIR

NOTHING_HELPS = "No single change would bring a mentor within reach; more mentors who fit would."
LEFT_OUT = "A coordinator has left this mentee out of the run."
STAY_BONUS = 0.05  # of an unconfirmed proposal: few others move, at 0.03 % of the optimum


def silent(stage: str) -> None:
    """Nobody listens."""


def match_profiles(people: FreePeople, order: Order, say: Say = silent) -> Matched:
    began = time.perf_counter()
    mentors = {person_id: _mentor(line, taken) for person_id, line, taken in people.mentors}
    mentees = {person_id: _mentee(line, people.waiting_days.get(person_id)) for person_id, line in people.mentees}
    return match_people(Present(mentees, mentors, people.met, people.snapshot_id), order, began, say)


def match_people(people: Present, order: Order, began: float | None = None, say: Say = silent) -> Matched:
    """Rules and scores know the roster's ids: somebody on both sides is the same person by them."""
    began = time.perf_counter() if began is None else began
    everybody = {id: _staying(id, one, order, people.mentors) for id, one in people.mentees.items()}
    mentees = {id: one for id, one in everybody.items() if id not in order.dropped}
    met = ((mentees.get(one), people.mentors.get(other)) for one, other in people.met)
    never = {(one.id, other.id) for one, other in met if one is not None and other is not None}
    options = _options(order)
    pinned = set_aside(order.pins, mentees, people.mentors, never, order.weights, options)
    found = match_roster(pinned.mentees.values(), pinned.mentors.values(), never, order.weights, order.seed, options, say)
    mentor_ids = {one.id: id for id, one in people.mentors.items()}
    proposals, left_over = _joined(pinned, found, {one.id: id for id, one in mentees.items()}, mentor_ids)
    left_over += [LeftOver(id, (), LEFT_OUT) for id in order.dropped & everybody.keys()]
    notes = (*pinned.notes, *_why_empty(everybody, people.mentors, proposals))
    findings = Findings(people.snapshot_id, notes, found.baselines, found.targets, _changes(order, proposals))
    return Matched(
        sorted((_dressed(one, everybody, order) for one in proposals), key=lambda one: one.mentee_id),
        sorted((_left(one, everybody, order) for one in left_over), key=lambda one: one.mentee_id),
        _figures(proposals, left_over, found, pinned, time.perf_counter() - began),
        findings,
        {id: found.prices.get(one.id, 0.0) for id, one in pinned.mentors.items() if one.capacity > 0},
    )


def _joined(
    pinned: Pinned, found: Assignment, mentee_ids: Mapping[str, str], mentor_ids: Mapping[str, str]
) -> tuple[list[Proposal], list[LeftOver]]:
    proposals = [
        Proposal(mentee_ids[one.mentee_id], mentor_ids[one.mentor_id], one.score, one.reasons, one.reasons_shown)
        for one in found.pairs
    ]
    return [*pinned.proposals, *proposals], [_left_over(mentee_ids[one.mentee_id], one) for one in found.unmatched]


def _figures(
    proposals: Sequence[Proposal], left_over: Sequence[LeftOver], found: Assignment, pinned: Pinned, seconds: float
) -> Figures:
    return Figures(
        pairs=len(proposals),
        unmatched=len(left_over),
        total_score=sum(one.score for one in proposals),
        share_of_bound=found.share_of_bound,
        bound_gap=found.bound_gap,
        seconds=seconds,
        surplus=found.surplus + sum(WORTH_OF_A_PAIR + one.score for one in pinned.proposals),
    )


def _mentee(line: str, waiting_days: int | None) -> Mentee:
    person = profile_of(line).person
    assert isinstance(person, Mentee)
    return person if waiting_days is None else replace(person, waiting_days=min(waiting_days, LONGEST_WAIT))


def _mentor(line: str, taken: int) -> Mentor:
    person = profile_of(line).person
    assert isinstance(person, Mentor)
    return replace(person, capacity=max(0, person.capacity - taken))


def _options(order: Order) -> MatchingOptions:
    if order.earlier is None:
        return order.options
    return replace(order.options, continuity=max(STAY_BONUS, order.options.continuity))


def _staying(person_id: str, mentee: Mentee, order: Order, mentors: Mapping[str, Mentor]) -> Mentee:
    """A proposal of the draft that is solved again is worth a little more than others."""
    mentor = mentors.get((order.earlier or {}).get(person_id, ""))
    return mentee if mentor is None or mentee.former_mentor_id else replace(mentee, former_mentor_id=mentor.id)


def _changes(order: Order, proposals: Sequence[Proposal]) -> Changes:
    if order.earlier is None:
        return Changes()
    earlier = {mentee: (mentor, 0.0) for mentee, mentor in order.earlier.items()}
    return compare(earlier, {one.mentee_id: (one.mentor_id, one.score) for one in proposals})[0]


def _dressed(one: Proposal, mentees: Mapping[str, Mentee], order: Order) -> Proposal:
    region = mentees[one.mentee_id].region
    if order.earlier is None:
        return replace(one, region=region)
    before = order.earlier.get(one.mentee_id, "")
    changed = before != one.mentor_id
    return replace(one, region=region, changed=changed, earlier=before if changed else "")


def _left(one: LeftOver, mentees: Mapping[str, Mentee], order: Order) -> LeftOver:
    return replace(one, region=mentees[one.mentee_id].region, earlier=(order.earlier or {}).get(one.mentee_id, ""))


def _left_over(mentee_id: str, unmatched: Unmatched) -> LeftOver:
    ruled_out = tuple((rule.value, count) for rule, count in unmatched.removed.items() if count)
    change = unmatched.nearest_change
    return LeftOver(mentee_id, ruled_out, advice(change) if change else NOTHING_HELPS)


def _why_empty(mentees: Mapping[str, Mentee], mentors: Mapping[str, Mentor], proposals: Sequence[Proposal]) -> list[str]:
    """An impossible run says in a sentence why it proposes nobody."""
    if proposals:
        return []
    if not mentees:
        return ["Nobody waits for a mentor, so this run proposes nobody."]
    places = sum(one.capacity for one in mentors.values())
    if not mentors:
        return ["No mentor may be matched now, so this run proposes nobody. Enrol mentors, or look at what keeps them back."]
    if not places:
        return ["No mentor has a free place, so this run proposes nobody. Ask mentors for more places, or enrol more of them."]
    return ["No two people keep every hard rule together, so this run proposes nobody. Each mentee says what would help."]
