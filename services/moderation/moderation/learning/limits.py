"""Which innocent texts may hardly be held: how often a category may be wrong about each kind of them."""

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import ALERTING, Category
from moderation.learning.examined import Examined
from moderation.learning.weighing import Budget, Limit

# Of innocent texts that no model has seen, at most these shares are held for one category.
_TUTORING_SHARE, _SHORT_SHARE, _NUMBERS_SHARE = 0.004, 0.015, 0.015
_TALK_SHARE, _SMS_SHARE = 0.0007, 0.0025
# Texts made to look like the forbidden, which are rare in life: hate that is quoted or denied, bullying that is told of.
_HARD_SHARE = {"anyone": 0.2, "contrast": 0.08, "told_of": 0.05}
_DAVIDSON_SHARE = 0.06
_SHARES = {"tutoring": _TUTORING_SHARE, "short": _SHORT_SHARE, "numbers": _NUMBERS_SHARE, **_HARD_SHARE}
_ALL_HELD = 0.04  # of the other written innocent texts, which are harder than life, for any category
_DANGER = 2.0  # how much a missed text about danger counts beside another one


def limits_of(examined: Examined, category: int, places: NDArray[np.int64]) -> list[Limit]:
    """Among `places`; never to be passed, whatever it would catch."""
    name = list(Category)[category]
    kinds: dict[str, list[int]] = {kind: [] for kind in _SHARES}
    for place in _innocent(examined):
        kinds.get(examined.examples[place].kind, []).append(place)
    limits = [Limit(_among(np.array(chosen, np.int64), places), _SHARES[kind]) for kind, chosen in kinds.items()]
    talk = np.concatenate([examined.of("taskmaster4"), examined.of("cima")])
    limits.append(Limit(_among(talk, places), _TALK_SHARE))
    innocent = np.flatnonzero((examined.wanted[:, category] == 0) & (examined.importance[:, category] > 0))
    if name is Category.SPAM_SCAM:
        limits.append(Limit(_among(np.intersect1d(examined.of("sms_spam"), innocent), places), _SMS_SHARE))
    if name is Category.ABUSE_HATE:
        limits.append(Limit(_among(np.intersect1d(examined.of("davidson"), innocent), places), _DAVIDSON_SHARE))
    return limits


def _among(chosen: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.isin(places, chosen))


def budget_of(examined: Examined, places: NDArray[np.int64]) -> Budget:
    """Among `places`. Each template has one vote."""
    ordinary = [place for place in _innocent(examined) if examined.examples[place].kind not in _SHARES]
    forbidden = [place for place in examined.of("written").tolist() if examined.wanted[place].any()]
    worth = np.array([_worth(examined, place) for place in places.tolist()])
    return Budget(_among(np.array(forbidden, np.int64), places), _among(np.array(ordinary, np.int64), places), worth, _ALL_HELD)


def _worth(examined: Examined, place: int) -> float:
    danger = any(examined.wanted[place, one] for one, name in enumerate(Category) if name in ALERTING)
    return (_DANGER if danger else 1.0) / examined.sizes[examined.examples[place].group]


def _innocent(examined: Examined) -> list[int]:
    return [place for place in examined.of("written").tolist() if not examined.wanted[place].any()]
