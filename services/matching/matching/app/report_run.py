"""What a run has to say for itself: how good it is, who was left out and why, and which cells could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from matching.domain.assignment import Assignment, Change, Unmatched
from matching.domain.hard_rules import Rule
from matching.domain.roster_problem import RowProblem
from matching.domain.weights import Weights

_ADVICE = {
    Rule.SLOT: "offering one more time of the week",
    Rule.GENDER: "accepting a mentor of any gender",
    Rule.LANGUAGE: "sharing one more language",
    Rule.CAPACITY: "one more place at a mentor who fits",
    Rule.MINORS: "a checked mentor of 21 or over who takes minors",
}


def report_of(
    assignment: Assignment, weights: Weights, seed: int, problems: Mapping[str, Sequence[RowProblem]]
) -> dict[str, object]:
    """JSON-ready. `problems` are listed by the file they were found in."""
    return {
        "objective": round(assignment.objective, 4),
        "bound": round(assignment.bound, 4),
        "share_of_bound": assignment.share_of_bound,
        "bound_gap": assignment.bound_gap,
        "price_rounds": assignment.rounds,
        "seed": seed,
        "weights": asdict(weights),
        "pairs": len(assignment.pairs),
        "unmatched": len(assignment.unmatched),
        "scores": _scores(assignment),
        "unmatched_people": [_unmatched(one) for one in assignment.unmatched],
        "problems": [{"file": name, **asdict(one), "says": str(one)} for name, found in problems.items() for one in found],
    }


def _scores(assignment: Assignment) -> dict[str, float] | None:
    if not assignment.pairs:
        return None
    scores = np.array([pair.score for pair in assignment.pairs])
    lowest, p01, p10 = np.percentile(scores, (0, 1, 10))
    return {
        "mean": round(float(scores.mean()), 6),
        "p10": round(float(p10), 6),
        "p01": round(float(p01), 6),
        "min": round(float(lowest), 6),
    }


def _unmatched(one: Unmatched) -> dict[str, object]:
    change = one.nearest_change
    return {
        "mentee_id": one.mentee_id,
        "removed": {rule.value: count for rule, count in one.removed.items()},
        "nearest_change": {**asdict(change), "says": advice(change)} if change else None,
    }


def advice(change: Change) -> str:
    such_as = f", such as {' or '.join(change.suggestions)}" if change.suggestions else ""
    mentors = f"{change.mentors} mentor{'' if change.mentors == 1 else 's'}"
    return f"What would help: {' and '.join(_ADVICE[rule] for rule in change.rules)}{such_as} ({mentors})."
