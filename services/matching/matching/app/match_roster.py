"""Use case: give as many mentees as possible the best mentor, within the hard rules."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from matching.app.blocking_share import blocking_share
from matching.app.cohort.baselines import baseline, baselines_of
from matching.app.cohort.coding import codes, names_in
from matching.app.cohort.encode import encode
from matching.app.cohort.order import by_seed, positions
from matching.app.cohort.pools import within_sites
from matching.app.cohort.proof import ROUNDING
from matching.app.cohort.question import question_of
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.solve import Solution, solve
from matching.app.cohort.too_weak import too_weak
from matching.app.cohort.worth import worth_of
from matching.app.explain_pairs import explain_pairs
from matching.app.explain_unmatched import Strong, explain_unmatched
from matching.app.targets import meet_targets
from matching.domain.assignment import Assignment, Baseline, Pair, Unmatched
from matching.domain.hard_rules import Blocked, Demands
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity
from matching.domain.targets import TargetOutcome
from matching.domain.weights import Weights

AS_USUAL = MatchingOptions()


def match_roster(
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    blocked: Blocked,
    weights: Weights,
    seed: int,
    options: MatchingOptions = AS_USUAL,
    say: Callable[[str], None] = lambda stage: None,
) -> Assignment:
    """The assignment with the highest sum of 0.5 + score, and bonuses where asked for, proved to within the returned gap.

    Ids are unique on each side. The order of people never changes the result; the seed decides ties.
    Pairs and unmatched people come sorted by mentee id. `say` hears each stage.
    """
    left, right = by_seed(mentees, seed, "mentees"), by_seed(mentors, seed, "mentors")
    say("reading what people have in common")
    cohort = encode(left, right, blocked, weights, options)
    question = question_of(cohort, cohort.capacity)
    solution = solve(question, say)
    targets: tuple[TargetOutcome, ...] = ()
    say("comparing with simpler ways")
    baselines = baselines_of(cohort, solution.arcs, solution.bound, seed)
    if options.site_pools:
        baselines += (_site_pools(cohort, left, right, solution.bound),)
    if options.targets:
        solution, targets = meet_targets(question, solution, left, options.targets, say)
    say("writing down the reasons")
    return Assignment(
        pairs=_pairs(solution, left, right, weights, cohort.rarity),
        unmatched=_unmatched(solution, left, right, blocked, options.demands, _strong(cohort, left)),
        objective=solution.objective,
        bound=solution.bound,
        rounds=solution.rounds,
        targets=targets,
        baselines=baselines,
        prices=_prices(solution, right),
        surplus=float(np.sum(solution.surplus, dtype=np.float64)) + ROUNDING * int(np.count_nonzero(solution.surplus)),
        too_weak=_too_weak(cohort, solution, left),
        blocking_share=blocking_share(cohort, solution.mentor_of, seed),
    )


def _site_pools(cohort: Cohort, mentees: Sequence[Mentee], mentors: Sequence[Mentor], bound: float) -> Baseline:
    sites = names_in(one.region for one in mentees)
    sides = codes((one.region for one in mentees), sites), codes((one.region for one in mentors), sites)
    return baseline("site_pools", cohort, within_sites(cohort, *sides), bound)


def _prices(solution: Solution, mentors: Sequence[Mentor]) -> dict[str, float]:
    return {mentors[place].id: float(solution.price[place]) for place in np.flatnonzero(solution.price).tolist()}


def _too_weak(cohort: Cohort, solution: Solution, mentees: Sequence[Mentee]) -> dict[str, int]:
    alone = np.flatnonzero(solution.mentor_of < 0).astype(np.int32)
    taken = np.bincount(solution.mentor_of[solution.mentor_of >= 0], minlength=len(cohort.capacity))
    counts = too_weak(cohort, alone, cohort.capacity - taken)
    return {mentees[row].id: count for row, count in zip(alone.tolist(), counts.tolist(), strict=True) if count}


def _pairs(
    solution: Solution, mentees: Sequence[Mentee], mentors: Sequence[Mentor], weights: Weights, rarity: Rarity
) -> tuple[Pair, ...]:
    places = zip(mentees, solution.mentor_of, strict=True)
    return explain_pairs(((mentee, mentors[place]) for mentee, place in places if place >= 0), weights, rarity)


def _strong(cohort: Cohort, mentees: Sequence[Mentee]) -> Strong | None:
    if cohort.terms.least <= 0:
        return None
    rows, everybody = positions(mentees), np.arange(len(cohort.capacity), dtype=np.int32)
    return lambda one: worth_of(cohort, np.full(len(everybody), rows[one.id], np.int32), everybody) >= cohort.terms.least


def _unmatched(
    solution: Solution,
    mentees: Sequence[Mentee],
    mentors: Sequence[Mentor],
    blocked: Blocked,
    demands: Demands,
    strong: Strong | None,
) -> tuple[Unmatched, ...]:
    taken = np.bincount(solution.mentor_of[solution.mentor_of >= 0], minlength=len(mentors))
    free = [mentor.capacity - places for mentor, places in zip(mentors, taken.tolist(), strict=True)]
    alone = [mentees[row] for row in np.flatnonzero(solution.mentor_of < 0).tolist()]
    return explain_unmatched(alone, mentors, free, blocked, demands, strong)
