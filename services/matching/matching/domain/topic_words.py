"""What somebody's free sentence talks about, beyond the field they named already."""

import re
import unicodedata
from functools import lru_cache

from matching.domain.people import Person

LONGEST_GOALS = 2_000
LONGEST_WORD = 40

_ENGLISH = """
a about after all also am an and any are as at be because been before being but by can could did do does done for from
get gets getting go going good had has have having he help helping her here him his hope hoping how i if in into is it
its just like ll make me more most mostly much my need new no not now of on one or our out own please really s she so
some something t than that the their them then there these they thing things this those to too up us ve very want wanted
wants was we well were what when where which who why will with wish would you your goal goals mentor mentee mentoring
struggle improve learn find better become only first recently part
"""
_OTHERS = """
chcę jest nie się na do i z w że mam być rwyf am yn y i a gyda eisiau ar o
der die das und ich ein eine mit zu für le la les de des et je un une pour que en el los las y quiero para con di il che
"""
_STOP_WORDS = frozenset((_ENGLISH + _OTHERS).split())
_PLAIN_WORD = re.compile(r"[a-z]{2,}")
# vowel signs and accents of their own belong to a word, as in Hindi or Tamil
_MARKS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M"))
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])+")


def topic_words(person: Person) -> frozenset[str]:
    """The distinct words of the first 2,000 characters of the goals that name a topic, in lower case.

    Words of the person's own fields are left out: the goal part of the score counts the field.
    """
    return _words(person.goals[:LONGEST_GOALS]) - _field_words(person.field, person.field2)


@lru_cache(maxsize=4_096)  # programmes have few fields; sentences are not kept
def _field_words(field: str, field2: str) -> frozenset[str]:
    return _words(f"{field} {field2}")


def _words(text: str) -> frozenset[str]:
    if text.isascii():
        words = set(_PLAIN_WORD.findall(text.casefold()))
    else:
        words = set(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
    return frozenset(word for word in words - _STOP_WORDS if len(word) <= LONGEST_WORD)
