"""User names of other services, addresses in words and disguised numbers are found; code, maps, sums and marks are not."""

import pytest

from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action

TOLD = [
    "wattpad @robinwrites, message me there",
    "my tag is robin.paints and my dms are open",
    "user is robin dot hale, the photo app",
    "bsky robinpaints dot bsky dot social",
    "discord robin_hale number sign 2210",
    "go to robinhale (dot) carrd (dot) co",
    "robin hale 09, gmail, no spaces",
    "moc.elpmaxe@elah.nibor read it backwards",
    "robin kropka hale malpa gmail kropka com",
    "reach me at robinhale at-symbol hotmail dotcom",
    "our house is 9 Kiln Lane near the shop",
    "the address is eighteen, Kiln Avenue, second bell",
    "postcode is z z nine nine three w z",
    "oh two oh, seven nine four six, oh three double one is my nan's",
    "zeroseven sevenzerozero ninezerozero oneeighteight",
    "07700 (banana) 900 (banana) 188 remove the bananas",
    "my mobile backwards is 88100900770",
    "0|7|7|0|0|9|0|0|1|8|8",
    "07 7 hundred 9 hundred and 1 8 8",
    "my aunt's is 2 1 2 - 5 5 5 - 0 1 8 8",
]
INNOCENT = [
    "1 - 1/3 - 1/4 = 4/12 - 4/12 - 3/12 = 1/12, is that right?",
    "In Python the variable is called user.name and the method is add_item.",
    "The username rules are 6 to 12 letters and one number.",
    "Save it as essay_final.docx and follow me on this: one point a paragraph.",
    "I started at the Gmail lesson and learned at what time emails are sent.",
    "The quiz asked about 10 Downing Street and 221B Baker Street.",
    "Draw 4 trees on each side of the road.",
    "Readings were 0.77 0.70 0.90 0.85 0.88, and the mean is 0.82.",
    "We are free on 2026-06-03 and 2026-06-10.",
    "Resistors of 07 ohms, then 700 ohms, then 900 ohms.",
    "Seven eights are fifty six and eight nines are seventy two.",
    "Paper one 54, paper two 61, paper three 49, total 164.",
    "1|0|1|1 in the truth table",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_way_to_reach_somebody_is_held_however_it_is_written(judge: TextJudge, text: str) -> None:
    judgement = judge.judge(text)

    assert judgement.action is Action.HOLD, judgement
    assert judgement.categories[0].value in ("pii_contact", "off_platform")
    assert all(0 <= span.start < span.end <= len(text) for span in judgement.spans)
    assert all(judge.reason(rule) for rule in judgement.rules)


@pytest.mark.parametrize("text", INNOCENT)
def test_code_maps_sums_and_marks_go_through(judge: TextJudge, text: str) -> None:
    assert judge.judge(text).action is Action.ALLOW
