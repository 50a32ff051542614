"""The first people who may do everything come from the settings; everybody else is appointed by somebody."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from causeway.access.v1.access import Role
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.status import Status
from causeway_kit.work import UnitOfWork
from matching.app import appoint
from matching.app.ports import Register
from matching.domain.role import HeldRole, staff_role

log = structlog.get_logger()
REST_SECONDS = 0.5


class Administrators:
    """Not ready until they can sign in. A second start changes nothing."""

    def __init__(
        self, open_work: Callable[[], UnitOfWork], opens: Opens[Register], status: Status, subjects: Sequence[str]
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._status = status
        self._roles = [staff_role(subject, Role.ADMINISTRATOR, "") for subject in subjects]
        if self._roles:
            status.waits_for("administrators", "the administrators are being appointed")

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.appoint()
                return
            except Unavailable as error:
                log.warning("administrators wait", why=str(error))
                await asyncio.sleep(REST_SECONDS)

    async def appoint(self) -> None:
        """Raises Unavailable."""
        for result in await run_batch(self._open_work, [self._item(role) for role in self._roles]):
            if isinstance(result, Failed):
                raise result.error
        self._status.has("administrators")

    def _item(self, role: HeldRole) -> Item:
        return Item(appoint.needs(role), lambda work: appoint.appoint(self._opens(work), role))
