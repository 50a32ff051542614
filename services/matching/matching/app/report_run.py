"""What a run has to say for itself: how good and fair it is, who was left out and why, and which cells could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from matching.app.reason_words import language_in_words, slot_in_words, stages_in_words
from matching.app.run_measures import broken_in, measures_of, people_of
from matching.app.shortages import shortages
from matching.domain.assignment import Assignment, Change, Unmatched
from matching.domain.hard_rules import Blocked, Rule
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.roster_problem import RowProblem
from matching.domain.weights import Weights

NOTHING_HELPS = "No single change would bring a mentor within reach; more mentors who fit would."
_ADVICE = {
    Rule.SLOT: "offering one more time of the week",
    Rule.GENDER: "accepting a mentor of any gender",
    Rule.LANGUAGE: "sharing one more language",
    Rule.CAPACITY: "one more place at a mentor who fits",
    Rule.MINORS: "a safeguarding check, and a yes to minors, of a mentor of 21 or over",
    Rule.MONTHS_LEFT: "a mentor who fits staying for longer",
    Rule.STAGES_AHEAD: "asking for another number of stages ahead",
    Rule.SAME_PATH: "accepting a mentor on another path",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run was made of and how it was asked for."""

    mentees: Sequence[Mentee]
    mentors: Sequence[Mentor]
    blocked: Blocked
    weights: Weights
    options: MatchingOptions
    seed: int


def report_of(assignment: Assignment, asked: Asked, problems: Mapping[str, Sequence[RowProblem]]) -> dict[str, object]:
    """JSON-ready. `problems` are listed by the file they were found in."""
    people = people_of(asked.mentees, asked.mentors)
    alone = [people.mentees[one.mentee_id] for one in assignment.unmatched]
    return {
        "pairs": len(assignment.pairs),
        "unmatched": len(assignment.unmatched),
        "why_empty": why_empty(assignment, asked),
        "objective": round(assignment.objective, 4),
        "bound": round(assignment.bound, 4),
        "share_of_bound": assignment.share_of_bound,
        "bound_gap": assignment.bound_gap,
        "price_rounds": assignment.rounds,
        "broken": broken_in(assignment.pairs, people, asked.blocked, asked.options.demands),
        **measures_of(assignment, people),
        "baselines": [asdict(one) for one in assignment.baselines],
        "targets": [asdict(one) for one in assignment.targets],
        "seed": asked.seed,
        "weights": asdict(asked.weights),
        "options": asdict(asked.options),
        "recruit_here": [asdict(one) | {"says": one.says} for one in shortages(alone, asked.mentors, assignment.prices)],
        "unmatched_people": [_unmatched(one, assignment.too_weak) for one in assignment.unmatched],
        "problems": [{"file": name, **asdict(one), "says": str(one)} for name, found in problems.items() for one in found],
    }


def why_empty(assignment: Assignment, asked: Asked) -> str | None:
    """One sentence when nobody could be matched."""
    if assignment.pairs:
        return None
    if not asked.mentees:
        return "There is no mentee to match."
    if not asked.mentors:
        return "There is no mentor to match with."
    if not any(mentor.capacity for mentor in asked.mentors):
        return "No mentor has a place: every capacity is 0."
    if assignment.too_weak:
        return f"No pair reaches the lowest score asked for, {asked.options.minimum_score:g}."
    most = max(Rule, key=lambda rule: sum(one.removed.get(rule, 0) for one in assignment.unmatched))
    return f"Every possible pair breaks a hard rule, most of them the rule {most.value}; each mentee is told what would help."


def _unmatched(one: Unmatched, too_weak: Mapping[str, int]) -> dict[str, object]:
    change = one.nearest_change
    return {
        "mentee_id": one.mentee_id,
        "removed": {rule.value: count for rule, count in one.removed.items()},
        "too_weak": too_weak.get(one.mentee_id, 0),
        "nearest_change": {**asdict(change), "says": advice(change)} if change else None,
    }


def advice(change: Change | None) -> str:
    if change is None:
        return NOTHING_HELPS
    mentors = f"{change.mentors} mentor{'' if change.mentors == 1 else 's'}"
    if not change.rules:
        return f"What would help: a lower score than the run asks for ({mentors} with a place)."
    together = len({item.partition(":")[0] for item in change.suggestions}) > 1
    offered = (" with " if together else " or ").join(map(_suggested, change.suggestions))
    such_as = f", such as {offered}" if offered else ""
    return f"What would help: {' and '.join(_ADVICE[rule] for rule in change.rules)}{such_as} ({mentors})."


def _suggested(suggestion: str) -> str:
    kind, _, item = suggestion.partition(":")
    match kind:
        case "slot":
            return f"{slot_in_words(int(item))} (slot {item})"
        case "language":
            return f"{language_in_words(item)} ({item})"
        case "stages_ahead":
            return stages_in_words(int(item))
    return f"mentor {item}"
