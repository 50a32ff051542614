"""How much each part of the score counts. A programme's own choice, checked before it is used."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

HEAVIEST = 100.0


class WeightsRefused(Exception):
    """The weights cannot be used; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Defaults are the reference weights; they add up to 1."""

    interests: float = 0.25
    skills: float = 0.25
    goal: float = 0.18
    text: float = 0.07
    identity: float = 0.10
    nearpeer: float = 0.08
    crossclass: float = 0.07

    def __post_init__(self) -> None:
        for name, weight in asdict(self).items():
            _check(name, weight)
        if not any(asdict(self).values()):
            raise WeightsRefused("All weights are 0, so every pair would score the same. Give at least one part a weight.")


def read_weights(given: object) -> Weights:
    """Weights from parsed JSON; a part that is left out counts 0. Raises WeightsRefused."""
    known = list(asdict(Weights()))
    if not isinstance(given, Mapping):
        raise WeightsRefused('The weights must be one object of names and numbers, such as {"interests": 0.25}.')
    unknown = sorted(str(name)[:40] for name in given if name not in known)
    if unknown:
        raise WeightsRefused(f"There is no score part called {unknown[0]!r}. The parts are {', '.join(known)}.")
    for name, weight in given.items():
        _check(name, weight)
    return Weights(**{name: float(given.get(name, 0.0)) for name in known})


def _check(name: str, weight: object) -> None:
    # the comparison is false for NaN and infinity as well
    if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 <= weight <= HEAVIEST:
        raise WeightsRefused(f"The weight of {name} is {str(weight)[:40]}; give a number from 0 to {HEAVIEST:g}.")
