"""An order of people that the run's seed decides, so that the order of rows in a file never does."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

from matching.domain.people import Person

Anyone = TypeVar("Anyone", bound=Person)


def by_seed(people: Iterable[Anyone], seed: int, side: str) -> list[Anyone]:
    """People sorted by a hash of their id keyed by the seed. Who wins a tie follows from this order."""
    key = blake2b(f"{seed} {side}".encode(), digest_size=32).digest()
    return sorted(people, key=lambda person: blake2b(person.id.encode("utf-8", "replace"), key=key).digest())


def positions(people: Sequence[Person]) -> dict[str, int]:
    return {person.id: place for place, person in enumerate(people)}
