"""Runs in MongoDB, for use cases that change them."""

from collections.abc import Mapping, Sequence

from causeway.event import Event
from causeway_kit.store import Indexes
from matching.adapters import run_documents as documents
from matching.adapters.mongo import MongoRegister
from matching.app.ask_for_run import LEFT_OVER, NOT_STARTED, PRICES, PROPOSALS, rows_id
from matching.app.ports import MATCHING_SETTINGS
from matching.app.run_ports import RUN_PROGRESS, RUN_REVIEWS, RUN_ROWS, RUNS, Progress
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import OPEN_STAGES, LeftOver, Proposal, Run, RunNotFound
from matching.domain.run_review import Review

NO_RUN = "There is no such run in this programme."
OPEN_RUNS = {"stage": {"$in": [stage.value for stage in OPEN_STAGES]}}

INDEXES: Indexes = {
    RUNS: [([("stage", 1)], {"partialFilterExpression": OPEN_RUNS}), ([("programme_id", 1), ("asked_at", -1)], {})],
    RUN_ROWS: [],
    RUN_REVIEWS: [],
    RUN_PROGRESS: [],
    MATCHING_SETTINGS: [],
}


class MongoRunRegister(MongoRegister):
    """What one batch sees and changes of runs, beside everything else."""

    def run(self, programme_id: str, run_id: str) -> Run:
        known = self.known_run(run_id)
        if known is None or known.programme_id != programme_id:
            raise RunNotFound(NO_RUN)
        return known

    def known_run(self, run_id: str) -> Run | None:
        document = self._work.get(RUNS, run_id)
        return documents.to_run(document) if document else None

    def save_run(self, run: Run, events: Sequence[Event] = ()) -> None:
        self._save(RUNS, documents.from_run(run), events)

    def save_proposals(self, run: Run, number: int, proposals: Sequence[Proposal]) -> None:
        rows = [
            {
                "mentee_id": one.mentee_id,
                "mentor_id": one.mentor_id,
                "score": one.score,
                "earlier": one.earlier,
                "changed": one.changed,
                "why": self._sealed_row(run, one.mentee_id, documents.proposal_json(one)),
            }
            for one in proposals
        ]
        ends = {"first": proposals[0].mentee_id, "last": proposals[-1].mentee_id}
        self._save(RUN_ROWS, {"_id": rows_id(run, PROPOSALS, number), **ends, "rows": rows})

    def save_left_over(self, run: Run, number: int, left_over: Sequence[LeftOver]) -> None:
        rows = [
            {
                "mentee_id": one.mentee_id,
                "earlier": one.earlier,
                "why": self._sealed_row(run, one.mentee_id, documents.left_over_json(one)),
            }
            for one in left_over
        ]
        self._save(RUN_ROWS, {"_id": rows_id(run, LEFT_OVER, number), "rows": rows})

    def _sealed_row(self, run: Run, mentee_id: str, text: str) -> str:
        return self._work.keyring.seal(mentee_id, documents.row_place(run.id, mentee_id), text)

    def save_not_started(self, run: Run, number: int, reasons: Mapping[str, str]) -> None:
        rows = [[mentee_id, reason] for mentee_id, reason in sorted(reasons.items())]
        self._save(RUN_ROWS, {"_id": rows_id(run, NOT_STARTED, number), "rows": rows})

    def save_prices(self, run: Run, prices: Mapping[str, float]) -> None:
        rows = [[mentor_id, price] for mentor_id, price in sorted(prices.items())]
        self._save(RUN_ROWS, {"_id": rows_id(run, PRICES, 0), "rows": rows})

    def save_progress(self, progress: Progress) -> None:
        self._save(RUN_PROGRESS, documents.from_progress(progress))

    def review(self, run_id: str) -> Review:
        document = self._work.get(RUN_REVIEWS, run_id)
        return documents.to_review(document) if document else Review(run_id)

    def save_review(self, review: Review) -> None:
        self._save(RUN_REVIEWS, documents.from_review(review))

    def save_matching_settings(self, settings: MatchingSettings) -> None:
        self._save(MATCHING_SETTINGS, documents.from_settings(settings))
