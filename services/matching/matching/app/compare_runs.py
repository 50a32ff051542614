"""Two runs side by side: who would get another mentor."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.domain.run import Changes

Proposed = Mapping[str, tuple[str, float]]  # by mentee: mentor and score
NOBODY = ("", 0.0)


@dataclass(frozen=True, slots=True)
class Difference:
    mentee_id: str
    first_mentor_id: str
    second_mentor_id: str
    first_score: float
    second_score: float


def compare(first: Proposed, second: Proposed) -> tuple[Changes, list[Difference]]:
    """Differences are sorted by mentee."""
    everybody = sorted({*first, *second})
    differing = [id for id in everybody if first.get(id, NOBODY)[0] != second.get(id, NOBODY)[0]]
    added, lost = sum(id not in first for id in differing), sum(id not in second for id in differing)
    changes = Changes(len(everybody) - len(differing), len(differing) - added - lost, added, lost)
    return changes, [_difference(id, first.get(id, NOBODY), second.get(id, NOBODY)) for id in differing]


def _difference(mentee_id: str, first: tuple[str, float], second: tuple[str, float]) -> Difference:
    return Difference(mentee_id, first[0], second[0], first[1], second[1])
