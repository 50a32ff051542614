"""How good and how fair a run is beyond its total: measures that a programme looks at before it approves the pairs."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.domain.assignment import Assignment, Pair
from matching.domain.hard_rules import Blocked, Demands, Rule, broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.targets import Grouping, group_of

# a share of fewer people says little, so smaller groups do not count for the gap
SMALLEST_GROUP = 30
WHAT_ANY_TWO_NEED = ("language", "slot")


@dataclass(frozen=True, slots=True)
class People:
    """Both sides as matched, by id."""

    mentees: Mapping[str, Mentee]
    mentors: Mapping[str, Mentor]


def people_of(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> People:
    return People({one.id: one for one in mentees}, {one.id: one for one in mentors})


def broken_in(pairs: Sequence[Pair], people: People, blocked: Blocked, demands: Demands) -> dict[str, int]:
    """Every pair held against the rules once more, one by one: pairs that break a hard rule, mentors with too many pairs."""
    load = Counter(pair.mentor_id for pair in pairs)
    rules = sum(
        bool(broken_rules(people.mentees[pair.mentee_id], people.mentors[pair.mentor_id], blocked, demands)) for pair in pairs
    )
    return {"hard_rules": rules, "capacities": sum(load[id] > people.mentors[id].capacity for id in load)}


def measures_of(assignment: Assignment, people: People) -> dict[str, object]:
    """JSON-ready. Shares are from 0 to 1."""
    pairs, everybody = assignment.pairs, len(people.mentees)
    return {
        "matched_share": _share(len(pairs), everybody),
        "matched_share_of_possible": _share(len(pairs), _most_possible(assignment, people)),
        "scores": _scores([pair.score for pair in pairs]),
        "blocking_share": assignment.blocking_share,
        "reason_coverage": _share(sum(map(_says_something, pairs)), len(pairs)),
        "mentors": _mentors(pairs, people.mentors),
        "groups": {grouping.value: _groups(pairs, people.mentees, grouping) for grouping in Grouping},
        "cross_background": _cross_background(pairs, people),
        "waiting_days": _waiting(pairs, people.mentees),
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 6) if whole else None


def _most_possible(assignment: Assignment, people: People) -> int:
    """No more mentees than places, nor than have a mentor whom only places keep from them."""
    within_reach = sum(one.removed[Rule.CAPACITY] > 0 for one in assignment.unmatched)
    places = sum(mentor.capacity for mentor in people.mentors.values())
    return min(places, len(assignment.pairs) + within_reach)


def _scores(scores: Sequence[float]) -> dict[str, float] | None:
    if not scores:
        return None
    lowest, p01, p10 = np.percentile(scores, (0, 1, 10))
    found = {"mean": np.mean(scores), "p10": p10, "p01": p01, "min": lowest}
    return {name: round(float(value), 6) for name, value in found.items()}


def _says_something(pair: Pair) -> bool:
    return any(reason.partition(":")[0] not in WHAT_ANY_TWO_NEED for reason in pair.reasons)


def _mentors(pairs: Sequence[Pair], mentors: Mapping[str, Mentor]) -> dict[str, object]:
    load = Counter(pair.mentor_id for pair in pairs)
    open_to_some = [one for one in mentors.values() if one.capacity > 0]
    places = sum(one.capacity for one in open_to_some)
    idle = sum(not load[one.id] for one in open_to_some)
    spread = float(np.std([load[one.id] for one in open_to_some])) if open_to_some else 0.0
    return {
        "places": places,
        "places_taken": len(pairs),
        "idle_share": _share(idle, len(open_to_some)),
        "mentees_each": {str(number): count for number, count in sorted(Counter(load.values()).items())},
        "load_spread": round(spread, 4),
    }


def _groups(pairs: Sequence[Pair], mentees: Mapping[str, Mentee], grouping: Grouping) -> dict[str, object]:
    sizes = Counter(group_of(one, grouping) for one in mentees.values())
    scores: defaultdict[Hashable, list[float]] = defaultdict(list)
    for pair in pairs:
        scores[group_of(mentees[pair.mentee_id], grouping)].append(pair.score)
    placed = {group: len(scores[group]) / size for group, size in sizes.items()}
    large = [placed[group] for group, size in sizes.items() if size >= SMALLEST_GROUP]
    return {
        "gap": round(max(large) - min(large), 6) if large else None,
        "placed": {
            group: {"mentees": size, "share": round(placed[group], 6), "mean_score": _mean(scores[group])}
            for group, size in sorted(sizes.items())
        },
    }


def _mean(scores: Sequence[float]) -> float | None:
    return round(float(np.mean(scores)), 6) if scores else None


def _cross_background(pairs: Sequence[Pair], people: People) -> dict[str, object]:
    """Connectedness is the share of low_ses mentees with a mentor who is not, by what chance would give: 1 is no bias."""
    known = [one for one in people.mentors.values() if one.low_ses is not None]
    high = sum(one.capacity for one in known if not one.low_ses)
    exposure = high / max(1, sum(one.capacity for one in known))
    lows = [pair for pair in pairs if people.mentees[pair.mentee_id].low_ses]
    crossing = sum(people.mentors[pair.mentor_id].low_ses is False for pair in lows)
    share = _share(crossing, len(lows))
    return {
        "low_ses_with_high": share,
        "high_share_of_places": round(exposure, 6),
        "connectedness": None if share is None or not exposure else round(share / exposure, 6),
    }


def _waiting(pairs: Sequence[Pair], mentees: Mapping[str, Mentee]) -> dict[str, object] | None:
    """None when the roster does not say how long people have waited."""
    matched = {pair.mentee_id for pair in pairs}
    found: dict[str, object] = {}
    for name, inside in (("matched", True), ("unmatched", False)):
        days = [one.waiting_days for id, one in mentees.items() if (id in matched) is inside and one.waiting_days is not None]
        if days:
            p50, p95 = np.percentile(days, (50, 95))
            found[name] = {"p50": float(p50), "p95": float(p95)}
    return found or None
