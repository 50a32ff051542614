"""Tells a sum with money in it from an offer: «15 x $3 = $45» promises nothing."""

import re
from dataclasses import replace

from moderation.domain.judgement import Category, Finding

_AMOUNT = r"[$£€]?\s?[0-9][0-9,.]*\s?(?:%|dollars?|pounds?|cents?)?"
_SUM = re.compile(rf"{_AMOUNT}\s?(?:[x×*/÷+=]|-(?=\s)|times|plus|minus|divided by|multiplied by)\s?{_AMOUNT}", re.IGNORECASE)
_RECKONING = re.compile(
    r"\b(?:total|cost|costs|each|per|altogether|profit|remaining|left|spends?|spent|earns?|paid|"
    r"calculate[ds]?|price|buys?|needs?|gets?|money|account|multiply|divide|subtract|add|"
    r"how (?:much|many)|percent|fraction|half|answer|question|equation)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+")
_OFFER = re.compile(
    r"https?:|www\.|\b(?:free|win|won|winner|claim|click|prize|reply|text|call|txt|sms|offer|cash ?app|paypal|bitcoin|crypto|"
    r"invest\w*|card|password|code|link|dm|send me|loan|voucher|guaranteed|subscribe|followers|bank)\b",
    re.IGNORECASE,
)
_DISCOUNT, _SURE = 0.4, 0.85


def weigh_sums(text: str, findings: list[Finding]) -> list[Finding]:
    """What a classifier took for spam counts little in a text that reckons and offers nothing; what it was unsure of, less."""
    if not any(map(_is_doubtful, findings)) or not _reckons(text):
        return findings
    return [replace(one, score=round(one.score * _DISCOUNT, 3)) if _is_doubtful(one) else one for one in findings]


def _is_doubtful(finding: Finding) -> bool:
    unsure = finding.category in (Category.ABUSE_HATE, Category.THREAT_BULLYING) and finding.score < _SURE
    return unsure or finding.category is Category.SPAM_SCAM


def _reckons(text: str) -> bool:
    if _OFFER.search(text):
        return False
    numbers = len(_NUMBER.findall(text))
    return bool(_SUM.search(text)) or (numbers >= 2 and bool(_RECKONING.search(text)))
