"""One judge with the shipped rules, and one that learned as well, for all unit tests of moderation."""

import pytest

from moderation.app.judge_text import TextJudge
from moderation.judging import open_judge


@pytest.fixture(scope="session")
def judge() -> TextJudge:
    return open_judge(learned=False)


@pytest.fixture(scope="session")
def learned_judge() -> TextJudge:
    """Without the second stage, which is optional."""
    return open_judge(second_stage=False)
