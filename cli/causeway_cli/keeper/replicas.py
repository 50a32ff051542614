"""Which processes a service runs as: the first at its fixed ports, further ones at ports behind those of the system."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from causeway_cli.trouble import Trouble

SERVICES = ("matching", "messaging", "moderation", "notifications", "analytics")
FURTHER_FROM = 100  # after the base port: two ports for each further replica
MOST = 4
GIVEN = re.compile(r"([a-z]+)=(\d)")
NAME = re.compile(rf"({'|'.join(SERVICES)})(?:-\d)?")


@dataclass(frozen=True, slots=True)
class Replica:
    service: str
    ordinal: int
    rpc_port: int
    metrics_port: int

    @property
    def name(self) -> str:
        return f"{self.service}-{self.ordinal}" if self.ordinal else self.service


def replicas(base_port: int, counts: Mapping[str, int]) -> list[Replica]:
    """Every process of every service, each service's first before all further ones. A service not named runs once."""
    first = [Replica(name, 0, base_port + place, base_port + 10 + place) for place, name in enumerate(SERVICES, 1)]
    further = [(name, ordinal) for name in SERVICES for ordinal in range(1, counts.get(name, 1))]
    ports = range(base_port + FURTHER_FROM, base_port + FURTHER_FROM + 2 * len(further), 2)
    return first + [Replica(name, ordinal, port, port + 1) for (name, ordinal), port in zip(further, ports, strict=True)]


def counts_of(names: Iterable[str]) -> dict[str, int]:
    """How often each service is among names of processes."""
    return dict(Counter(match[1] for name in names if (match := NAME.fullmatch(name))))


def read_counts(given: Sequence[str]) -> dict[str, int]:
    """From words such as `messaging=2`. Raises Trouble."""
    counts: dict[str, int] = {}
    for word in given:
        match = GIVEN.fullmatch(word)
        if match is None or match[1] not in SERVICES or not 1 <= int(match[2]) <= MOST:
            raise Trouble(f"«{word}» is not understood: give a service and 1 to {MOST}, as in --replicas messaging=2.")
        counts[match[1]] = int(match[2])
    return counts
