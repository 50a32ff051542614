"""What learned: the same alone and in batches, never hidden by length, and never sure of what it cannot read."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from moderation.adapters.grams import grams_of
from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.rule_files import read_rules
from moderation.adapters.wordpiece import WordPieces
from moderation.app.classify import Classifier, Opinion
from moderation.app.judge_text import TextJudge, weigh_patterns
from moderation.domain.judgement import ALERTING, Action, Category, Finding, conclude
from moderation.domain.normalise import read
from moderation.domain.pieces import LONGEST_PIECE, pieces_of
from moderation.domain.scripts import UNREAD_RULE
from moderation.learning.examined import fold_of
from moderation.learning.examples import messages_of, written_examples

NOTHING = [0.0] * len(Category)
SPAM = [0.0] * (len(Category) - 1) + [0.9]


class FixedFirst:
    """Doubts what holds a word."""

    version = "f1"

    def __init__(self, word: str) -> None:
        self._word = word

    def chances(self, texts: Sequence[str]) -> list[list[float]]:
        return [SPAM if self._word in text else NOTHING for text in texts]

    def doubtful(self, chances: Sequence[float]) -> bool:
        return max(chances) > 0.5


class FixedSecond:
    version = "s1"
    clears = (0.04,) * len(Category)

    def __init__(self, chances: Sequence[float]) -> None:
        self._chances = chances
        self.asked: list[str] = []

    def chances(self, text: str, before: Sequence[float]) -> Sequence[float]:
        self.asked.append(text)
        return self._chances


def classifier_of(first: FixedFirst, second: FixedSecond | None) -> Classifier:
    _, public = read_rules()
    return Classifier((first, second), public)


def _findings(classifier: Classifier, text: str) -> list[Finding]:
    return list(classifier.opinions([read(text, Lookalikes())], [False])[0].findings)


def test_an_unsure_pattern_counts_less_where_the_second_stage_saw_nothing_and_a_sure_one_as_before() -> None:
    [opinion] = classifier_of(FixedFirst("otter"), FixedSecond(NOTHING)).opinions([read("hi", Lookalikes())], [True])
    unsure, sure = (Finding("spam_scam.pattern", Category.SPAM_SCAM, score, 0, 2) for score in (0.7, 0.9))

    assert [one.score for one in weigh_patterns([unsure, sure], opinion)] == [0.9, 0.45]
    assert weigh_patterns([unsure, sure], Opinion()) == [unsure, sure]


def test_many_unsure_patterns_that_were_taken_back_hold_nothing_together() -> None:
    [opinion] = classifier_of(FixedFirst("otter"), FixedSecond(NOTHING)).opinions([read("hi", Lookalikes())], [True])
    unsure = [Finding(f"spam_scam.{number}", Category.SPAM_SCAM, 0.6 + number / 100, 0, 2) for number in range(5)]

    assert conclude(unsure, rules_version="v").action is Action.HOLD
    assert conclude(weigh_patterns(unsure, opinion), rules_version="v").action is Action.ALLOW


def test_a_pattern_is_taken_back_only_below_its_own_category_s_chance() -> None:
    second = FixedSecond([0.0, 0.0, 0.03, 0.0, 0.0, 0.0, 0.05])
    [opinion] = classifier_of(FixedFirst("otter"), second).opinions([read("hi", Lookalikes())], [True])

    assert Category.SEXUAL_GROOMING in opinion.cleared
    assert Category.SPAM_SCAM not in opinion.cleared


def test_the_second_stage_reads_only_what_the_first_finds_doubtful() -> None:
    second = FixedSecond(NOTHING)
    classifier = classifier_of(FixedFirst("otter"), second)

    assert _findings(classifier, "Nothing here") == []
    assert _findings(classifier, "An OTTER isn't here") == []
    assert second.asked == ["An OTTER isn't here"]


@pytest.mark.parametrize(("second_chance", "stands"), [(0.05, True), (0.2, True), (0.04, False)])
def test_the_second_stage_takes_back_an_alert_of_the_first_only_when_all_but_certain(second_chance: float, stands: bool) -> None:
    chances = [0.9 if category in ALERTING else 0.0 for category in Category]
    first = FixedFirst("otter")
    first.chances = lambda texts: [chances for _ in texts]  # type: ignore[method-assign]

    findings = _findings(classifier_of(first, FixedSecond([second_chance] * len(Category))), "an otter")

    assert {one.category for one in findings if one.score == 0.9} == (ALERTING if stands else set())


def test_without_a_second_stage_the_first_decides_alone() -> None:
    [finding] = _findings(classifier_of(FixedFirst("otter"), None), "an otter")

    assert (finding.rule, finding.category, finding.score) == ("spam_scam.first_pass", Category.SPAM_SCAM, 0.9)


def test_a_bad_sentence_does_not_drown_in_a_long_text() -> None:
    text = "All is well here. " * 200 + "An otter. " + "All is well here. " * 200

    [finding, *_] = _findings(classifier_of(FixedFirst("otter"), None), text)

    assert "otter" in text[finding.start : finding.end]
    assert finding.end - finding.start <= LONGEST_PIECE


@pytest.mark.parametrize("text", ["", "a" * 5_000, "word " * 900, "Short. " * 700, "\n" * 3_000])
def test_pieces_cover_a_text_and_stay_short(text: str) -> None:
    pieces = pieces_of(text)

    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(start < end <= start + LONGEST_PIECE for start, end in pieces if text)
    assert all(later[0] <= earlier[1] for earlier, later in pairwise(pieces))


def test_pieces_of_words_are_the_same_alone_and_in_company() -> None:
    texts = ["hello there", "", "ring 07700 900199!", "x" * 70_000, "hello there"]

    together = grams_of(texts)

    ends = [*together.starts[1:], len(together.numbers)]
    for text, start, end in zip(texts, together.starts, ends, strict=True):
        assert sorted(grams_of([text]).numbers) == sorted(together.numbers[start:end])


def test_digits_count_by_their_number_not_by_their_value() -> None:
    assert sorted(grams_of(["07700"]).numbers) == sorted(grams_of(["12345"]).numbers)


def test_judgements_are_the_same_one_by_one_and_together(learned_judge: TextJudge) -> None:
    texts = ["i want to die", "see you on here", "", "add me on insta", "12 x 7 = 84", "ok " * 4_000, "\ud800"]

    assert learned_judge.judge_many([(text, 14) for text in texts]) == [
        learned_judge.judge(text, sender_age=14) for text in texts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Привет, как дела сегодня?",
        "今日は学校で数学の試験がありました",
        "مرحبا كيف حالك اليوم يا صديقي",
        "Ninakupenda sana rafiki yangu wewe ni mzuri kabisa leo na kesho",
        "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ ਤੁਸੀਂ ਕਿਵੇਂ ਹੋ",
        "\ud800\udfff" * 10,
    ],
)
def test_a_language_that_nothing_here_reads_waits_for_a_person(judge: TextJudge, text: str) -> None:
    judgement = judge.judge(text)

    assert judgement.action is Action.HOLD
    assert UNREAD_RULE in judgement.rules
    assert judge.rules.reason(UNREAD_RULE)


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀😀😀😀😀😀😀😀",
        "∑ x² = ∫ f(x) dx ≤ π·r²",
        "α and β decay, then γ rays",
        "How do you say Привет in French?",
        "Ich habe morgen eine Prüfung und muss noch viel lernen",
        "J'ai un examen demain et je suis un peu stressé",
        "Photosynthesis converts carbon dioxide, water and light energy into glucose",
    ],
)
def test_signs_sums_and_languages_of_the_examples_are_read(judge: TextJudge, text: str) -> None:
    assert judge.judge(text).action is Action.ALLOW


def test_word_pieces_frame_and_bound_a_text(tmp_path: Path) -> None:
    known = ["[UNK]", "[CLS]", "[SEP]", "an", "ot", "##ter", "!", "ecole"]
    file = tmp_path / "words.json"
    file.write_text(json.dumps({"model": {"vocab": {word: number for number, word in enumerate(known)}}}))
    words = WordPieces(file, 6)

    assert words.numbers_of("An otter!") == [1, 3, 4, 5, 6, 2]
    assert words.numbers_of("École zebra") == [1, 7, 0, 2]
    assert words.numbers_of("an " * 50) == [1, 3, 3, 3, 3, 2]
    file.write_text("{}")
    with pytest.raises(ValueError, match="word pieces"):
        WordPieces(file, 6)


def test_templates_grow_into_the_same_messages_each_time() -> None:
    from random import Random

    grown = messages_of("{hi|hello} you {there|}, call <phone>", Random("x"))

    assert grown == messages_of("{hi|hello} you {there|}, call <phone>", Random("x"))
    assert 4 <= len(grown) == len(set(grown))


def test_every_written_example_has_known_labels_and_a_group() -> None:
    examples = list(written_examples())
    known = {category.value for category in Category}

    assert len({example.group for example in examples}) > 1_500
    assert all(example.labels <= known and example.text for example in examples)
    assert all("{" not in example.text.replace("{at}", "").replace("{dot}", "") or "}" in example.text for example in examples)
    assert len({fold_of(example.group) for example in examples}) == 5


def test_reading_ahead_changes_no_judgement(learned_judge: TextJudge) -> None:
    texts = ["i want to die", "see you on here", "add me on insta", "", "All is well. " * 100]
    before = [learned_judge.judge(text) for text in texts]

    learned_judge.read_ahead(texts)

    assert [learned_judge.judge(text) for text in texts] == before
