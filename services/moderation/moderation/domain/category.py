"""The words of screening: what may be done with a text, and what may be found in it."""

from enum import StrEnum


class Action(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    BLOCK = "block"


class Category(StrEnum):
    PII_CONTACT = "pii_contact"
    OFF_PLATFORM = "off_platform"
    SEXUAL_GROOMING = "sexual_grooming"
    SELF_HARM = "self_harm"
    ABUSE_HATE = "abuse_hate"
    THREAT_BULLYING = "threat_bullying"
    SPAM_SCAM = "spam_scam"


ALERTING = frozenset({Category.SELF_HARM, Category.SEXUAL_GROOMING})
"""Safeguarding is alerted. A disclosure reads like the harm itself, so a person reads it and it is never blocked."""
