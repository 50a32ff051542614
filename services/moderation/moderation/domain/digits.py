"""Digits that were spoken, spelt or drawn: «oh double seven», «tw0 on3», «O77OO»."""

import re

from moderation.domain.view import View, rewritten

_UNITS = (
    ("0", "zero oh o nought naught nil zip zro zeero sero cero null nolla"),
    ("1", "one uno un une ein eins jeden"),
    ("2", "two dos deux zwei due dwa"),
    ("3", "three thre tres trois drei tre trzy"),
    ("4", "four fower cuatro quatre vier quattro cztery"),
    ("5", "five fiv fife cinco cinq funf fuenf cinque piec"),
    ("6", "six siks seis sechs sei szesc"),
    ("7", "seven sevn sevin siete sept sieben sette siedem"),
    ("8", "eight eigt ait ocho huit acht otto osiem"),
    ("9", "nine nyne niner nueve neuf neun nove dziewiec"),
    ("10", "ten"),
    ("11", "eleven"),
    ("12", "twelve"),
    ("13", "thirteen"),
    ("14", "fourteen"),
    ("15", "fifteen"),
    ("16", "sixteen"),
    ("17", "seventeen"),
    ("18", "eighteen"),
    ("19", "nineteen"),
)
_TENS = {
    word: str(ten)
    for ten, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
} | {"fourty": "4"}
_VALUES = {word: value for value, words in _UNITS for word in words.split()}
_REPEATS = {"double": 2, "dubble": 2, "dbl": 2, "doble": 2, "treble": 3, "triple": 3, "tripple": 3, "quadruple": 4}
_ZEROS = {"hundred": "00", "thousand": "000"}
_LEET = {"o": "[o0]", "i": "[i1!|l]", "e": "[e3]", "s": "[s5$]", "t": "[t7]", "a": "[a4@]", "g": "[g9]"}
_FROM_LEET = str.maketrans("01!|354@7$9l", "oiiiesaatsgi")
_FROM_SHAPE = str.maketrans("oqdilszbg|!$", "000115286115")


def _either(words: list[str]) -> str:
    spelt = ("".join(_LEET.get(letter, letter) for letter in word) for word in sorted(words, key=len, reverse=True))
    return "|".join(spelt)


_UNIT = _either(list(_VALUES))
_TEN = _either(list(_TENS))
_REPEAT = "|".join(_REPEATS)
_WORD = re.compile(
    rf"(?<![a-z0-9])(?:(?P<repeat>{_REPEAT})\W{{1,3}}(?P<repeated>{_UNIT}|[0-9])"
    rf"|(?P<ten>{_TEN})(?:\W{{1,2}}(?P<after>{_UNIT}))?|(?P<unit>{_UNIT})|(?P<zeros>hundred|thousand)(?: and(?= [0-9a-z]))?"
    r"|(?P<barred>[0-9o](?:\|[0-9o]){4,20}\|?)"
    r"|(?P<shapes>[0-9oqilszb|]*[0-9][0-9oqilszb|]*|o{2,4}))(?![a-z0-9])"
)
# Number words written without a gap: «ohsevensevenoh».
_GLUED = re.compile(rf"(?<![a-z0-9])(?:{_either([word for word in _VALUES if len(word) > 1])}){{2,20}}(?![a-z0-9])")
_PIECE = re.compile(_either([word for word in _VALUES if len(word) > 1]))


def _value(word: str) -> str:
    if word.isdigit():
        return word
    plain = word.translate(_FROM_LEET)
    return _VALUES.get(word) or _VALUES.get(plain) or _VALUES.get(plain.replace("i", "l"), "")


def _spell(match: re.Match[str]) -> str:
    if repeat := match["repeat"]:
        return _value(match["repeated"]) * _REPEATS[repeat]
    if ten := match["ten"]:
        tens = _TENS.get(ten) or _TENS[ten.translate(_FROM_LEET)]
        after = _value(match["after"]) if match["after"] else "0"
        return tens + after if len(after) == 1 else tens + "0" + after
    if match["unit"]:
        return _value(match["unit"])
    if match["zeros"]:
        return _ZEROS[match["zeros"]]
    if match["barred"]:
        return match["barred"].replace("|", " ").replace("o", "0")
    return match["shapes"].translate(_FROM_SHAPE)


def read_digits(canonical: View) -> View:
    """The view with every number word, and letters that stand for digits, turned into digits."""
    return rewritten(rewritten(canonical, "spaced", _GLUED, _spell_glued), "digits", _WORD, _spell)


def _spell_glued(match: re.Match[str]) -> str:
    return " ".join(_value(piece) for piece in _PIECE.findall(match.group()))


_START = _either([word for word in (*_VALUES, *_TENS, *_REPEATS) if len(word) > 1])
_DIGITLIKE = re.compile(rf"[0-9]|(?<![a-z0-9])(?:(?:{_START})(?P<glued>(?:{_START}){{2,20}})?|o(?![a-z0-9]))")
_FEWEST_SIGNS = 4  # «07 double 7 …»: fewer signs than digits, for a word may stand for several


def may_hold_number(text: str) -> bool:
    """Cheap: could this text hold a telephone number at all?"""
    signs = enumerate(_DIGITLIKE.finditer(text), start=1)
    return any(seen == _FEWEST_SIGNS or sign["glued"] for seen, sign in signs)
