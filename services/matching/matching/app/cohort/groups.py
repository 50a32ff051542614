"""Staying without a mentor as a choice like any other: how many of each group may, and what breaking that would cost."""

from dataclasses import dataclass

import numpy as np

from matching.app.cohort.coding import Codes, Ints


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each mentee, and for each group the fewest and the most who may stay alone. One person beyond either
    costs `penalty` units; a group that has no limits has a fewest of 0 and a most that nobody reaches."""

    of: Codes
    fewest: Ints
    most: Ints
    penalty: int = 0

    def __len__(self) -> int:
        return len(self.fewest)

    def alone(self, chosen: Codes) -> Ints:
        """How many stay alone, by group; `chosen` is below 0 for them."""
        return np.bincount(self.of[chosen < 0], minlength=len(self))

    def first_prices(self, alone: Ints) -> Ints:
        """The lowest price of staying alone that goes with this many: negative where more should, positive where fewer."""
        below, above = alone <= self.fewest, alone > self.most
        return np.where(above, self.penalty, np.where(below & (self.fewest > 0), -self.penalty, 0)).astype(np.int64)

    def worth_at(self, price: Ints) -> int:
        """The most that any number of people alone can bring at these prices, in units; part of the bound."""
        size = np.bincount(self.of, minlength=len(self))
        options = (np.zeros(len(self), np.int64), np.minimum(self.fewest, size), np.minimum(self.most, size), size)
        return int(np.max([price * alone + self._reward(alone) for alone in options], axis=0).sum())

    def _reward(self, alone: Ints) -> Ints:
        reward: Ints = self.penalty * (np.minimum(alone, self.fewest) - np.maximum(0, alone - self.most))
        return reward

    def kept_reward(self) -> int:
        """What keeping to all limits earns, in units: bounds count it, assignments do not."""
        return int(self.penalty * self.fewest.sum())


def no_groups(size: int) -> Groups:
    return Groups(np.zeros(size, np.int32), np.zeros(1, np.int64), np.full(1, size + 1, np.int64))
