"""Telephone numbers of many countries, told from sums, dates and candidate numbers digit by digit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from moderation.domain.digits import may_hold_number, read_digits
from moderation.domain.judgement import HOLD_FROM, Category, Finding
from moderation.domain.public import PublicPlaces
from moderation.domain.view import View, sentence_around

RULE = "pii_contact.phone"
_FEWEST, _MOST = 7, 15  # E.164 allows fifteen digits; below seven only short codes remain
_FILLER = r"\W{0,3}(?:then|um|er|dash|hyphen|space|dot|point|stroke|slash|comma)\W{1,3}"
_RUN = re.compile(rf"(?:\+|\bplus\W)?[(\[]?[0-9](?:(?:[^\w\n]|_){{0,4}}[0-9]|{_FILLER}[0-9]){{6,40}}")
_MOST_RUNS = 60
_MOST_GROUPS = 24

_CALLING = re.compile(
    r"\b(?:call|calls|calling|ring|ringing|phone|phoning|fone|tel|telephone|mobile|mob|moby|cell|cellphone|my number|number is|"
    r"num|nmbr|text|txt|sms|whats ?app|wa|reach|contact|fax|office|desk|landline|direct line|line|digits|dial|"
    r"answering|messages?|msg|dm|hmu|hit me up|my new number|heres my|facetime|viber|signal|telegram|imessage|"
    r"voicemail|llamame|numero|"
    r"telefono|handy|nummer|portable|registered|number(?= ?[:=])|my nans|my mums|my dads|backwards|reversed?|flip|"
    r"(?:zero|nought|oh|0) (?:first|before|(?:in|at the) front))\b"
)
_TURNED = re.compile(r"\b(?:backwards|reversed?|flip(?:ped)?|mirror|other way round|back to front)\b")
_ASKS_FOR_CALL = re.compile(
    r"\b(?:call|ring|phone|tel|mobile|mob|cell|text|txt|whats ?app|reach|fax|dial|landline|hmu|llamame)\b"
)
_IDENTIFIER = re.compile(
    r"\b(?:ref|reference|order|isbn|candidate|account|sort code|iban|card|ssn|course|courses|codes?|ucas|version|"
    r"population|centre|score|scored|model|serial|tracking|ticket|gcse|paper|student id|id|passport|licence|license|"
    r"invoice|total|sum|equals|answer|digits of|decimal|binary|pi|years?|pin|membership|barcode|coordinates|latitude)\b"
)
_UK_MOBILE = re.compile(r"(?:0|44|0044|440)7[0-9]{9}")
_UK_LANDLINE = re.compile(r"(?:0|44|0044|440)[123][0-9]{8,9}")
_FREE = re.compile(r"0(?:800|808|3[0-9]{2}|345|344)[0-9]{6,7}")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-/. ][01]?[0-9][-/. ][0-3]?[0-9](?![0-9])|[0-3]?[0-9][-/. ][01]?[0-9][-/. ](?:19|20)[0-9]{2}(?![0-9])"
)
_DECIMALS = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}(?:[ ,;]{1,2}[0-9]{1,3}\.[0-9]{1,3})+")
_FRACTIONS = re.compile(r"[0-9]/[0-9]+ ?[-+=]|= ?[0-9]")
# Groups of spoken or spaced digits, as people pause in a telephone number.
_PAUSES = frozenset({(3, 4, 4), (5, 3, 3), (4, 3, 4), (3, 3, 4), (5, 6), (4, 3, 3), (3, 8), (1, 3, 3, 4), (3, 3, 5), (2, 4, 5)})
_PAUSE = re.compile(r",| - ")
# A mobile's beginning, with the other digits scattered among words.
_SCATTERED = re.compile(r"(?<![0-9.,])07[0-9]{3}(?![0-9])(?:[^0-9\n]{1,40}[0-9]{1,6}){1,5}")
_WHOLE = 11  # digits of a mobile number
_FIRST_GROUPS = re.compile(r"(?<![0-9.,])07[0-9]{3}\W{1,3}(?:and )?then\W{1,3}[0-9]{3}(?![0-9])")
_ARITHMETIC = re.compile(r"[=*×÷^<>%:£$€]| [-+/] |\+")
_COUNTING = ("0123456789012345678901", "9876543210987654321098")


@dataclass(frozen=True, slots=True)
class _Number:
    """Some groups of digits in a row, with what stands between them."""

    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    plus: bool
    start: int
    end: int

    @property
    def digits(self) -> str:
        return "".join(self.groups)


def find_phones(canonical: View, public: PublicPlaces) -> list[Finding]:
    if not may_hold_number(canonical.text):
        return []
    digits = read_digits(canonical)
    found = [_finding(digits, number, score) for number, score in _likely(digits.text, public)]
    return found or list(_scattered(digits))


def _scattered(view: View) -> Iterator[Finding]:
    """«07700 (banana) 900 …»: as many digits as a mobile has, or its first two groups."""
    for run in (*_SCATTERED.finditer(view.text), *_FIRST_GROUPS.finditer(view.text)):
        groups = re.findall(r"[0-9]+", run.group())
        totals = [sum(map(len, groups[:size])) for size in range(2, len(groups) + 1)]
        if (_WHOLE in totals or run.re is _FIRST_GROUPS) and not _IDENTIFIER.search(sentence_around(view.text, *run.span())):
            yield Finding(RULE, Category.PII_CONTACT, 0.6, *view.raw_span(*run.span()), view.name)


def _finding(view: View, number: _Number, score: float) -> Finding:
    start, end = view.raw_span(number.start, number.end)
    return Finding(RULE, Category.PII_CONTACT, score, start, end, view.name)


def _likely(text: str, public: PublicPlaces) -> Iterator[tuple[_Number, float]]:
    for found, run in enumerate(_RUN.finditer(text)):
        if found == _MOST_RUNS:
            break
        number, score = max(
            ((window, _score(text, window, public)) for window in _windows(run)), key=lambda pair: pair[1], default=(None, 0.0)
        )
        if number is not None and score >= HOLD_FROM:
            yield number, score


def _windows(run: re.Match[str]) -> Iterator[_Number]:
    """Every stretch of neighbouring groups that has as many digits as a telephone number."""
    pieces = list(re.finditer(r"[0-9]+", run.group()))[:_MOST_GROUPS]
    text, base = run.group(), run.start()
    for first in range(len(pieces)):
        total = 0
        for last in range(first, len(pieces)):
            total += len(pieces[last].group())
            if total > _MOST:
                break
            if total >= _FEWEST:
                chosen = pieces[first : last + 1]
                gaps = tuple(text[a.end() : b.start()] for a, b in pairwise(chosen))
                start = chosen[0].start()
                plus = first == 0 and text[:start].startswith(("+", "plus"))
                yield _Number(tuple(piece.group() for piece in chosen), gaps, plus, base + start, base + chosen[-1].end())


def _score(text: str, number: _Number, public: PublicPlaces) -> float:
    """How sure we are that this is somebody's telephone number."""
    shape = _shape(number)
    if _UK_MOBILE.fullmatch(number.digits[::-1]) and _TURNED.search(sentence_around(text, number.start, number.end)):
        return 0.8
    if not shape or public.has_number(number.digits):
        return 0.0
    if _FREE.fullmatch(number.digits):
        return 0.2  # a freephone number is an office's, never a child's
    before = text[max(0, number.start - 45) : number.start]
    after = text[number.end : number.end + 30]
    sentence = sentence_around(text, number.start, number.end)
    mobile = bool(_UK_MOBILE.fullmatch(number.digits))
    if not mobile and public.is_office(sentence):
        return 0.2
    if re.search(r"[£$€=×÷^]\s?$|[0-9][.,]$", before) or re.match(r"\s?(?:[%=×÷^]|[.,][0-9])", after):
        shape -= 0.4
    around = before + " | " + after
    if _IDENTIFIER.search(around) and not _ASKS_FOR_CALL.search(around):
        return shape - (0.1 if mobile else 0.45)
    return min(0.97, shape + 0.4) if _CALLING.search(around) else shape


def _shape(number: _Number) -> float:
    """From the digits alone: 0 for no telephone number, 0.5 and more when no other word is needed."""
    digits, groups, size = number.digits, number.groups, len(number.digits)
    joined = "".join(part for pair in zip(groups, (*number.gaps, ""), strict=True) for part in pair)
    if _UK_MOBILE.fullmatch(digits) and len(set(digits)) > 2:
        return 0.75 if _is_listing(number) or _ARITHMETIC.search(joined) else 0.92
    if _is_said_in_groups(digits, joined):
        return 0.65
    if _is_other_figure(number, joined):
        return 0.0
    lengths = tuple(len(group) for group in groups)
    if (number.plus and size >= 8) or (digits.startswith("00") and size >= 11):
        return 0.8
    if _UK_LANDLINE.fullmatch(digits):
        return 0.75 if len(groups) > 1 else 0.65
    if lengths in {(3, 3, 4), (1, 3, 3, 4), (2, 3, 3, 4)}:
        return 0.7
    if digits.startswith("0") and 9 <= size <= 12:
        return 0.6
    if size == 10 and len(groups) == 1:
        return 0.35 if digits.endswith("0000") else 0.45
    return 0.3 if size <= 13 else 0.2


def _is_said_in_groups(digits: str, joined: str) -> bool:
    """«oh two oh, seven nine four six, oh three one one»: the pauses fall as in a telephone number, the digits are single."""
    parts = _PAUSE.split(joined)
    sizes = tuple(sum(map(str.isdigit, part)) for part in parts)
    single = sum(map(str.isspace, joined)) >= len(digits) - 2 * len(parts)
    reckons = _FRACTIONS.search(joined) or _DECIMALS.fullmatch(joined)
    return len(parts) > 1 and single and sizes in _PAUSES and not reckons


def _is_listing(number: _Number) -> bool:
    return any("," in gap or "/" in gap for gap in number.gaps)


def _is_other_figure(number: _Number, joined: str) -> bool:
    """A date, a decimal, a sum, a list, a count up or down, zeros and ones."""
    digits, groups, gaps = number.digits, number.groups, number.gaps
    if _ARITHMETIC.search(joined) or _DECIMALS.fullmatch(joined) or _DATE.search(joined) or _is_listing(number):
        return True
    if gaps == (".",) and (len(groups[0]) < 4):
        return True
    if len(set(digits)) <= 2 or any(digits in counting for counting in _COUNTING):
        return True
    return len(groups) == 1 and digits.endswith("000") and not digits.startswith("0")
