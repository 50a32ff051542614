"""Reads one cell each: a value, or the cure when the cell cannot be one."""

import re
import sys
import unicodedata
from collections.abc import Callable

from matching.domain.languages import KNOWN_LANGUAGES
from matching.domain.people import (
    LAST_STAGE,
    LONGEST_WAIT,
    MOST_MONTHS,
    MOST_PLACES,
    OLDEST,
    SLOTS_IN_A_WEEK,
    YOUNGEST,
    Gender,
)
from matching.domain.roster_problem import printable

LONGEST_ID = 200
LONGEST_NAME = 200
LONGEST_LIST = 60
_WHOLE = re.compile(r"[+-]?[0-9]{1,12}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,4})?")
_LOOSE = re.compile(r"^ |  | \||\| | $")  # white space that one spelling has less of
_SLOTS = {str(number): number for number in range(SLOTS_IN_A_WEEK)}
_YES, _NO = {"1", "true", "yes"}, {"0", "false", "no"}


class BadCell(Exception):
    """The message is the cure."""


def person_id(cell: str) -> str:
    given = cell.strip()
    if not given:
        raise BadCell("Everybody needs an id; give this person one.")
    if len(given) > LONGEST_ID or printable(given) != given:
        raise BadCell("An id has at most 200 characters, none of them invisible; give this person a plain one.")
    return given


def person_id_if_given(cell: str) -> str:
    return person_id(cell) if cell.strip() else ""


def whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(cell: str) -> int:
        given = cell.strip()
        if not _WHOLE.fullmatch(given) or not least <= int(given) <= most:
            raise BadCell(f"Write a whole number from {least} to {most}.")
        return int(given)

    return read


age = whole_number(YOUNGEST, OLDEST)
stage = whole_number(0, LAST_STAGE)
capacity = whole_number(0, MOST_PLACES)
_slot = whole_number(0, SLOTS_IN_A_WEEK - 1)
_waiting_days = whole_number(0, LONGEST_WAIT)
_months_left = whole_number(0, MOST_MONTHS)


def waiting_days(cell: str) -> int | None:
    return _waiting_days(cell) if cell.strip() else None


def months_left(cell: str) -> int | None:
    return _months_left(cell) if cell.strip() else None


def utc_offset(cell: str) -> float:
    given = cell.strip().replace(",", ".")
    if not _DECIMAL.fullmatch(given) or not -12 <= float(given) <= 14 or float(given) * 4 % 1:
        raise BadCell("Write the hours from UTC, -12 to 14, in steps of a quarter, such as 5.75.")
    return float(given)


def languages(cell: str) -> frozenset[str]:
    codes = {item.split("-")[0] for item in _items(cell)}
    unknown = codes - KNOWN_LANGUAGES
    if unknown or not codes:
        raise BadCell("Write at least one language code such as en, cy or pl, several joined by |.")
    return frozenset(codes)


def slots(cell: str) -> frozenset[int]:
    try:
        # most cells are plain numbers; the others get a closer look
        return frozenset(map(_SLOTS.__getitem__, cell.split("|")))
    except KeyError:
        return _slots_spelled_otherwise(cell)


def _slots_spelled_otherwise(cell: str) -> frozenset[int]:
    try:
        numbers = frozenset(_slot(item) for item in _items(cell))
    except BadCell:
        numbers = frozenset()
    if not numbers:
        raise BadCell("Write at least one time as a block of the UTC week, 0 to 55, several joined by |.")
    return numbers


def interests(cell: str) -> frozenset[str]:
    return frozenset(_items(cell))


def skills(cell: str) -> frozenset[str]:
    """Unlike interests, a longer list of offered skills is never diluted, so its length is limited."""
    items = frozenset(_items(cell))
    if len(items) > LONGEST_LIST:
        raise BadCell(f"List at most {LONGEST_LIST} skills, the ones that matter most.")
    return items


def name(cell: str) -> str:
    given = _plain(cell)
    if len(given) > LONGEST_NAME:
        raise BadCell(f"Write at most {LONGEST_NAME} characters.")
    return given


def gender(cell: str) -> Gender | None:
    given = _plain(cell)
    if given not in ("", *Gender):
        raise BadCell("Write f, m or x, or leave it empty.")
    return Gender(given) if given else None


def flag(cell: str) -> bool:
    given = _plain(cell)
    if given not in _YES | _NO:
        raise BadCell("Write 1 for yes or 0 for no.")
    return given in _YES


def flag_if_given(cell: str) -> bool | None:
    return flag(cell) if cell.strip() else None


def _plain(cell: str) -> str:
    """One spelling, kept once, of what people write in different ways: case, white space, composed letters."""
    composed = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    return sys.intern(printable(composed).casefold())


def _items(cell: str) -> list[str]:
    if cell.isascii() and cell.isprintable() and not _LOOSE.search(cell):
        return [sys.intern(item) for item in cell.casefold().split("|") if item]
    return [item for item in (_plain(part) for part in cell.split("|")) if item]
