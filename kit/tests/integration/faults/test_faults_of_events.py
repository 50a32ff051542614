"""Events that cannot be read or applied: set aside, each with its origin, and nothing else suffers."""

import pytest
from fault_ledger import Ledger
from fault_processes import Workshop
from fault_service import Plan

from causeway_kit.testing import until

pytestmark = pytest.mark.connected


async def test_malformed_events_and_binary_headers_go_to_dead_letters_and_all_others_are_applied(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    await workshop.begun(plan)

    await ledger.write(3000, noise_every=100)

    assert await ledger.whole() == []
    assert (len(ledger.acknowledged), len(ledger.bad)) == (3000, 30)


async def test_in_batches_of_hundreds_only_the_poison_is_set_aside(workshop: Workshop, ledger: Ledger, plan: Plan) -> None:
    await ledger.write(1200, poison_every=300)

    await workshop.begun(plan)

    assert await ledger.whole() == []
    assert len(ledger.bad) == 4


async def test_while_what_a_handler_needs_is_away_nothing_is_committed_and_then_all_is_applied(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(plan)
    running.service.plan.failing = True
    await ledger.write(1500)

    async def tried_several_times() -> bool:
        return max(running.service.refused.values(), default=0) >= 6

    await until(tried_several_times)
    assert (await ledger.counted(), await ledger.committed()) == (0, 0)
    running.service.plan.failing = False

    assert await ledger.whole() == []
