"""What an author is told before sending. Only of kinds about which it gives nothing away, and never who is in danger."""

from dataclasses import dataclass

from moderation.domain.judgement import OWN_SPANS, Category, Judgement, Span
from moderation.domain.ruling import Choice, Ruling

ADVISED = (Category.PII_CONTACT, Category.OFF_PLATFORM, Category.SPAM_SCAM)
_LOOKS_LIKE = {
    "pii_contact.phone": "a telephone number",
    "pii_contact.email": "an e-mail address",
    "pii_contact.handle": "a name on another platform",
    "pii_contact.address": "an address",
    "pii_contact.link": "a link to another place",
}
_SOMEHOW = "a way to reach somebody elsewhere"
_STAY = "Here you can write about everything else; please keep the conversation here."


@dataclass(frozen=True, slots=True)
class Advice:
    """`places` are characters of the draft, end exclusive."""

    category: Category
    sentence: str
    places: tuple[tuple[int, int], ...]


def advised(judgement: Judgement, ruling: Ruling) -> tuple[Category, ...]:
    """The same for each kind whatever else was found, so that what is missing tells nothing about the rest."""
    return tuple(one for one in ADVISED if one in judgement.fired and ruling.choices[one] is not Choice.ALLOW)


def advice(judgement: Judgement, ruling: Ruling) -> tuple[Advice, ...]:
    return tuple(_about(category, judgement) for category in advised(judgement, ruling))


def _about(category: Category, judgement: Judgement) -> Advice:
    seen = [span for span in judgement.spans if span.category == category][:OWN_SPANS]
    return Advice(category, _sentence(category, seen), tuple((span.start, span.end) for span in seen))


def _sentence(category: Category, seen: list[Span]) -> str:
    match category:
        case Category.OFF_PLATFORM:
            return f"It looks like an invitation to go on somewhere else. {_STAY}"
        case Category.SPAM_SCAM:
            return (
                "It looks like advertising, or like an offer that may be a trick. Please say in your own words what it is about."
            )
        case _:
            looks = next(
                (_LOOKS_LIKE[span.rule] for span in seen if span.rule in _LOOKS_LIKE), "a way to reach somebody elsewhere"
            )
            return f"It looks like {looks}. {_STAY}"
