"""One judge with the shipped rules for all unit tests of moderation."""

import pytest

from moderation.app.judge_text import TextJudge
from moderation.judging import open_judge


@pytest.fixture(scope="session")
def judge() -> TextJudge:
    return open_judge()
