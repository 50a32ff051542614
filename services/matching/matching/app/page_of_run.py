"""A page of a run's rows, all of them or those that a filter lets through."""

from dataclasses import dataclass

from matching.app.ask_for_run import ROWS
from matching.app.run_ports import RunReading, RunRow
from matching.domain.run import Run

MOST_LOOKED_AT = 2_000  # rows that one call opens while it looks for some that fit


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything that is given must apply. A reason is a token or its kind, or a rule that removed mentors."""

    region: str = ""
    reason: str = ""
    only_changed: bool = False
    proposals: bool = True
    unmatched: bool = True

    @property
    def everything(self) -> bool:
        return not (self.region or self.reason or self.only_changed)

    def accepts(self, row: RunRow) -> bool:
        one = row.proposal or row.left_over
        assert one is not None
        if self.region and one.region != self.region:
            return False
        if self.only_changed and not (row.proposal.changed if row.proposal else one.earlier):
            return False
        return not self.reason or self._has_reason(row)

    def _has_reason(self, row: RunRow) -> bool:
        if row.proposal is not None:
            tokens = (*row.proposal.reasons, *([row.not_started] if row.not_started else []))
        else:
            tokens = tuple(rule for rule, _ in row.left_over.ruled_out) if row.left_over else ()
        return any(token == self.reason or token.startswith(f"{self.reason}:") for token in tokens)


@dataclass(frozen=True, slots=True)
class Page:
    """Next is the row to go on with; None: that was all."""

    rows: list[RunRow]
    next: int | None


async def page_of_run(reading: RunReading, run: Run, wanted: Filter, start: int, size: int) -> Page:
    """Raises Unavailable."""
    pairs = run.figures.pairs
    end = pairs + run.figures.unmatched if wanted.unmatched else pairs
    place = start if wanted.proposals else max(start, pairs)
    stop, found = min(end, place + MOST_LOOKED_AT), list[RunRow]()
    while place < stop and len(found) < size:
        some = await reading.rows(run, place, min(stop - place, size - len(found) if wanted.everything else ROWS))
        if not some:
            return Page(found, None)
        for row in some:
            place += 1
            if wanted.accepts(row):
                found.append(row)
            if len(found) == size:
                break
    return Page(found, place if place < end else None)
