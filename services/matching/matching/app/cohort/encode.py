"""From people to columns: the one place where an attribute becomes a number that the kernels understand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from matching.app.cohort.coding import NOT_GIVEN, Bits, Codes, Flags, Ints, bit_words, codes, names_in, rows_of, starts_of
from matching.app.cohort.features import Rarities, Vocabulary, mentee_features, mentor_features
from matching.app.cohort.order import positions
from matching.app.cohort.shapes import ANY_PATH, Cohort, MenteeColumns, MentorColumns, Terms
from matching.domain.hard_rules import Blocked, may_mentor_minors, stays
from matching.domain.options import MatchingOptions
from matching.domain.people import LAST_STAGE, SLOTS_IN_A_WEEK, Gender, Mentee, Mentor, Person
from matching.domain.rarity import Rarity, idf_of
from matching.domain.score import NEARNESS, WORTH_OF_A_PAIR
from matching.domain.topic_words import topic_words
from matching.domain.weights import Weights

YEAR_DAYS = 365
_GENDERS = {gender.value: number for number, gender in enumerate(Gender)}
_SLOTS = {slot: slot for slot in range(SLOTS_IN_A_WEEK)}
_LOW: dict[bool | None, int] = {True: 1, False: -1, None: 0}
_NEARNESS = np.array([NEARNESS.get(gap, 0.0) for gap in range(-LAST_STAGE, LAST_STAGE + 1)], np.float32)

Words = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Reads the people of a run by the names and the rarity that it sees."""

    vocabulary: Vocabulary
    languages: Mapping[str, int]
    organisations: Mapping[str, int]
    identities: Mapping[str, int]
    rarity: Rarity
    weights: Weights
    options: MatchingOptions

    def cohort(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor], blocked: Blocked, left: Words, right: Words) -> Cohort:
        """Both sides in the order given, with their topic words. Ids are unique on each side."""
        return Cohort(
            self._mentees(mentees, left, blocked, positions(mentors)),
            self._mentors(mentors, right),
            self._terms(),
            tuple(self.languages),
            self.rarity,
            self.vocabulary.size,
        )

    def _mentees(self, mentees: Sequence[Mentee], words: Words, blocked: Blocked, places: Mapping[str, int]) -> MenteeColumns:
        low = np.array([_LOW[one.low_ses] for one in mentees], np.int32)
        crosses = np.array([one.want_cross_class for one in mentees], bool)
        return MenteeColumns(
            *mentee_features(mentees, words, self.vocabulary, self.weights),
            codes((one.organisation for one in mentees), self.organisations),
            self._spoken(mentees),
            _free_slots(mentees),
            np.array([one.is_minor for one in mentees], bool),
            codes((one.gender_must for one in mentees), _GENDERS),
            codes((one.identity for one in mentees), self.identities),
            np.array([one.want_same_identity for one in mentees], bool),
            np.array([one.near_peer for one in mentees], bool),
            *self._near_peers(mentees),
            low,
            np.where(crosses, low, 0).astype(np.int32),
            np.array([min(1.0, (one.waiting_days or 0) / YEAR_DAYS) for one in mentees], np.float32),
            np.array([places.get(one.former_mentor_id, NOT_GIVEN) for one in mentees], np.int32),
            np.full(len(mentees), self.options.continuity, np.float32),
            *_barred(mentees, places, blocked),
        )

    def _mentors(self, mentors: Sequence[Mentor], words: Words) -> MentorColumns:
        months = self.options.months_needed
        return MentorColumns(
            *mentor_features(mentors, words, self.vocabulary),
            codes((one.organisation for one in mentors), self.organisations),
            self._spoken(mentors),
            _free_slots(mentors),
            np.array([may_mentor_minors(one) for one in mentors], bool),
            codes((one.gender for one in mentors), _GENDERS),
            codes((one.identity for one in mentors), self.identities),
            np.array([one.stage for one in mentors], np.int32),
            codes((one.field for one in mentors), self.vocabulary.fields),
            codes((one.field2 for one in mentors), self.vocabulary.fields),
            np.array([_LOW[one.low_ses] for one in mentors], np.int32),
            np.array([stays(one, months) for one in mentors], bool),
            np.array([one.capacity for one in mentors], np.int64),
            np.array([self.options.was_mentee if one.was_mentee else 0 for one in mentors], np.float32),
        )

    def _near_peers(self, mentees: Sequence[Mentee]) -> tuple[Codes, Codes, Codes, Codes]:
        """Stages of the mentees, the lowest and the highest of a mentor, and the path."""
        demands, stage = self.options.demands, np.array([one.stage for one in mentees], np.int32)
        least = stage + np.int32(-LAST_STAGE if demands.least_ahead is None else demands.least_ahead)
        most = stage + np.int32(LAST_STAGE if demands.most_ahead is None else demands.most_ahead)
        if not demands.same_path:
            return stage, least, most, np.full(len(mentees), ANY_PATH, np.int32)
        # nobody is on a path that is not given, so such a mentee gets a field that no mentor has
        path = codes((one.field for one in mentees), self.vocabulary.fields)
        return stage, least, most, np.where(path == NOT_GIVEN, len(self.vocabulary.fields), path).astype(np.int32)

    def _spoken(self, people: Sequence[Person]) -> Bits:
        return bit_words(rows_of([one.languages for one in people], self.languages), len(self.languages))

    def _terms(self) -> Terms:
        weights, options = self.weights, self.options
        return Terms(
            np.float32(weights.identity),
            np.float32(weights.nearpeer),
            np.float32(weights.crossclass),
            _NEARNESS,
            np.float32(options.waiting_priority),
            np.float32(0),
            np.float32(WORTH_OF_A_PAIR + options.minimum_score if options.minimum_score else 0),
        )


def encode(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], blocked: Blocked, weights: Weights, options: MatchingOptions
) -> Cohort:
    """Names and rarity are counted over both sides together."""
    left, right = _words(mentees), _words(mentors)
    people: tuple[Sequence[Person], Sequence[Person]] = (mentees, mentors)
    interests = names_in(item for one in chain(*people) for item in one.interests)
    words = names_in(chain.from_iterable(left), chain.from_iterable(right))
    everybody = len(mentees) + len(mentors)
    by_interest = _idf([one.interests for one in chain(*people)], interests, everybody)
    by_word = _idf([*left, *right], words, everybody)
    encoder = Encoder(
        Vocabulary(
            interests,
            words,
            names_in(item for one in chain(*people) for item in one.skills),
            names_in((one.field for one in chain(*people)), (one.field2 for one in mentors)),
            by_interest,
            by_word,
        ),
        names_in(code for one in chain(*people) for code in one.languages),
        names_in(one.organisation for one in chain(*people)),
        names_in(one.identity for one in chain(*people)),
        Rarity(_by_name(interests, by_interest), _by_name(words, by_word)),
        weights,
        options,
    )
    return encoder.cohort(mentees, mentors, blocked, left, right)


def _words(people: Iterable[Person]) -> Words:
    return [topic_words(one) for one in people]


def _idf(sets: Words, names: Mapping[str, int], people: int) -> Rarities:
    counts = np.bincount(rows_of(sets, names).column, minlength=len(names))
    return Rarities(np.array([idf_of(people, count) for count in counts.tolist()], np.float64), idf_of(people, 0))


def _by_name(names: Mapping[str, int], rarities: Rarities) -> dict[str, float]:
    return dict(zip(names, rarities.known.tolist(), strict=True))


def _free_slots(people: Sequence[Person]) -> Bits:
    return bit_words(rows_of([one.slots for one in people], _SLOTS), SLOTS_IN_A_WEEK)[:, 0].copy()


def _barred(mentees: Sequence[Mentee], mentors: Mapping[str, int], blocked: Blocked) -> tuple[Ints, Codes, Flags]:
    rows = positions(mentees)
    pairs = {(rows[one], mentors[other], False) for one, other in blocked if one in rows and other in mentors}
    pairs |= {(row, mentors[one], True) for one, row in rows.items() if one in mentors}
    ordered = sorted(pairs)
    row = np.array([one[0] for one in ordered], np.int64)
    barred = np.array([one[1] for one in ordered], np.int32)
    return starts_of(row, len(mentees)), barred, np.array([one[2] for one in ordered], bool)
