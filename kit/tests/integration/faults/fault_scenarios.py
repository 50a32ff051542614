"""Courses of events that a sound build survives, and a build with a planted bug must not."""

import asyncio
from dataclasses import replace
from pathlib import Path

from aiokafka.errors import KafkaError
from fault_ledger import Ledger, everything_in
from fault_processes import Killable, Running, Workshop
from fault_servers import Breakable, cut_tail
from fault_service import Plan, noted_on

from causeway_kit import metrics
from causeway_kit.ids import new_event_id
from causeway_kit.testing import PATIENCE_SECONDS, until

LONG_ENOUGH_TO_BE_KILLED_IN = 60.0
CUT_BYTES = 20_000


async def trouble_for_a_while(workshop: Workshop, ledger: Ledger, plan: Plan, mutant: str = "") -> None:
    """What the handler needs is away for some batches, and comes back."""
    running = await workshop.begun(replace(plan, mutant=mutant))
    running.service.plan.failing = True
    await ledger.write(1500)

    async def met() -> bool:
        every_batch = len(running.service.refused) >= 1500  # without going back, the reader soon has met them all
        return every_batch or max(running.service.refused.values(), default=0) >= 6

    await until(met)
    running.service.plan.failing = False
    await ledger.write(120)


async def killed_before_its_transaction(workshop: Workshop, ledger: Ledger, plan: Plan, mutant: str = "") -> None:
    """SIGKILL while a batch is being applied and nothing of it is stored."""
    await ledger.write(600)
    victim = workshop.process(replace(plan, commit_takes=LONG_ENOUGH_TO_BE_KILLED_IN, mutant=mutant))
    await victim.says("committing")
    victim.kill()
    await workshop.begun(plan)


async def killed_after_its_transaction(workshop: Workshop, ledger: Ledger, plan: Plan, mutant: str = "") -> Killable:
    """SIGKILL when a batch is stored in MongoDB and Kafka has not been told. Gives the process that went on."""
    await ledger.write(600)
    victim = workshop.process(replace(plan, hold_after_commit=True, mutant=mutant))

    async def stored() -> bool:
        return await ledger.counted() > 0

    await until(stored)
    assert await ledger.committed() == 0
    victim.kill()
    return workshop.process(replace(plan, mutant=mutant))


async def broker_lost_its_tail(workshop: Workshop, broker: Breakable, plan: Plan, log: Path, mutant: str = "") -> set[str]:
    """The broker dies and comes back without the newest records and without memory of its producers.

    Gives the subjects that the relay was given afterwards.
    """
    publisher = await a_publisher(workshop, replace(plan, mutant=mutant))
    before = [new_event_id() for _ in range(1500)]
    await publisher.service.publish(before)
    await arrived(workshop.bootstrap, plan.echoes, set(before))
    broker.kill()
    cut_tail(log, plan.echoes, CUT_BYTES)
    broker.start()
    await broker.serves()
    assert await missing(workshop.bootstrap, plan.echoes, set(before)), "nothing was cut: the fault did not happen"
    after = [new_event_id() for _ in range(300)]
    await publisher.service.publish(after)
    return set(after)


async def a_publisher(workshop: Workshop, plan: Plan) -> Running:
    """A service that reads nothing and has sent its first event."""
    publisher = await workshop.begun(replace(plan, group=f"{plan.group}-publisher", topic=""))
    first = new_event_id()
    await publisher.service.publish([first])
    await arrived(workshop.bootstrap, plan.echoes, {first})
    return publisher


async def missing(bootstrap: str, topic: str, subjects: set[str]) -> set[str]:
    """Those of the subjects of which no event is in the topic."""
    records = await everything_in(bootstrap, topic)
    return subjects - {noted_on(topic).model_validate_json(record.value).reader_id for record in records}


async def arrived(bootstrap: str, topic: str, subjects: set[str], seconds: float = PATIENCE_SECONDS) -> None:
    """Waits until all of them are in the topic. Raises TimeoutError."""

    async def all_there() -> bool:
        try:
            return not await missing(bootstrap, topic, subjects)
        except KafkaError:  # the broker is on its way back
            return False

    await until(all_there, seconds)


def rebuilds() -> float:
    """How often relays in this process have built their producer again."""
    return float(metrics.producer_rebuilds._value.get())


async def passed(seconds: float) -> None:
    """For faults that consist of time going by."""
    await asyncio.sleep(seconds)
