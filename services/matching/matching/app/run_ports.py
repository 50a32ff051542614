"""What the use cases around matching runs need from the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from matching.app.matched import FreePeople, Matched, Order
from matching.app.ports import Register
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import LeftOver, Proposal, Run
from matching.domain.run_review import Review

RUNS = "runs"
RUN_ROWS = "run_rows"
RUN_REVIEWS = "run_reviews"
RUN_PROGRESS = "run_progress"


class RunRegister(Register, Protocol):
    """Runs and how a programme wants them, beside what every register holds."""

    def run(self, programme_id: str, run_id: str) -> Run:
        """Raises RunNotFound, also for a run of another programme."""

    def known_run(self, run_id: str) -> Run | None: ...

    def save_run(self, run: Run, events: Sequence[Event] = ()) -> None: ...

    def save_proposals(self, run: Run, number: int, proposals: Sequence[Proposal]) -> None: ...

    def save_left_over(self, run: Run, number: int, left_over: Sequence[LeftOver]) -> None: ...

    def save_not_started(self, run: Run, number: int, reasons: Mapping[str, str]) -> None:
        """Why pairs of one group of proposals did not start, by mentee."""

    def save_prices(self, run: Run, prices: Mapping[str, float]) -> None:
        """By mentor: what a place there is worth to others."""

    def save_progress(self, progress: "Progress") -> None: ...

    def review(self, run_id: str) -> Review:
        """A run that nobody revised has an empty one."""

    def save_review(self, review: Review) -> None: ...

    def save_matching_settings(self, settings: MatchingSettings) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """Share of the whole, 0 to 1."""

    run_id: str
    part: str = "waiting"
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One mentee of a run: a proposal, or left over. Not started: the reason, if its pair was tried and did not hold."""

    proposal: Proposal | None
    left_over: LeftOver | None
    not_started: str = ""


class Repairs(Protocol):
    """Matching by a process that is there already."""

    async def match(self, people: FreePeople, order: Order) -> Matched:
        """For few people: the answer is there before a process of its own would have begun. Raises WorkLost."""

    async def repair(self, programme_id: str, order: Order) -> Matched:
        """Matches those who wait on the places that are free at this moment. Raises WorkLost, Unavailable."""


class RunReading(Protocol):
    async def run(self, programme_id: str, run_id: str) -> Run:
        """Raises RunNotFound, also for a run of another programme."""

    async def runs(self, programme_id: str, size: int, start: int) -> Sequence[Run]:
        """The newest first."""

    async def open_runs(self, now: datetime) -> Sequence[Run]:
        """Those that somebody has to work on and nobody does."""

    async def free_people(self, programme_id: str, now: datetime) -> FreePeople:
        """Everybody who may be matched now."""

    async def members(self, programme_id: str, person_ids: Sequence[str]) -> frozenset[str]:
        """Those of them who are in the programme."""

    async def proposals(self, run: Run, number: int) -> Sequence[Proposal]:
        """One of the run's stored groups of proposals."""

    async def rows(self, run: Run, start: int, size: int) -> Sequence[RunRow]:
        """A part of all proposals followed by all who are left over, counted from 0."""

    async def proposed(self, run: Run, mentee_ids: Sequence[str]) -> Mapping[str, str]:
        """Whom the run's rows propose for these mentees; nobody: not in it."""

    async def proposed_at(self, run: Run, attempt: int) -> Mapping[str, tuple[str, float]]:
        """Mentor and score of every mentee whom an attempt's rows propose."""

    async def not_started(self, run: Run) -> Mapping[str, int]:
        """How many pairs of the run did not start so far, by reason."""

    async def newest_made(self, programme_id: str) -> Run | None:
        """The newest run of everybody that was made and is no comparison."""

    async def prices(self, run: Run) -> Mapping[str, float]: ...

    async def mentees_of(self, run: Run) -> frozenset[str]:
        """Whom the run matched or left over; not those whom a coordinator left out."""

    async def review(self, run_id: str) -> Review: ...

    async def progress(self, run_id: str) -> Progress: ...

    async def matching_settings(self, programme_id: str) -> MatchingSettings: ...
