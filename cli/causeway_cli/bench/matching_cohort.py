"""Makes up cohorts for the matching benchmark: seeded rosters as CSV files, in the three situations that programmes meet.

Balanced has a few more places than mentees; short has places for about four in five; skewed is short, with mentors in the wrong
fields and few of them checked. Tastes, employers and languages are as uneven as they are among people, and depend on background.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

INTERESTS, SKILLS, FIELDS, ORGANISATIONS, IDENTITIES, STAGES, SLOTS = 360, 220, 36, 2_500, 10, 8, 56
LANGUAGES = [
    "en",
    "cy",
    "pl",
    "ur",
    "pa",
    "bn",
    "ar",
    "so",
    "ro",
    "es",
    "fr",
    "pt",
    "zh",
    "tr",
    "fa",
    "ta",
    "gu",
    "hi",
    "it",
    "de",
]
REGIONS = ("Capital", "Midlands", "North", "South", "West", "Islands", "Abroad east", "Abroad west")
REGION_SHARES = (0.22, 0.2, 0.2, 0.14, 0.1, 0.04, 0.06, 0.04)
GOALS = ("interviews", "confidence", "applications", "speaking", "leading", "networks", "freelancing", "research", "teaching")
TURNS = ("I want to get better at {} and {}.", "Mostly {}, and some {}!", "{} worries me; {} too.")
MENTEE_HEADER = [
    "id",
    "age",
    "organisation",
    "region",
    "utc_offset",
    "languages",
    "slots",
    "field",
    "field2",
    "interests",
    "skills",
    "stage",
    "identity",
    "gender",
    "low_ses",
    "goals",
    "want_same_identity",
    "gender_must",
    "near_peer",
    "want_cross_class",
]
MENTOR_HEADER = [*MENTEE_HEADER[:16], "checked", "capacity", "no_minors"]


class Scenario(StrEnum):
    BALANCED = "balanced"
    SHORT = "short"
    SKEWED = "skewed"


CAPACITIES = {
    Scenario.BALANCED: (0.4, 0.26, 0.18, 0.1, 0.06),
    Scenario.SHORT: (0.62, 0.22, 0.1, 0.04, 0.02),
    Scenario.SKEWED: (0.62, 0.22, 0.1, 0.04, 0.02),
}


@dataclass(frozen=True, slots=True)
class CohortFiles:
    mentees: Path
    mentors: Path
    blocked: Path


def files_in(folder: Path) -> CohortFiles:
    return CohortFiles(folder / "mentees.csv", folder / "mentors.csv", folder / "blocked.csv")


def make_cohort(folder: Path, seed: int, mentees: int, mentors: int, scenario: Scenario) -> CohortFiles:
    """The same files for the same arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    files = files_in(folder)
    draw = Draw(np.random.Generator(np.random.PCG64(seed)))
    _write(files.mentees, MENTEE_HEADER, _mentees(draw, mentees))
    _write(files.mentors, MENTOR_HEADER, _mentors(draw, mentors, scenario))
    pairs = zip(draw.below(mentees, mentees // 20), draw.below(mentors, mentees // 20), strict=True)
    _write(files.blocked, ("mentee_id", "mentor_id"), ((f"e{one}", f"r{other}") for one, other in pairs))
    return files


class Draw:
    """Only uniform draws, so that a seed means the same with every version of numpy."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator

    def below(self, size: int, count: int) -> Numbers:
        return np.minimum((self._generator.random(count) * size).astype(np.int64), size - 1)

    def chance(self, share: float, count: int) -> npt.NDArray[np.bool_]:
        return np.asarray(self._generator.random(count) < share)

    def by_share(self, shares: Sequence[float], count: int) -> Numbers:
        bounds = np.cumsum(shares) / sum(shares)
        return np.minimum(np.searchsorted(bounds, self._generator.random(count), side="right"), len(shares) - 1)

    def popular(self, size: int, evenness: float, count: int) -> Numbers:
        """The first numbers far more often than the last, by Zipf's law."""
        return self.by_share((1 / np.arange(1, size + 1) ** evenness).tolist(), count)

    def sets(self, size: int, evenness: float, least: int, most: int, turn: Numbers) -> list[set[int]]:
        """For each person some popular numbers; what is popular depends on `turn`."""
        people = len(turn)
        drawn = (self.popular(size, evenness, people * most).reshape(people, most) * 7 + turn[:, None] * 11) % size
        wanted = least + self.below(most - least + 1, people)
        return [set(row[:number]) for row, number in zip(drawn.tolist(), wanted.tolist(), strict=True)]


def _people(draw: Draw, count: int, letter: str, field: Numbers, low: npt.NDArray[np.bool_], wants: bool) -> list[list[object]]:
    second = np.where(draw.chance(0.15 if wants else 0.6, count), draw.popular(FIELDS, 0.7, count), -1)
    age = (14 + draw.below(2_600, count) // 100) if wants else (19 + draw.below(4_600, count) // 100)
    native = np.where(draw.chance(0.93, count), 0, 1 + draw.popular(len(LANGUAGES) - 1, 0.8, count))
    other = np.where(draw.chance(0.25, count), 1 + draw.popular(len(LANGUAGES) - 1, 0.8, count), native)
    region = draw.by_share(REGION_SHARES, count)
    slots = draw.sets(SLOTS, 0.5, 4 if wants else 3, 9 if wants else 7, np.zeros(count, np.int64))
    interests = draw.sets(INTERESTS, 1.0, 3, 10, low.astype(np.int64) * 3)
    skills = draw.sets(SKILLS, 0.9, 2 if wants else 4, 5 if wants else 12, field)
    stage = np.clip((age - 14) // 7 + draw.below(3, count) - 1, 0, STAGES - 1)
    columns: list[Iterable[object]] = [
        (f"{letter}{number}" for number in range(count)),
        age.tolist(),
        (f"org{one}" for one in draw.popular(ORGANISATIONS, 0.9, count)),
        (REGIONS[one] for one in region),
        (0 for _ in range(count)),
        ("|".join(sorted({LANGUAGES[one], LANGUAGES[two]})) for one, two in zip(native, other, strict=True)),
        ("|".join(map(str, sorted(one))) for one in slots),
        (f"field{one}" for one in field),
        (f"field{one}" if one >= 0 else "" for one in second),
        ("|".join(f"int{item}" for item in sorted(one)) for one in interests),
        ("|".join(f"sk{item}" for item in sorted(one)) for one in skills),
        stage.tolist(),
        (f"identity{one}" for one in draw.popular(IDENTITIES, 1.2, count)),
        ("fmx"[one] for one in draw.by_share((0.55, 0.42, 0.03), count)),
        low.astype(int).tolist(),
        _sentences(draw, count),
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _sentences(draw: Draw, count: int) -> Iterable[str]:
    turns, first, second = (draw.below(size, count) for size in (len(TURNS), len(GOALS), len(GOALS)))
    return (TURNS[turn].format(GOALS[one], GOALS[two]) for turn, one, two in zip(turns, first, second, strict=True))


def _mentees(draw: Draw, count: int) -> Iterable[list[object]]:
    low = draw.chance(0.5, count)
    people = _people(draw, count, "e", draw.popular(FIELDS, 0.7, count), low, wants=True)
    same, near, cross, strict = (draw.chance(share, count).astype(int) for share in (0.25, 0.35, 0.8, 0.06))
    for person, wants_same, near_peer, wants_cross, gender_must in zip(people, same, near, cross, strict, strict=True):
        yield [*person, wants_same, person[13] if gender_must and person[13] != "x" else "", near_peer, wants_cross]


def _mentors(draw: Draw, count: int, scenario: Scenario) -> Iterable[list[object]]:
    field = draw.popular(FIELDS, 0.7, count)
    if scenario is Scenario.SKEWED:
        field = FIELDS - 1 - field
    people = _people(draw, count, "r", field, draw.chance(0.24, count), wants=False)
    checked = draw.chance(0.35 if scenario is Scenario.SKEWED else 0.72, count).astype(int)
    capacity = 1 + draw.by_share(CAPACITIES[scenario], count)
    no_minors = draw.chance(0.15, count).astype(int)
    for person, *rest in zip(people, checked, capacity, no_minors, strict=True):
        yield [*person, *rest]


def _write(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
