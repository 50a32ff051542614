"""A sum with money in it is no offer, and an offer stays one when it reckons."""

import pytest

from moderation.domain.judgement import Category, Finding
from moderation.domain.sums import weigh_sums

SPAM = Finding("spam_scam.first_pass", Category.SPAM_SCAM, 0.9, 0, 5)
THREAT = Finding("threat_bullying.first_pass", Category.THREAT_BULLYING, 0.9, 0, 5)


@pytest.mark.parametrize(
    "text",
    [
        "so 15 x $3 = $45",
        "The desk costs £200 + £50, so the total is £250.",
        "She earns 12 dollars per hour and works 8 hours",
        "10% of $20 is $2, what is the total price?",
    ],
)
def test_a_sum_is_not_spam(text: str) -> None:
    assert [one.score for one in weigh_sums(text, [SPAM, THREAT])] == [0.36, 0.9]


@pytest.mark.parametrize(
    "text", ["win £500, you pay 2 x £5 only", "send me 0.1 bitcoin = 5000 dollars", "http://x.top 50 + 50 free", "hello there"]
)
def test_an_offer_that_reckons_stays_an_offer(text: str) -> None:
    assert weigh_sums(text, [SPAM]) == [SPAM]
