"""What goes into a run and comes out of it: plain values that a process hands to another, without the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Figures, Findings, LeftOver, Proposal
from matching.domain.weights import Weights

LONGEST_WAIT = 365  # days; more waiting gives no more priority


@dataclass(frozen=True, slots=True)
class FreePeople:
    """Profiles as JSON by person id; mentors with the places that are taken; who must never be joined, as person ids.

    Waiting days by mentee, where they are known.
    """

    mentees: list[tuple[str, str]]
    mentors: list[tuple[str, str, int]]
    met: list[tuple[str, str]]
    waiting_days: dict[str, int] = field(default_factory=dict)

    @property
    def snapshot_id(self) -> str:
        """The same people with the same profiles, places and history give the same id, in whatever order they come."""
        digest = blake2b(digest_size=16)
        for rows in (self.mentees, self.mentors, self.met, self.waiting_days.items()):
            for row in sorted(rows):
                digest.update(repr(row).encode("utf-8", "replace"))
            digest.update(b"\0")
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Order:
    """How to match, and what coordinators decided. Pins and earlier proposals are mentors by mentee, as person ids."""

    seed: int
    weights: Weights = field(default_factory=Weights)
    options: MatchingOptions = field(default_factory=MatchingOptions)
    pins: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    earlier: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """Proposals and people left over are sorted by the mentee's person id. Prices: what one more place there would add, of
    every mentor who had one."""

    proposals: list[Proposal]
    left_over: list[LeftOver]
    figures: Figures
    findings: Findings
    prices: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Present:
    """People by person id, mentors with the places that are left, and who must never be joined."""

    mentees: Mapping[str, Mentee]
    mentors: Mapping[str, Mentor]
    met: Sequence[tuple[str, str]]
    snapshot_id: str
