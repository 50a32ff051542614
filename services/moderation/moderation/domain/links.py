"""How the models read a link to an official site: in words, because the links that they learned from were mostly spam's."""

import re
from collections.abc import Callable

from moderation.domain.addresses import LINK
from moderation.domain.normalise import Readings, readings_from
from moderation.domain.public import PublicPlaces
from moderation.domain.view import rewritten

_PAGE = "this page"
_WORD = re.compile(r"[a-z]+")
_TYPED_LINK = re.compile(LINK.pattern, re.IGNORECASE)


def in_words(text: str, public: PublicPlaces) -> str:
    """«see www.bbc.co.uk/bitesize/maths» becomes «see this page bitesize maths»: a path may hide words, so its words stay."""
    return _TYPED_LINK.sub(_writing(public), text) if "." in text else text


def links_in_words(readings: Readings, public: PublicPlaces) -> Readings:
    """The same text, read on from its canonical form with each official link in words."""
    if "." not in readings.canonical.text:
        return readings
    view = rewritten(readings.canonical, "linked", _TYPED_LINK, _writing(public))
    return readings if view.text == readings.canonical.text else readings_from(readings.raw, view)


def _writing(public: PublicPlaces) -> Callable[[re.Match[str]], str]:
    def write(match: re.Match[str]) -> str:
        if not public.has_host(match["host"].lower().removeprefix("www.")):
            return match.group()
        return " ".join([_PAGE, *_WORD.findall((match["path"] or "").lower())])

    return write
