"""The two steps of a nudge: claim what is due, then send what is claimed. A crash between any two lines sends at most once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from causeway.notifications.v1.events import Outcome
from causeway_kit import crash_points
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from notifications.app import begin_sending, claim_nudge, settle_delivery
from notifications.app.ports import Contacts, Mailer, MailLine, NudgeIds, Postroom, Reading
from notifications.domain.letter import Contact, Pages
from notifications.domain.letters import letter_for
from notifications.domain.nudge import Delivery
from notifications.domain.pigeonhole import Pigeonhole

log = structlog.get_logger()

TIMERS_AT_ONCE = 200
SENT_AT_ONCE = 20
ROUNDS = 5  # in one step: it must end within the time that a stopping process has, or what was begun is lost as unknown
LATEST_START = timedelta(seconds=1)  # after everything was asked once more; later it is asked again
STUCK_AFTER = timedelta(seconds=60)  # far longer than sending a batch can take
OpenWork = Callable[[], UnitOfWork]


class Claiming:
    """Takes due timers."""

    def __init__(self, open_work: OpenWork, opens: Opens[Postroom], reading: Reading, ids: NudgeIds, clock: Clock) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._ids = ids
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        while True:
            due = await self._reading.due(self._clock.now(), TIMERS_AT_ONCE)
            if due:
                await self._claim(due)
            if len(due) < TIMERS_AT_ONCE:
                return

    async def _claim(self, due: Sequence[Pigeonhole]) -> None:
        ids = await self._ids.possible(due, claim_nudge.possible_days(self._clock.now()))
        items = [Item(claim_nudge.needs(hole, ids[hole.id]), self._claiming(hole.id)) for hole in due]
        results = await run_batch(self._open_work, items)
        failed = [hole for hole, result in zip(due, results, strict=True) if isinstance(result, Failed)]
        if failed:
            log.error("nudges could not be decided and wait", nudges=len(failed), errors=_kinds(results))
            await run_batch(self._open_work, [Item(claim_nudge.needs(one, ()), self._postponing(one.id)) for one in failed])

    def _claiming(self, id: str) -> Callable[[UnitOfWork], None]:
        return lambda work: claim_nudge.claim_nudge(self._opens(work), id)

    def _postponing(self, id: str) -> Callable[[UnitOfWork], None]:
        return lambda work: claim_nudge.postpone(self._opens(work), id)


class Sending:
    """Sends claimed nudges outside any transaction, and stores what became of them."""

    def __init__(
        self,
        open_work: OpenWork,
        opens: Opens[Postroom],
        reading: Reading,
        contacts: Contacts,
        mailer: Mailer,
        pages: Pages,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._contacts = contacts
        self._mailer = mailer
        self._pages = pages
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable: then what is claimed waits, and what was begun becomes unknown."""
        await self.give_up_stuck()
        for _ in range(ROUNDS):
            deliveries = await self._reading.claimed(self._clock.now(), SENT_AT_ONCE)
            outcomes = await self._take_up(deliveries) if deliveries else {}
            if len(deliveries) < SENT_AT_ONCE or None in outcomes.values():
                return

    async def _take_up(self, deliveries: Sequence[Delivery]) -> dict[str, Outcome | None]:
        contacts = await self._contacts.of([delivery.person_id for delivery in deliveries])
        async with self._mailer.connect() as line:
            begun = await self.begin(deliveries, contacts)
            crash_points.reached("after_claim_before_send")
            outcomes = await self._send(line, begun, contacts)
            crash_points.reached("after_send_before_record")
            await self._settle(outcomes)
        return outcomes

    async def give_up_stuck(self) -> None:
        """Whoever sent these died or lost the database. They may have arrived, so they are not sent again."""
        stuck = await self._reading.stuck(self._clock.now() - STUCK_AFTER, SENT_AT_ONCE)
        await self._settle({delivery.id: Outcome.UNKNOWN for delivery in stuck})

    async def begin(self, deliveries: Sequence[Delivery], contacts: Mapping[str, Contact]) -> list[Delivery]:
        """Those that this process, and no other, is to send now."""
        items = [
            Item(begin_sending.needs(one), self._beginning(one.id, has_address=bool(contacts[one.person_id].email)))
            for one in deliveries
        ]
        results = await run_batch(self._open_work, items)
        failed = [one for one, result in zip(deliveries, results, strict=True) if isinstance(result, Failed)]
        if failed:
            log.error("nudges could not be decided and wait", nudges=len(failed), errors=_kinds(results))
            await run_batch(self._open_work, [Item(begin_sending.needs(one), self._postponing(one.id)) for one in failed])
        return [result for result in results if isinstance(result, Delivery)]

    async def _send(
        self, line: MailLine, begun: Sequence[Delivery], contacts: Mapping[str, Contact]
    ) -> dict[str, Outcome | None]:
        """None: certainly not sent."""
        outcomes: dict[str, Outcome | None] = {}
        for delivery in begun:
            outcomes[delivery.id] = None
            if line.usable and not self._is_late(delivery):
                contact = contacts[delivery.person_id]
                outcomes[delivery.id] = await line.send(delivery.id, contact, letter_for(delivery.kind, contact, self._pages))
        return outcomes

    def _is_late(self, delivery: Delivery) -> bool:
        return delivery.began_at is None or self._clock.now() - delivery.began_at > LATEST_START

    async def _settle(self, outcomes: Mapping[str, Outcome | None]) -> None:
        items = [Item(settle_delivery.needs(id), self._settling(id, outcome)) for id, outcome in outcomes.items()]
        await run_batch(self._open_work, items)

    def _beginning(self, nudge_id: str, *, has_address: bool) -> Callable[[UnitOfWork], Delivery | None]:
        return lambda work: begin_sending.begin_sending(self._opens(work), nudge_id, has_address=has_address)

    def _postponing(self, nudge_id: str) -> Callable[[UnitOfWork], None]:
        return lambda work: begin_sending.postpone(self._opens(work), nudge_id)

    def _settling(self, nudge_id: str, outcome: Outcome | None) -> Callable[[UnitOfWork], None]:
        if outcome is None:
            return lambda work: settle_delivery.give_back(self._opens(work), nudge_id)
        return lambda work: settle_delivery.settle_delivery(self._opens(work), nudge_id, outcome)


def _kinds(results: Sequence[Any]) -> list[str]:
    return sorted({type(result.error).__name__ for result in results if isinstance(result, Failed)})
