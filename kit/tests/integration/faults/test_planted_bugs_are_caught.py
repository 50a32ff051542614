"""The checker behind these tests finds a consumer or relay that was built wrong."""

from pathlib import Path

import pytest
from fault_ledger import Ledger
from fault_processes import Workshop
from fault_scenarios import (
    broker_lost_its_tail,
    killed_after_its_transaction,
    killed_before_its_transaction,
    missing,
    rebuilds,
    trouble_for_a_while,
)
from fault_servers import Breakable
from fault_service import Plan

from causeway_kit.testing import until

pytestmark = pytest.mark.connected

TRIES = 8  # a new producer needs one


def complains(complaints: list[str], of: str) -> bool:
    return any(complaint.endswith(of) for complaint in complaints)


@pytest.mark.parametrize("mutant", ["naive_acknowledgement", "no_seek_back"])
async def test_a_consumer_that_reads_past_a_failed_batch_loses_it(
    workshop: Workshop, ledger: Ledger, plan: Plan, mutant: str
) -> None:
    await trouble_for_a_while(workshop, ledger, plan, mutant)

    assert complains(await ledger.whole(), "lost")


async def test_a_consumer_that_tells_kafka_first_loses_what_it_was_killed_in(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    await killed_before_its_transaction(workshop, ledger, plan, "commit_before_effect")

    assert complains(await ledger.whole(), "lost")


async def test_a_consumer_without_an_inbox_applies_events_twice(workshop: Workshop, ledger: Ledger, plan: Plan) -> None:
    await killed_after_its_transaction(workshop, ledger, plan, "no_inbox")

    complaints = await ledger.whole()

    assert complains(complaints, "applied twice")
    assert complains(complaints, "told of as two events")


@pytest.mark.long
async def test_a_relay_that_keeps_its_producer_never_sends_again_after_the_broker_lost_its_tail(
    workshop: Workshop, broker: Breakable, plan: Plan, own_folder: Path
) -> None:
    built = rebuilds()
    log = own_folder / "kafka" / "log"
    after = await broker_lost_its_tail(workshop, broker, plan, log, "one_producer_for_ever")

    async def tried_many_times() -> bool:
        return rebuilds() >= built + TRIES

    await until(tried_many_times)
    assert await missing(workshop.bootstrap, plan.echoes, after)
