"""The bench with what is known of reviewers, in MongoDB."""

from causeway_kit.store import Indexes
from moderation.adapters.background import text_place
from moderation.adapters.mongo import MongoBench
from moderation.adapters.review_documents import (
    from_clearance,
    from_golden,
    from_limits,
    from_shift,
    to_clearance,
    to_golden,
    to_shift,
)
from moderation.app.review_ports import CLEARANCES, GOLDEN, LIMITS, SERVICE_KEY, SHIFTS, clearance_id
from moderation.domain.case import Case
from moderation.domain.golden import Golden
from moderation.domain.reviewer import Clearance
from moderation.domain.shift import Limits, Shift

REVIEW_INDEXES: Indexes = {
    SHIFTS: [],
    CLEARANCES: [([("programme_id", 1), ("person_id", 1)], {})],
    LIMITS: [],
    GOLDEN: [([("programme_id", 1), ("made_at", 1)], {})],
}
LOT_DIGITS = 12  # of the keyed hash, in hex: far more than any odds


class MongoReviewBench(MongoBench):
    """What one batch of a reviewer's calls reads and changes; written together when its unit of work commits."""

    def shift(self, reviewer: str) -> Shift:
        document = self._work.get(SHIFTS, reviewer)
        return to_shift(document) if document else Shift(reviewer)

    def save_shift(self, shift: Shift) -> None:
        self._work.save(SHIFTS, from_shift(shift))

    def clearance(self, programme_id: str, person_id: str) -> Clearance | None:
        document = self._work.get(CLEARANCES, clearance_id(programme_id, person_id))
        return to_clearance(document) if document else None

    def save_clearance(self, clearance: Clearance) -> None:
        self._work.save(CLEARANCES, from_clearance(clearance))

    def save_limits(self, programme_id: str, limits: Limits) -> None:
        self._work.save(LIMITS, from_limits(programme_id, limits))

    def golden(self, golden_id: str) -> Golden | None:
        document = self._work.get(GOLDEN, golden_id)
        return to_golden(document) if document else None

    def save_golden(self, golden: Golden) -> None:
        self._work.save(GOLDEN, from_golden(golden))

    def sealed_golden(self, golden_id: str, text: str) -> tuple[str, str]:
        place = f"golden_items/{golden_id}/text"
        return self._work.keyring.seal(SERVICE_KEY, place, text), place

    def message_place(self, message_id: str, content_version: int) -> str:
        return text_place(message_id, content_version)

    def place_of(self, case: Case) -> str:
        return case.text_place or text_place(case.id, case.content_version)

    def falls_on(self, thing: str, one_in: int) -> bool:
        if not one_in:
            return False
        return int(self._work.keyring.content_hash(SERVICE_KEY, thing)[:LOT_DIGITS], 16) % one_in == 0
