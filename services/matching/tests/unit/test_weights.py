"""Weights are a policy somebody typed, so they are checked."""

import math

import pytest

from matching.domain.weights import Weights, WeightsRefused, read_weights


def test_a_part_that_is_left_out_counts_nothing() -> None:
    assert read_weights({"interests": 1}) == Weights(interests=1, skills=0, goal=0, text=0, identity=0, nearpeer=0, crossclass=0)


@pytest.mark.parametrize("weight", [math.nan, math.inf, -0.1, "0.5", True, None, 1e9, 10**400])
def test_a_weight_that_is_no_sensible_number_is_refused_by_name(weight: object) -> None:
    with pytest.raises(WeightsRefused, match="weight of goal"):
        read_weights({"goal": weight, "skills": 1})


def test_weights_that_are_all_nothing_are_refused() -> None:
    with pytest.raises(WeightsRefused, match="All weights are 0"):
        read_weights({"goal": 0})


@pytest.mark.parametrize("given", [{"charm": 1}, [0.5], "interests", None])
def test_weights_of_another_form_are_refused(given: object) -> None:
    with pytest.raises(WeightsRefused):
        read_weights(given)
