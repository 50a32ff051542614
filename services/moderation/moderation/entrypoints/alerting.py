"""Makes alerts of what was noticed and asks the next safeguarding lead. Several processes may look: each asking is made once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from causeway.moderation.v1.events import Trouble
from causeway_kit import metrics
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from moderation.app import ask_lead, notice_signs
from moderation.app.alert_ports import AlertReading, Desk, Staff
from moderation.domain.alert import Alert, Pace
from moderation.domain.sign import Sign

log = structlog.get_logger()

SIGNS_AT_ONCE, ALERTS_AT_ONCE = 200, 200
TOLD = {Trouble.NOBODY_ON_ROTA: "nobody on the rota", Trouble.NOBODY_REACHED: "nobody was reached"}


@dataclass(frozen=True, slots=True)
class Alerting:
    open_work: Callable[[], UnitOfWork]
    opens: Opens[Desk]
    reading: AlertReading
    pace: Pace
    clock: Clock

    async def step(self) -> None:
        """Raises Unavailable."""
        await self.notice()
        await self.ask()

    async def notice(self) -> None:
        """All signs of one person are noticed together."""
        by_person: dict[tuple[str, str], list[Sign]] = {}
        for sign in await self.reading.waiting_signs(SIGNS_AT_ONCE):
            by_person.setdefault((sign.programme_id, sign.author_id), []).append(sign)
        open_ids = await self.reading.open_alerts(list(by_person))
        items = [self._noticing(signs, open_ids.get(person, "")) for person, signs in by_person.items()]
        _require_stored(await run_batch(self.open_work, items))

    async def ask(self) -> None:
        due = await self.reading.due(self.clock.now(), ALERTS_AT_ONCE)
        programmes = {alert.programme_id for alert in due}
        staff = {programme_id: await self.reading.staff(programme_id, self.clock.now()) for programme_id in programmes}
        results = await run_batch(self.open_work, [self._asking(alert, staff[alert.programme_id]) for alert in due])
        for alert in (result for result in results if isinstance(result, Alert)):
            _tell(alert)
        _require_stored(results)

    def _noticing(self, signs: Sequence[Sign], open_id: str) -> Item:
        return Item(
            notice_signs.needs(signs, open_id),
            lambda work: notice_signs.notice_signs(self.opens(work), signs, open_id, self.pace),
        )

    def _asking(self, due: Alert, staff: Staff) -> Item:
        return Item(ask_lead.needs(due), lambda work: ask_lead.ask_lead(self.opens(work), due.id, staff, self.pace))


def _tell(alert: Alert) -> None:
    if alert.trouble is Trouble.UNSPECIFIED:
        log.info("a safeguarding lead is asked", alert_id=alert.id, asking=alert.askings_so_far)
        return
    why = TOLD.get(alert.trouble, "unknown")
    metrics.unheard.labels(why).inc()
    log.error("an alert is heard by nobody", alert_id=alert.id, programme_id=alert.programme_id, why=why)


def _require_stored(results: Sequence[Any]) -> None:
    for failed in (one for one in results if isinstance(one, Failed)):
        raise failed.error
