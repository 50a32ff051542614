"""Which innocent texts may hardly be held: how often a category may be wrong about each kind of them."""

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import Category
from moderation.learning.examined import Examined
from moderation.learning.weighing import Limit

# Of innocent texts that no model has seen, at most these shares are held for one category.
_WRITTEN_SHARE, _TUTORING_SHARE, _SHORT_SHARE = 0.009, 0.004, 0.015
_SHARES = {Category.ABUSE_HATE: 0.015, Category.SELF_HARM: 0.018, Category.SEXUAL_GROOMING: 0.018}  # what must not be missed
_TALK_SHARE, _SMS_SHARE = 0.0007, 0.0025
# Texts made to look like the forbidden, which are rare in life: hate that is quoted or denied, bullying that is told of.
_HARD_SHARE = {"anyone": 0.2, "contrast": 0.08, "told_of": 0.05}
_DAVIDSON_SHARE = 0.06
_KINDS = {"tutoring": _TUTORING_SHARE, "short": _SHORT_SHARE}


def limits_of(examined: Examined, category: int, places: NDArray[np.int64]) -> list[Limit]:
    """Among `places`."""
    name = list(Category)[category]
    shares = {"mentoring": _SHARES.get(name, _WRITTEN_SHARE), **_KINDS, **_HARD_SHARE}
    kinds: dict[str, list[int]] = {kind: [] for kind in shares}
    for place in examined.of("written").tolist():
        if not examined.wanted[place].any():
            kinds.get(examined.examples[place].kind, kinds["mentoring"]).append(place)
    limits = [Limit(_among(np.array(chosen, np.int64), places), shares[kind]) for kind, chosen in kinds.items()]
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
