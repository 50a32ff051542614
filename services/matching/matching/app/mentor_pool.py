"""A programme's mentors as columns, for questions about one mentee: who may be joined, who fits best, who answers a search.

Nothing here knows who is free now: that changes by the minute and is read where it is used.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.domain.hard_rules import NO_DEMANDS, Demands, Rule, may_mentor_minors
from matching.domain.people import LAST_STAGE, MOST_MONTHS, Gender, Mentee, Mentor, Person
from matching.domain.rarity import Rarity
from matching.domain.reasons import reasons_for, shown_to_the_pair
from matching.domain.run import Proposal
from matching.domain.score import NEARNESS, NO_WISH, SECOND_FIELD, parts_of, score_of
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]
MOST_FACETS = 20
GENDERS = {None: 0, Gender.FEMALE: 1, Gender.MALE: 2, Gender.OTHER: 3}
BACKGROUNDS = {None: -1, False: 0, True: 1}
EVERY_RULE = frozenset(Rule) - {Rule.BLOCKED}
# a chat needs no free place and no hour of the week that both keep, and what is demanded of pairs is not asked of it
RULES_OF_A_CHAT = EVERY_RULE - {Rule.CAPACITY, Rule.SLOT, Rule.MONTHS_LEFT, Rule.STAGES_AHEAD, Rule.SAME_PATH}


@dataclass(frozen=True, slots=True)
class MentorQuery:
    """What is left out does not narrow the search."""

    field: str = ""
    language: str = ""
    region: str = ""
    organisation: str = ""
    skills: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()


class Words:
    """Which mentors have a token, and how much a token says."""

    def __init__(self) -> None:
        self._growing: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        self._rows: dict[str, Rows] = {}
        self._size = 0
        self._norms: Numbers = np.zeros(0)

    def add(self, row: int, tokens: Iterable[str]) -> None:
        for token in tokens:
            self._growing[token].append(row)

    def close(self, size: int) -> None:
        self._rows = {token: np.array(rows, np.int32) for token, rows in self._growing.items()}
        self._growing.clear()
        self._size = size
        self._norms = np.zeros(size)
        for token, rows in self._rows.items():
            self._norms[rows] += self.idf(token) ** 2

    def idf(self, token: str) -> float:
        """As in a run, counted among these mentors."""
        return math.log(1 + self._size / (1 + len(self._rows.get(token, ()))))

    def having(self, token: str) -> Flags:
        flags = np.zeros(self._size, bool)
        flags[self._rows.get(token, [])] = True
        return flags

    def having_any(self, tokens: Iterable[str]) -> Flags:
        flags = np.zeros(self._size, bool)
        for token in tokens:
            flags[self._rows.get(token, [])] = True
        return flags

    def shared(self, tokens: Iterable[str]) -> Numbers:
        counts = np.zeros(self._size)
        for token in tokens:
            counts[self._rows.get(token, [])] += 1
        return counts

    def likeness(self, tokens: Collection[str]) -> Numbers:
        shared, mine = np.zeros(self._size), 0.0
        for token in tokens:
            worth = self.idf(token) ** 2
            mine += worth
            shared[self._rows.get(token, [])] += worth
        norms = np.sqrt(mine * self._norms)
        return np.minimum(1.0, np.divide(shared, norms, out=np.zeros(self._size), where=norms > 0))

    def counts(self, among: Flags) -> Counter[str]:
        return Counter({token: int(among[rows].sum()) for token, rows in self._rows.items()})


class MentorPool:
    """Add everybody in the order of their person ids, then `close`."""

    def __init__(self) -> None:
        self.person_ids: list[str] = []
        self._row_of_roster_id: dict[str, int] = {}
        self._codes: dict[str, int] = {"": 0}
        self._cells: dict[str, array[int]] = {
            name: array("q")
            for name in (
                "organisation",
                "region",
                "field",
                "field2",
                "identity",
                "stage",
                "gender",
                "low_ses",
                "minors",
                "places",
                "months_left",
                "was_mentee",
            )
        }
        self._slots = array("Q")
        self._columns: Mapping[str, npt.NDArray[np.int64]] = {}
        self._weeks: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)
        self._interests, self._skills, self._words, self._languages = Words(), Words(), Words(), Words()

    def __len__(self) -> int:
        return len(self.person_ids)

    def add(self, person_id: str, mentor: Mentor) -> None:
        row = len(self.person_ids)
        self.person_ids.append(person_id)
        self._row_of_roster_id[mentor.id] = row
        values = {
            "organisation": self._code(mentor.organisation),
            "region": self._code(mentor.region),
            "field": self._code(mentor.field),
            "field2": self._code(mentor.field2),
            "identity": self._code(mentor.identity),
            "stage": mentor.stage,
            "gender": GENDERS[mentor.gender],
            "low_ses": BACKGROUNDS[mentor.low_ses],
            "minors": may_mentor_minors(mentor),
            "places": mentor.capacity,
            "was_mentee": mentor.was_mentee,
            "months_left": MOST_MONTHS if mentor.months_left is None else mentor.months_left,
        }
        for name, value in values.items():
            self._cells[name].append(value)
        self._slots.append(_week(mentor))
        self._interests.add(row, mentor.interests)
        self._skills.add(row, mentor.skills)
        self._words.add(row, topic_words(mentor))
        self._languages.add(row, mentor.languages)

    def close(self) -> "MentorPool":
        self._columns = {name: np.array(cells, np.int64) for name, cells in self._cells.items()}
        self._weeks = np.array(self._slots, np.uint64)
        self._cells, self._slots = {}, array("Q")
        for words in (self._interests, self._skills, self._words, self._languages):
            words.close(len(self))
        return self

    @property
    def places(self) -> npt.NDArray[np.int64]:
        """How many mentees each takes in all, by row."""
        return self._columns["places"]

    @property
    def former_mentees(self) -> Flags:
        return np.asarray(self._columns["was_mentee"] == 1)

    def _code(self, value: str) -> int:
        return self._codes.setdefault(value, len(self._codes))

    def _is(self, column: str, value: str) -> Flags:
        return np.asarray(self._columns[column] == self._codes.get(value, -1))

    def legal(self, mentee: Mentee, demands: Demands = NO_DEMANDS, rules: Collection[Rule] = EVERY_RULE) -> Flags:
        """Who keeps these rules with the mentee. Who is blocked, and whose places are taken, the caller knows."""
        fits = np.ones(len(self), bool)
        if Rule.SAME_PERSON in rules and (row := self._row_of_roster_id.get(mentee.id)) is not None:
            fits[row] = False
        if Rule.ORGANISATION in rules and mentee.organisation:
            fits &= ~self._is("organisation", mentee.organisation)
        if Rule.LANGUAGE in rules:
            fits &= self._languages.having_any(mentee.languages)
        if Rule.SLOT in rules:
            fits &= (self._weeks & np.uint64(_week(mentee))) != 0
        if Rule.MINORS in rules and mentee.is_minor:
            fits &= self._columns["minors"] == 1
        if Rule.GENDER in rules and mentee.gender_must is not None:
            fits &= self._columns["gender"] == GENDERS[mentee.gender_must]
        if Rule.CAPACITY in rules:
            fits &= self._columns["places"] > 0
        return fits & self._meets(mentee, demands, rules)

    def _meets(self, mentee: Mentee, demands: Demands, rules: Collection[Rule]) -> Flags:
        meets = np.ones(len(self), bool)
        if Rule.MONTHS_LEFT in rules:
            meets &= self._columns["months_left"] >= demands.months_needed
        if Rule.STAGES_AHEAD in rules and demands.makes(Rule.STAGES_AHEAD):
            fitting = [stage for stage in range(LAST_STAGE + 1) if demands.near_enough(stage - mentee.stage)]
            meets &= np.isin(self._columns["stage"], fitting)
        if Rule.SAME_PATH in rules and demands.same_path:
            on_it = self._is("field", mentee.field) | self._is("field2", mentee.field)
            meets &= on_it & (mentee.field != "")
        return meets

    def found(self, query: MentorQuery) -> Flags:
        fits = np.ones(len(self), bool)
        if query.field:
            fits &= self._is("field", query.field) | self._is("field2", query.field)
        if query.language:
            fits &= self._languages.having(query.language)
        if query.region:
            fits &= self._is("region", query.region)
        if query.organisation:
            fits &= self._is("organisation", query.organisation)
        for skill in query.skills:
            fits &= self._skills.having(skill)
        for interest in query.interests:
            fits &= self._interests.having(interest)
        return fits

    def ranked(self, mentee: Mentee, weights: Weights, among: Flags) -> Sequence[str]:
        """Their person ids, the highest score first, then by id."""
        rows = np.flatnonzero(among)
        order = np.argsort(-self.scores(mentee, weights)[rows], kind="stable")
        return [self.person_ids[row] for row in rows[order]]

    def scores(self, mentee: Mentee, weights: Weights) -> Numbers:
        column = self._columns
        goal = np.zeros(len(self))
        if mentee.field:
            goal = np.where(self._is("field", mentee.field), 1.0, np.where(self._is("field2", mentee.field), SECOND_FIELD, 0.0))
        identity = np.full(len(self), NO_WISH)
        if mentee.want_same_identity:
            identity = (self._is("identity", mentee.identity) & bool(mentee.identity)).astype(float)
        near = np.full(len(self), NO_WISH)
        if mentee.near_peer:
            ahead = column["stage"] - mentee.stage
            near = sum((worth * (ahead == stages) for stages, worth in NEARNESS.items()), np.zeros(len(self)))
        crosses = np.zeros(len(self))
        if mentee.want_cross_class and mentee.low_ses is not None:
            crosses = (column["low_ses"] == BACKGROUNDS[not mentee.low_ses]).astype(float)
        scores: Numbers = (
            weights.interests * self._interests.likeness(mentee.interests)
            + weights.skills * self._skills.shared(mentee.skills) / max(1, len(mentee.skills))
            + weights.goal * goal
            + weights.text * self._words.likeness(topic_words(mentee))
            + weights.identity * identity
            + weights.nearpeer * near
            + weights.crossclass * crosses
        )
        return scores

    def proposal(self, mentee_id: str, mentee: Mentee, mentor_id: str, mentor: Mentor, weights: Weights) -> Proposal:
        """The documented score and the reasons of two profiles as they are now; rarity is counted among these mentors."""
        words = topic_words(mentee) | topic_words(mentor)
        rarity = Rarity(
            interests={item: self._interests.idf(item) for item in mentee.interests | mentor.interests},
            words={item: self._words.idf(item) for item in words},
        )
        parts = parts_of(mentee, mentor, rarity)
        reasons = reasons_for(mentee, mentor, parts, weights, rarity)
        return Proposal(mentee_id, mentor_id, score_of(parts, weights), reasons, shown_to_the_pair(reasons))

    def facets(self, among: Flags) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
        """Fields and languages with how many of these mentors have them, the most frequent first."""
        names = {code: value for value, code in self._codes.items()}
        codes, counts = np.unique(self._columns["field"][among], return_counts=True)
        fields = Counter({names[int(code)]: int(count) for code, count in zip(codes, counts, strict=True) if code})
        return _most(fields), _most(self._languages.counts(among))


def _week(person: Person) -> int:
    return sum(1 << slot for slot in person.slots)


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    found = sorted(((value, count) for value, count in counted.items() if count), key=lambda one: (-one[1], one[0]))
    return found[:MOST_FACETS]
