"""A register in memory that also holds runs, for tests of use cases around them."""

from collections.abc import Mapping, Sequence

from causeway.event import Event
from matching.app.run_ports import Progress
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import LeftOver, Proposal, Run, RunNotFound
from matching.domain.run_review import Review
from matching.testing_register import FakeRegister

Rows = Sequence[Proposal] | Sequence[LeftOver] | Mapping[str, str] | Mapping[str, float]


class FakeRunRegister(FakeRegister):
    runs: dict[str, Run]
    rows: dict[tuple[str, int, int], Rows]
    reviews: dict[str, Review]
    told: dict[str, Progress]
    settled: dict[str, MatchingSettings]

    def __init__(self, *programmes: object, **given: object) -> None:
        super().__init__(*programmes, **given)  # type: ignore[arg-type]
        self.runs, self.rows, self.reviews, self.told, self.settled = {}, {}, {}, {}, {}

    def run(self, programme_id: str, run_id: str) -> Run:
        known = self.runs.get(run_id)
        if known is None or known.programme_id != programme_id:
            raise RunNotFound("There is no such run in this programme.")
        return known

    def known_run(self, run_id: str) -> Run | None:
        return self.runs.get(run_id)

    def save_run(self, run: Run, events: Sequence[Event] = ()) -> None:
        self.runs[run.id] = run
        self.sent += events

    def save_proposals(self, run: Run, number: int, proposals: Sequence[Proposal]) -> None:
        self.rows["proposals", run.attempt, number] = proposals

    def save_left_over(self, run: Run, number: int, left_over: Sequence[LeftOver]) -> None:
        self.rows["left_over", run.attempt, number] = left_over

    def save_not_started(self, run: Run, number: int, reasons: Mapping[str, str]) -> None:
        self.rows["not_started", run.attempt, number] = reasons

    def save_prices(self, run: Run, prices: Mapping[str, float]) -> None:
        self.rows["prices", run.attempt, 0] = prices

    def save_progress(self, progress: Progress) -> None:
        self.told[progress.run_id] = progress

    def review(self, run_id: str) -> Review:
        return self.reviews.get(run_id, Review(run_id))

    def save_review(self, review: Review) -> None:
        self.reviews[review.run_id] = review

    def save_matching_settings(self, settings: MatchingSettings) -> None:
        self.settled[settings.programme_id] = settings
