"""Says of each target whether it was reached, what it cost, and which rule stands in the way when it was not."""

from collections.abc import Sequence

import numpy as np

from matching.app.cohort.coding import Codes, Positions
from matching.app.cohort.groups import Groups
from matching.app.cohort.legal import BIT, broken_rules_of
from matching.app.cohort.mixing import cross_share
from matching.app.cohort.placement import kept, placed_shares
from matching.app.cohort.question import Question
from matching.domain.hard_rules import MEANING, Rule
from matching.domain.targets import TargetOutcome, Targets

# people come in an order drawn by the run's seed, so the first ones are a fair sample
SAMPLED = 300


def placement_outcome(
    question: Question, mentor_of: Codes, limits: Groups, names: Sequence[str], targets: Targets, cost: float
) -> TargetOutcome:
    shares = placed_shares(mentor_of, limits)
    gap = float(np.nanmax(shares) - np.nanmin(shares)) if np.any(shares == shares) else 0.0
    met = kept(mentor_of, limits)
    if met:
        says = f"The shares of the groups that got a mentor differ by {gap:.1%}, as asked or by less than one person."
    else:
        worst = int(np.nanargmin(shares))
        alone = np.flatnonzero((limits.of == worst) & (mentor_of < 0))
        everybody = np.flatnonzero(question.free > 0)
        says = f"Of the group {names[worst]} only {shares[worst]:.1%} got a mentor. {_in_the_way(question, alone, everybody)}"
    return TargetOutcome("equal_placement", targets.within, gap, met, cost, says)


def cross_outcome(question: Question, mentor_of: Codes, targets: Targets, cost: float) -> TargetOutcome:
    wanted = targets.cross_background or 0.0
    reached = cross_share(question.cohort, mentor_of)
    says = f"{reached:.1%} of the matched mentees with low_ses have a mentor without."
    if reached < wanted:
        mentees, mentors = question.cohort.mentees, question.cohort.mentors
        short = np.flatnonzero((mentees.low == 1) & (mentor_of >= 0))
        short = short[mentors.low[mentor_of[short]] != -1]
        says += f" {_in_the_way(question, short, np.flatnonzero((question.free > 0) & (mentors.low == -1)))}"
    return TargetOutcome("cross_background", wanted, reached, reached >= wanted, cost, says)


def _in_the_way(question: Question, mentees: Positions, mentors: Positions) -> str:
    """The rule that most of these pairs break, unless enough of them break none."""
    some, others = mentees[:SAMPLED], mentors[:SAMPLED]
    if not len(some) or not len(others):
        return "There are no mentors who could be given to them: recruit some."
    pairs = np.repeat(some, len(others)), np.tile(others, len(some))
    bits = broken_rules_of(question.cohort, *pairs).reshape(len(some), len(others))
    if np.mean(np.any(bits == 0, axis=1)) > 0.5:
        return "Mentors who may be theirs have no place left, or giving it would cost more than max_loss allows."
    counts = {rule: int(np.count_nonzero(bits & bit)) for rule, bit in BIT.items()}
    rule = max(counts, key=lambda one: (counts[one], -list(Rule).index(one)))
    return f"The rule in the way is {rule.value}: {MEANING[rule]}."
