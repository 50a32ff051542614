"""Where somebody lives: house and street, also with the number in words, and postcodes that were spelt."""

import re
from collections.abc import Iterator

from moderation.domain.digits import read_digits
from moderation.domain.judgement import Category, Finding
from moderation.domain.view import View, rewritten, sentence_around

RULE = "pii_contact.address"
_STREET = (
    "road|rd|street|avenue|ave|gardens|gdns|lane|ln|drive|crescent|cres|terrace|grove|boulevard|blvd|close|mews|court|square|way|"
    "parade|villas|rise|row|hill"
)
_HAS_STREET = re.compile(rf"\b(?:{_STREET})\b")
_ADDRESS = re.compile(
    rf"(?<![0-9£$€.])(?:(?:no|number|flat|house|house no|"
    rf"apartment) ?)?[0-9]{{1,3}} ?[a-z]?\b\W{{0,2}}(?:[a-z]{{3,}} ){{1,2}}(?:{_STREET})\b"
)
_HOME = re.compile(
    r"\b(?:i live|we live|live at|lives at|living at|i stay|we stay|moved|our (?:house|flat|place|home)|my (?:house|"
    r"flat|place|home|dorm|door|room|"
    r"street|address|mums|dads|nans)|address|flat|house no|number|come (?:round|over|to)|come and find|send it|"
    r"post it|mine|home|bell|"
    r"(?:red|blue|green|black|white|yellow|front|third|second|end|last) (?:door|house|bell)|behind|opposite|"
    r"next to the|near the|is ours|thats us)\b"
)
_OFFICE = re.compile(
    r"\b(?:university|campus|open day|college|museum|library|hospital|entrance|reception|council|theatre|company|"
    r"office|exam|station is|"
    r"shop is|quiz|story|novel|film|book|monopoly|trees?|minutes|miles|metres|km)\b"
)
_SPELT_CODE = re.compile(
    r"(?<![a-z0-9])(?:[a-z] ?){1,2}[0-9] ?[a-z0-9]? {0,2}[0-9] ?[abd-hjlnp-uw-z] ?[abd-hjlnp-uw-z](?![a-z0-9])"
)
_CODE_SAID = re.compile(r"\b(?:post ?code|zip|maps?|sat ?nav)\b")
_LETTERS = re.compile(r"(?<![a-z0-9])(?:[a-z] ){3,20}[a-z](?![a-z0-9])")
_FEW = 5


def find_homes(canonical: View) -> Iterator[Finding]:
    """House and street only beside words of living there; a public body's address is anybody's to know."""
    text = canonical.text
    if _CODE_SAID.search(text):
        yield from _found(read_digits(canonical), _SPELT_CODE)
    close = (
        rewritten(canonical, "closed", _LETTERS, lambda run: run.group().replace(" ", "")) if _LETTERS.search(text) else canonical
    )
    if _HAS_STREET.search(close.text) or close is not canonical:
        yield from _found(read_digits(close), _ADDRESS)


def _found(view: View, shape: re.Pattern[str]) -> Iterator[Finding]:
    for number, place in enumerate(shape.finditer(view.text)):
        if number == _FEW:
            return
        sentence = sentence_around(view.text, *place.span())
        told = _CODE_SAID if shape is _SPELT_CODE else _HOME
        alone = len(sentence) - len(place.group()) < _ALONE
        if (alone or told.search(sentence)) and not _OFFICE.search(sentence):
            yield Finding(RULE, Category.PII_CONTACT, 0.65, *view.raw_span(*place.span()), view.name)


_ALONE = 25  # characters: a message that is little more than an address
