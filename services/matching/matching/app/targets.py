"""Changes an assignment so that it meets what a programme asks of it as a whole, at the lowest cost in worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.coding import Codes, codes, names_in
from matching.app.cohort.flow import UNITS, best_flow
from matching.app.cohort.groups import Groups, no_groups
from matching.app.cohort.mixing import cross_share, mixed_candidates, valued_with, with_mixing
from matching.app.cohort.placement import equal_limits, with_penalty
from matching.app.cohort.question import Question
from matching.app.cohort.solve import Say, Solution, solve
from matching.app.cohort.worth import bonus_of, worth_of
from matching.app.target_outcomes import cross_outcome, placement_outcome
from matching.domain.people import Mentee
from matching.domain.targets import TargetOutcome, Targets, group_of

# a bonus beyond this outweighs everything else in a pair
LARGEST_MIXING = 1.0
FIRST_MIXING = 0.05
HALVINGS = 5
TRIES = 3
ONCE_MORE = 1.2
GIVING_WAY = (1.0, 0.95, 0.85, 0.5)


@dataclass(frozen=True, slots=True)
class Pull:
    """How hard the targets pull: the bonus of a pair across backgrounds, and the penalty of one person beyond a limit."""

    mixing: float
    penalty: float

    def weaker(self, share: float) -> "Pull":
        return Pull(self.mixing * share, self.penalty * share)


@dataclass(frozen=True, slots=True)
class Aim:
    """The question without targets, its best answer, and what is asked of it on top."""

    question: Question
    plain: Solution
    targets: Targets
    limits: Groups
    arcs: Arcs

    def asked(self, pull: Pull) -> Question:
        limited = with_penalty(self.question, self.limits, round(pull.penalty * UNITS))
        return with_mixing(limited, pull.mixing)

    def attempt(self, pull: Pull) -> Codes:
        """Mentors by mentee: the best choice among the candidates, not yet proved."""
        arcs = valued_with(self.question, self.arcs, pull.mixing)
        chosen = best_flow(arcs, self.asked(pull).groups, self.question.places)
        return np.where(chosen >= 0, arcs.mentor[chosen], -1).astype(np.int32) if len(arcs) else chosen

    def loss(self, mentor_of: Codes) -> float:
        """The share of the optimum that this choice gives up."""
        if self.plain.objective <= 0:
            return 0.0
        return max(0.0, 1 - worth_without_targets(self.question, mentor_of) / self.plain.objective)

    def mixes(self, mentor_of: Codes) -> bool:
        wanted = self.targets.cross_background
        return wanted is None or cross_share(self.question.cohort, mentor_of) >= wanted


def meet_targets(
    question: Question, plain: Solution, mentees: Sequence[Mentee], targets: Targets, say: Say
) -> tuple[Solution, tuple[TargetOutcome, ...]]:
    """`plain` is the best answer to the question. The solution's objective and bound are without what the targets add:
    its bound is that of `plain`, so that the share of it shows the cost."""
    arcs = plain.arcs
    if targets.cross_background is not None:
        arcs = mixed_candidates(question, arcs, LARGEST_MIXING)
    aim = Aim(question, plain, targets, _limits(question, plain, mentees, targets), arcs)
    say("weighing the targets")
    pull = Pull(0.0, _beyond_any_gain(arcs) if targets.equal_placement else 0.0)
    pull = Pull(_mixing_needed(aim, pull), pull.penalty)
    found = _proved(aim, pull, say)
    if aim.loss(found.mentor_of) > targets.max_loss:
        found = _within_loss(aim, pull, say)
    return _as_plain(aim, found), _outcomes(aim, found.mentor_of, mentees)


def worth_without_targets(question: Question, mentor_of: Codes) -> float:
    paired = np.flatnonzero(mentor_of >= 0)
    cohort = question.cohort
    worth = worth_of(cohort, paired, mentor_of[paired]).astype(np.float64)
    return float(np.sum(worth + bonus_of(cohort, paired, mentor_of[paired])))


def _limits(question: Question, plain: Solution, mentees: Sequence[Mentee], targets: Targets) -> Groups:
    if targets.equal_placement is None:
        return no_groups(question.cohort.size)
    names = [group_of(one, targets.equal_placement) for one in mentees]
    return equal_limits(plain.mentor_of, codes(names, names_in(names)), targets.within)


def _beyond_any_gain(arcs: Arcs) -> float:
    """Moving one person in and another out changes the sum by less."""
    return 2 * float(arcs.value.max(initial=0)) + 1


def _mixing_needed(aim: Aim, pull: Pull) -> float:
    """About the smallest bonus that reaches the target, or the largest there is."""
    if aim.targets.cross_background is None or aim.mixes(aim.attempt(pull)):
        return 0.0
    low, high = 0.0, FIRST_MIXING
    while high < LARGEST_MIXING and not aim.mixes(aim.attempt(Pull(high, pull.penalty))):
        low, high = high, min(LARGEST_MIXING, high * 2)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if aim.mixes(aim.attempt(Pull(middle, pull.penalty))) else (middle, high)
    return high


def _within_loss(aim: Aim, pull: Pull, say: Say) -> Solution:
    """The strongest pull that the targets may cost; pairs found by price can add to its loss, so it may have to give way."""
    affordable = _affordable(aim, pull)
    for share in GIVING_WAY:
        weaker = affordable.weaker(share)
        found = solve(aim.asked(weaker), say, valued_with(aim.question, aim.arcs, weaker.mixing))
        if aim.loss(found.mentor_of) <= aim.targets.max_loss:
            return found
    return aim.plain


def _affordable(aim: Aim, pull: Pull) -> Pull:
    low, high = 0.0, 1.0
    for _ in range(2 * HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if aim.loss(aim.attempt(pull.weaker(middle))) <= aim.targets.max_loss else (low, middle)
    return pull.weaker(low)


def _proved(aim: Aim, pull: Pull, say: Say) -> Solution:
    """Pairs found by price can undo a little of what the attempt reached, so the bonus is raised once or twice."""
    for _ in range(TRIES):
        found = solve(aim.asked(pull), say, valued_with(aim.question, aim.arcs, pull.mixing))
        if aim.mixes(found.mentor_of) or pull.mixing >= LARGEST_MIXING:
            break
        pull = Pull(min(LARGEST_MIXING, pull.mixing * ONCE_MORE), pull.penalty)
    return found


def _as_plain(aim: Aim, found: Solution) -> Solution:
    return Solution(
        found.mentor_of,
        worth_without_targets(aim.question, found.mentor_of),
        aim.plain.bound,
        aim.plain.price,
        aim.plain.surplus,
        aim.plain.rounds + found.rounds,
        aim.plain.arcs,
    )


def _outcomes(aim: Aim, mentor_of: Codes, mentees: Sequence[Mentee]) -> tuple[TargetOutcome, ...]:
    cost = aim.loss(mentor_of)
    outcomes = []
    if aim.targets.equal_placement is not None:
        names = sorted({group_of(one, aim.targets.equal_placement) for one in mentees} - {""})
        outcomes.append(placement_outcome(aim.question, mentor_of, aim.limits, names, aim.targets, cost))
    if aim.targets.cross_background is not None:
        outcomes.append(cross_outcome(aim.question, mentor_of, aim.targets, cost))
    return tuple(outcomes)
