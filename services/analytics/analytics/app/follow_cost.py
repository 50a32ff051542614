"""Use cases: the processor times of all services are read now and then; an administrator asks what messages cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.app.ports import COST, LEDGER, Books, Figures, NotMeasuredYet
from analytics.domain.cost import Reading, enter

NEEDS = [(COST, LEDGER)]


@dataclass(frozen=True, slots=True)
class Cost:
    since: datetime
    messages: int
    cpu_seconds: Mapping[str, float]  # by service

    @property
    def cpu_seconds_per_1000_messages(self) -> float:
        """0 as long as no message was counted."""
        return 1000 * sum(self.cpu_seconds.values()) / self.messages if self.messages else 0.0


def enter_readings(books: Books, readings: Sequence[Reading], messages: int) -> None:
    known = books.ledger()
    ledger = enter(known, readings, messages, books.now)
    if ledger != known:
        books.save_ledger(ledger)


async def read_cost(figures: Figures) -> Cost:
    """Raises NotMeasuredYet."""
    ledger = await figures.ledger()
    if ledger.since is None:
        raise NotMeasuredYet(
            "No processor times were read yet. Set CAUSEWAY_METRICS_OF of analytics to name=address of each service's "
            "metrics page, and ask again a minute later."
        )
    messages = await figures.messages_counted() - ledger.messages_before
    return Cost(ledger.since, messages, ledger.spent_by_service())
