"""Links to official sites pass like the words around them; links to where anybody may write do not."""

import pytest

from causeway_cli.training import build_second_stage
from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action
from moderation.judging import open_judge


@pytest.fixture(scope="module")
def judge() -> TextJudge:
    build_second_stage()
    return open_judge()


SENTENCES = (
    "{}",
    "there's a good page on this at {}",
    "Have a look at {} before Thursday",
    "Here's the link I promised: {}",
    "you can apply here: {}",
    "Click on {} and scroll down to the deadlines",
)
LINKS = (
    "https://www.bbc.co.uk/bitesize/topics/z8q3",
    "https://www.gov.uk/apply-apprenticeship",
    "HTTPS://WWW.UCAS.COM/undergraduate",
    "www.khanacademy.org/math",
    "https://www.theguardian.com/education/2024/may/12/how-to-revise-without-panic",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_mentor_s_link_to_an_official_site_passes(judge: TextJudge, sentence: str, link: str) -> None:
    judged = judge.judge(sentence.format(link))

    assert judged.action is Action.ALLOW, judged.findings


@pytest.mark.parametrize(
    "text",
    [
        "You have won a prize, claim at https://www.gov.uk/claim",
        "click https://www.bbc.co.uk/win and enter your card number to get your refund",
        "https://www.bbc.co.uk/i-want-to-kill-myself",
        "look at https://www.gov.uk/kill_yourself_you_fat_pig",
        "see https://www.bbc.co.uk.win-now.top/bitesize",
        "let's chat in https://docs.google.com/document/d/1aB2c",
        "https://sites.google.com/view/my-page",
    ],
)
def test_a_link_to_an_official_site_excuses_nothing_else(judge: TextJudge, text: str) -> None:
    assert judge.judge(text).action is Action.HOLD
