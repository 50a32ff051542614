"""Reasons and factors in words: one sentence for a token, as coordinators read it and as the pair reads it."""

from dataclasses import asdict, dataclass

from matching.domain.reasons import NEVER_SHOWN
from matching.domain.score import Parts
from matching.domain.weights import Weights

SLOT_HOURS = 3
SLOTS_IN_A_DAY = 24 // SLOT_HOURS
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "bfi": "British Sign Language", "bn": "Bengali", "bsl": "British Sign Language",
    "ckb": "Sorani Kurdish", "cy": "Welsh", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ku": "Kurdish", "nl": "Dutch", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "so": "Somali", "sw": "Swahili",
    "ta": "Tamil", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yo": "Yoruba",
    "zh": "Chinese",
}  # fmt: skip

_FOR_STAFF = {
    "interest": "Both like {item}.",
    "skill": "The mentee wants to learn {item}, and the mentor offers it.",
    "goal": "The mentor works in the field the mentee aims at.",
    "text": "Both wrote about «{item}».",
    "near_peer": "The mentor is one or two stages ahead, as the mentee wished.",
    "identity": "They share the identity that the mentee asked for.",
    "cross_class": "They come from different backgrounds, as the mentee wished.",
    "language": "Both speak {item}.",
    "slot": "Both have time on {item}.",
}
_FOR_THE_PAIR = {
    "interest": "You both like {item}.",
    "skill": "One of you wants to learn {item}, and the other offers it.",
    "goal": "One of you works in the field the other aims at.",
    "text": "You both wrote about «{item}».",
    "near_peer": "One of you is just a step or two further along.",
    "language": "You both speak {item}.",
    "slot": "You both have time on {item}.",
}
_PART_NAMES = {
    "interests": "shared interests, rare ones counting more",
    "skills": "wanted skills that the mentor offers",
    "goal": "the field the mentee aims at",
    "text": "what both wrote about",
    "identity": "the same identity, if the mentee wants that",
    "nearpeer": "a mentor one or two stages ahead, if the mentee wants that",
    "crossclass": "another background, if the mentee wants that",
}


@dataclass(frozen=True, slots=True)
class Factor:
    """Value is from 0 to 1; the score is the sum of what the factors add, weight times value."""

    name: str
    value: float
    weight: float
    adds: float
    says: str


def for_staff(reason: str) -> str:
    """The sentence of one token. A token nobody knows is given as it is."""
    return _said(reason, _FOR_STAFF)


def for_the_pair(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each token that the two may see; identity and background are left out."""
    return tuple(_said(reason, _FOR_THE_PAIR) for reason in reasons if reason not in NEVER_SHOWN)


def factors(parts: Parts, weights: Weights) -> tuple[Factor, ...]:
    """All seven, those that add most first."""
    weight_of = asdict(weights)
    found = [
        Factor(name, round(value, 6), weight_of[name], round(weight_of[name] * value, 6), _PART_NAMES[name])
        for name, value in asdict(parts).items()
    ]
    return tuple(sorted(found, key=lambda factor: -factor.adds))


def slot_in_words(slot: int) -> str:
    """A three-hour block of the UTC week, which begins with block 0 on Monday at midnight."""
    day, block = divmod(slot, SLOTS_IN_A_DAY)
    begins = block * SLOT_HOURS
    return f"{_DAYS[day]}, {begins:02}:00 to {begins + SLOT_HOURS:02}:00 UTC"


def language_in_words(code: str) -> str:
    return _LANGUAGES.get(code, f"the language {code}")


def stages_in_words(ahead: int) -> str:
    match ahead:
        case 0:
            return "the same stage"
        case 1 | -1:
            return f"1 stage {'ahead' if ahead > 0 else 'behind'}"
        case _:
            return f"{abs(ahead)} stages {'ahead' if ahead > 0 else 'behind'}"


def _said(reason: str, sentences: dict[str, str]) -> str:
    kind, _, item = reason.partition(":")
    if kind not in sentences:
        return reason
    match kind:
        case "slot":
            item = slot_in_words(int(item))
        case "language":
            item = language_in_words(item)
    return sentences[kind].format(item=item)
