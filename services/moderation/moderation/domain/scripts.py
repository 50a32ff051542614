"""Notices text that no detector can read, because its writing or language is none that the rules and models know."""

import re
import unicodedata
from functools import lru_cache

from moderation.domain.judgement import Finding
from moderation.domain.normalise import Readings

UNREAD_RULE = "unchecked.language"
_FOREIGN = re.compile(r"[^\x00-\u024f\s]")  # neither Latin nor its accents
_WORD = re.compile(r"[a-z]{2,}")
_BROKEN = "\ufffd"  # stands for half a character: nobody knows what it was
_FEW_LETTERS, _SHARE = 6, 0.3
_FEWEST_WORDS = 8
_MOST = 4_000


def find_unread(readings: Readings) -> list[Finding]:
    """A finding without category: such a text is held for a person, never allowed."""
    text = readings.canonical.text[:_MOST]
    foreign = [sign for sign in _FOREIGN.findall(text) if _is_letter(sign)]
    if len(foreign) >= _FEW_LETTERS:
        latin = sum(1 for sign in text if "a" <= sign <= "z")
        if len(foreign) >= _SHARE * (len(foreign) + latin):
            return [_whole(readings)]
    return [_whole(readings)] if _is_unknown_language(text) else []


def _whole(readings: Readings) -> Finding:
    return Finding(UNREAD_RULE, None, 1.0, 0, len(readings.raw.text))


@lru_cache(maxsize=8_192)
def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "L" or sign == _BROKEN


def _is_unknown_language(text: str) -> bool:
    """Latin letters, several different words, and hardly one that is common in a language which the examples know."""
    words = _WORD.findall(text)
    if len(set(words)) < _FEWEST_WORDS:
        return False
    known = sum(1 for word in words if word in _COMMON)
    return known < _LEAST_KNOWN * len(words) and not _looks_english(words)


def _looks_english(words: list[str]) -> bool:
    endings = sum(1 for word in words if word.endswith(_ENGLISH_ENDINGS))
    return endings >= 0.2 * len(words)


_LEAST_KNOWN = 0.08
_ENGLISH_ENDINGS = ("ing", "ed", "ly", "tion", "ness", "ment", "s", "er", "th", "ck", "ght", "y")
_COMMON_WORDS = (
    # English, also as it is typed in a hurry
    "the and you that was for are with his they this have from one had but not what all were when your can said there use "
    "each which she how their will other about out many then them these some her would make like him into time has look two "
    "more write see number no way could people my than first been call who its now find long down day did get come made may "
    "is it in to of on as at be or an by we do if so up me he im dont ur lol ok yeah thx pls gonna wanna just really because "
    "help school think know want good need here thanks going very got too much ill its idk omg hey hi hello "
    # Spanish, French, German, Italian, Portuguese, Polish, Turkish, Welsh: the languages of some of the examples
    "que de la el en los se del las por con una para es al lo como mas pero sus le ya o este si porque esta entre cuando muy "
    "sin sobre tambien me hasta hay donde quien desde todo nos te yo tu mi un y "
    "le les des et est un une dans pour pas je tu il elle nous vous ils sur avec ce qui ne au du mais ou mon ton ma ta "
    "der die und das ist nicht ich du wir ihr sie ein eine zu den von mit auf fur im dem auch es an werden aus er hat dass "
    "il di che non per un sono con del una mi ho ti lo ma da si come anche piu "
    "nao uma os as com no eu voce mais meu foi "
    "nie sie jest to do co jak ale ze mam czy tak za po "
    "bir ve bu da ne icin ben sen cok var "
    "yn ac mae ar am wedi dw rwy ddim gyda fy dy"
)
_COMMON = frozenset(_COMMON_WORDS.split())
