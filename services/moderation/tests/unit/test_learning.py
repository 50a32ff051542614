"""Teaching: the same data gives the same model, what is kept says the same as what was taught, and limits are kept."""

from pathlib import Path

import numpy as np
import pytest

from moderation.adapters.first_pass import LinearFirstPass, keep_first_pass
from moderation.adapters.grams import grams_of
from moderation.adapters.second_stage import mixed_scores, open_second_stage
from moderation.domain.judgement import Category
from moderation.domain.stance import Signs
from moderation.learning.dialects import dialects_of
from moderation.learning.examples import written_examples
from moderation.learning.graph import pack, taught_layer
from moderation.learning.linear import Linear, linear_scores, teach_linear
from moderation.learning.stances import HATE, logistic
from moderation.learning.weighing import Budget, Limit, clearing_chance, halves_of, holding_score, spend, weigh_stages

TEXTS = [f"{word} number {place}" for place in range(40) for word in ("otter", "badger")]
WANTED = np.array([[word == "otter"] + [False] * 6 for _ in range(40) for word in ("otter", "badger")], np.float32)


def taught() -> Linear:
    return teach_linear(grams_of(TEXTS), WANTED, np.ones_like(WANTED))


def test_it_learns_what_it_is_shown_the_same_way_each_time() -> None:
    first, again = taught(), taught()
    scores = linear_scores(first, grams_of(["the otter", "the badger"]))[:, 0]

    assert scores[0] > scores[1] + 1
    assert np.array_equal(first.weights, again.weights)


def test_an_answer_that_is_not_known_teaches_nothing() -> None:
    unknown = teach_linear(grams_of(TEXTS), WANTED, np.zeros_like(WANTED))

    assert np.allclose(unknown.weights, 0)


def test_what_is_kept_in_small_numbers_says_nearly_the_same(tmp_path: Path) -> None:
    model, file = taught(), tmp_path / "first.npz"
    zeros = np.zeros(len(Category), np.float32)
    keep_first_pass(file, model.weights, model.bias, zeros, zeros + 0.3)

    kept = LinearFirstPass(file)

    assert np.allclose(kept.scores(TEXTS), linear_scores(model, grams_of(TEXTS)), atol=0.2)
    assert kept.chances(["an otter"])[0][0] > 2 * kept.chances(["a badger"])[0][0]
    assert kept.chances([]) == []
    assert kept.doubtful([0.0] * 6 + [0.31])
    assert not kept.doubtful([0.29] * 7)


def test_a_file_for_other_categories_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "first.npz"
    keep_first_pass(file, taught().weights[:10], np.zeros(7, np.float32), np.zeros(7, np.float32), np.zeros(7, np.float32))

    with pytest.raises(ValueError, match="causeway train"):
        LinearFirstPass(file)


def test_the_holding_score_keeps_within_every_limit() -> None:
    scores = np.arange(1_000, dtype=np.float32)
    many, few = np.arange(1_000), np.array([1, 500, 999])

    hold = holding_score(scores, [Limit(many, 0.02), Limit(few, 0.5), Limit(np.array([], np.int64), 0.0)])

    assert (scores[many] > hold).mean() <= 0.02
    assert hold == pytest.approx(979, abs=1)


def spent(share: float, lowest: float = -9.0) -> tuple[float, float, float]:
    """What is held of the innocent in all, and of the forbidden by a category that tells them apart and one that does not."""
    chance = np.random.default_rng(5)
    scores = chance.standard_normal((4000, 2)).astype(np.float32)
    scores[:1000, 0] += 3
    forbidden, innocent = np.arange(2000), np.arange(2000, 4000)
    budget = Budget(forbidden, innocent, np.ones(4000, np.float32), share)
    held = scores >= spend(scores, np.full(2, lowest, np.float32), budget)
    return held[innocent].any(axis=1).mean(), held[:1000].any(axis=1).mean(), held[1000:2000, 1].mean()


def test_the_budget_for_innocent_texts_is_spent_where_it_catches_most_and_kept() -> None:
    held, told_apart, guessed = spent(0.05)

    assert 0.03 < held <= 0.05
    assert told_apart > 0.85
    assert guessed < 0.04


def test_a_larger_budget_catches_more_and_never_below_what_other_limits_allow() -> None:
    assert spent(0.2)[1] > spent(0.02)[1]
    assert spent(0.5, lowest=2.5)[0] < 0.03
    assert spent(0.0)[0] == 0.0


def test_stages_are_weighed_by_what_they_know() -> None:
    chance = np.random.default_rng(1)
    wanted = (chance.random(2_000) < 0.5).astype(np.float32)
    knowing = (wanted * 4 - 2 + chance.normal(size=2_000)).astype(np.float32)
    guessing = chance.normal(size=2_000).astype(np.float32)

    first, second, _ = weigh_stages(guessing, knowing, wanted, np.ones_like(wanted))

    assert second > first


def test_hate_is_weighed_by_stance_where_a_group_is_named() -> None:
    first, second = np.full((2, 7), 0.5, np.float32), np.full((2, 7), 3.0, np.float32)
    signs = np.array([Signs(), Signs(names=1.0, praise=1.0)], np.float32)
    stance = np.array([1.0, 1.0, *Signs(names=0.5, praise=-2.0)], np.float32)
    mix = np.repeat(np.array([[1.0], [2.0], [-1.0]], np.float32), 7, axis=1)

    unnamed, named = mixed_scores(first, second, signs, mix, stance)

    assert unnamed.tolist() == [5.5] * 7
    assert sorted(named.tolist()) == [2.0, *[5.5] * 6]
    assert named[HATE] == 2.0


def test_stance_learns_from_its_signs_and_nothing_from_an_empty_one() -> None:
    chance = np.random.default_rng(1)
    wanted = (chance.random(2_000) < 0.5).astype(np.float32)
    inputs = np.column_stack([wanted + chance.normal(size=2_000), np.ones(2_000), np.zeros(2_000)])

    telling, _, empty = logistic(inputs, wanted, np.ones(2_000))

    assert telling == pytest.approx(1.0, abs=0.2)
    assert empty == 0


def test_without_a_built_second_stage_there_is_none(tmp_path: Path) -> None:
    assert open_second_stage(tmp_path) is None


def test_examples_are_the_same_each_time_and_name_a_bad_line(tmp_path: Path) -> None:
    assert [one.text for one in written_examples()][:500] == [one.text for one in written_examples()][:500]
    (tmp_path / "bad.jsonl").write_text('{"id": "x"}\n')
    with pytest.raises(ValueError, match=r"bad\.jsonl line 1"):
        list(written_examples(tmp_path))


def test_a_layer_that_is_kept_as_small_numbers_comes_back_nearly_the_same() -> None:
    chance = np.random.default_rng(1)
    before = {"wq": chance.normal(size=(40, 30)).astype(np.float32), "bq": chance.normal(size=30).astype(np.float32)}
    moved = {name: (part + 0.01 * chance.normal(size=part.shape)).astype(np.float32) for name, part in before.items()}

    kept = pack(moved, before, 4)
    after = taught_layer(before, kept, 4)

    assert kept["layer4.wq"].dtype == np.int8
    assert np.allclose(after["wq"], moved["wq"], atol=5e-4)
    assert np.allclose(after["bq"], moved["bq"])
    assert np.array_equal(taught_layer(before, pack(before, before, 4), 4)["wq"], before["wq"])


def test_a_pattern_is_taken_back_where_the_right_texts_hardly_ever_are() -> None:
    chances = np.linspace(0, 1, 1_001).astype(np.float32)

    assert clearing_chance(chances, Category.SPAM_SCAM) == pytest.approx(0.05, abs=0.002)
    assert clearing_chance(chances, Category.SELF_HARM) == pytest.approx(0.01, abs=0.002)
    assert clearing_chance((chances / 2 + 0.5).astype(np.float32), Category.SPAM_SCAM) <= 0.2


def test_halves_share_no_wording() -> None:
    groups = [f"g{number % 50}" for number in range(500)]

    first, second = halves_of(groups)

    assert np.array_equal(first, ~second)
    assert not {group for group, here in zip(groups, first, strict=True) if here} & {
        group for group, here in zip(groups, second, strict=True) if here
    }
    assert 100 < first.sum() < 400


def test_a_way_of_speaking_is_told_only_where_it_is_looked_for() -> None:
    assert dialects_of("davidson", "we finna go") == ("african_american",)
    assert dialects_of("davidson", "we are going to go") == ("other",)
    assert dialects_of("sms_spam", "ok lor, c u at lunch") == ("singapore", "british_texting")
    assert dialects_of("written", "we finna go") == ()
