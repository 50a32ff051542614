"""Kafka asks who comes and what they may do: who is refused waits, says why in words, and loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from fault_ledger import Ledger
from fault_locks import LockedKafka, Rights, signing_in
from fault_processes import Running, Workshop
from fault_scenarios import arrived
from fault_servers import Breakable
from fault_service import Plan

from causeway_kit.ids import new_event_id
from causeway_kit.kafka_security import Kind, Mechanism
from causeway_kit.testing import until

pytestmark = pytest.mark.connected


@pytest.fixture
def locks(broker: Breakable) -> LockedKafka:
    assert isinstance(broker.server, LockedKafka)
    return broker.server


@pytest.fixture
def rights(workshop: Workshop, plan: Plan) -> Rights:
    return Rights(workshop.bootstrap, plan)


def begin(workshop: Workshop, plan: Plan, locks: LockedKafka, folder: Path, password: str = "") -> Running:
    """A service that comes through the guarded door."""
    settings = workshop.settings(plan)
    given = {"password": password} if password else {}
    return workshop.begin(plan, settings=signing_in(settings, locks.guarded, "sasl_plaintext", folder, **given))


async def says(running: Running, what: str, words: str) -> None:
    async def said() -> bool:
        return words in running.service.status.reasons.get(what, "")

    await until(said)


@pytest.mark.parametrize(
    ("kind", "mechanism"),
    [("sasl_plaintext", "SCRAM-SHA-512"), ("sasl_tls", "SCRAM-SHA-512"), ("sasl_tls", "PLAIN")],
)
async def test_a_service_signs_in_and_reads_and_sends(
    kind: Kind, mechanism: Mechanism, workshop: Workshop, ledger: Ledger, plan: Plan, locks: LockedKafka, rights: Rights,
    tmp_path: Path,
) -> None:  # fmt: skip
    await rights.grant(rights.all)
    address = locks.sealed if kind == "sasl_tls" else locks.guarded
    settings = signing_in(workshop.settings(plan), address, kind, tmp_path, mechanism=mechanism, authority=locks.authority)

    await workshop.begin(plan, settings=settings).ready()
    await ledger.write(60)

    assert await ledger.whole() == []


async def test_a_wrong_password_is_named_and_the_right_one_loses_nothing(
    workshop: Workshop, ledger: Ledger, plan: Plan, locks: LockedKafka, rights: Rights, tmp_path: Path
) -> None:
    await rights.grant(rights.all)
    refused = begin(workshop, plan, locks, tmp_path, password="a guess")
    await ledger.write(60)
    await says(refused, "start", "does not accept the user counting with this password")
    assert not refused.service.status.ready
    await refused.ended()

    await begin(workshop, plan, locks, tmp_path).ready()

    assert await ledger.whole() == []


async def test_a_certificate_of_a_stranger_is_not_trusted(
    workshop: Workshop, plan: Plan, locks: LockedKafka, tmp_path: Path
) -> None:
    settings = signing_in(workshop.settings(plan), locks.sealed, "sasl_tls", tmp_path)  # trusts what the system trusts

    refused = workshop.begin(plan, settings=settings)

    await says(refused, "start", "certificate is not trusted")
    assert not refused.service.status.ready


async def test_who_says_no_name_at_a_door_that_asks_waits(workshop: Workshop, plan: Plan, locks: LockedKafka) -> None:
    settings = workshop.settings(plan).model_copy(update={"kafka": locks.guarded})

    refused = workshop.begin(plan, settings=settings)

    await says(refused, "start", "Kafka does not answer")
    assert not refused.service.status.ready


async def test_without_the_right_to_join_its_group_it_waits_and_says_so(
    workshop: Workshop, ledger: Ledger, plan: Plan, locks: LockedKafka, rights: Rights, tmp_path: Path
) -> None:
    await rights.grant([*rights.reading, *rights.writing])
    running = begin(workshop, plan, locks, tmp_path)
    await ledger.write(60)
    await says(running, "start", f"does not let counting join the group {plan.group}")

    await rights.grant(rights.joining)

    await running.ready()
    assert await ledger.whole() == []


async def test_without_the_right_to_read_it_waits_and_says_so(
    workshop: Workshop, ledger: Ledger, plan: Plan, locks: LockedKafka, rights: Rights, tmp_path: Path
) -> None:
    read = rights.reading[:1]
    await rights.grant([each for each in rights.all if each not in read])
    running = begin(workshop, plan, locks, tmp_path)
    await ledger.write(60)
    await says(running, "start", f"use the topic {plan.topic}")
    assert not running.service.status.ready

    await rights.grant(read)

    await running.ready()
    assert await ledger.whole() == []


@pytest.mark.long
async def test_the_right_to_read_is_taken_away_and_given_back(
    workshop: Workshop, ledger: Ledger, plan: Plan, locks: LockedKafka, rights: Rights, tmp_path: Path
) -> None:
    read = rights.reading[:1]
    await rights.grant(rights.all)
    running = begin(workshop, plan, locks, tmp_path)
    await running.ready()
    await ledger.write(60)
    assert await ledger.whole() == []

    await rights.take(read)
    await says(running, "events", f"use the topic {plan.topic}")
    assert not running.service.status.ready
    await ledger.write(60)
    await rights.grant(read)

    await running.ready()
    assert await ledger.whole() == []


async def test_when_the_right_to_write_is_taken_away_it_takes_calls_keeps_its_events_and_sends_them_later(
    workshop: Workshop, plan: Plan, locks: LockedKafka, rights: Rights, tmp_path: Path
) -> None:
    await rights.grant([*rights.writing, *rights.setting_aside])
    silent = replace(plan, topic="")
    running = begin(workshop, silent, locks, tmp_path)
    first, later = [new_event_id()], [new_event_id() for _ in range(100)]
    await running.service.publish(first)
    await arrived(workshop.bootstrap, plan.echoes, set(first))

    await rights.take(rights.writing)
    await running.service.publish(later)
    await says(running, "sending", f"does not let counting use the topic {plan.echoes}")
    assert (running.service.status.ready, running.service.status.well) == (True, False)
    await rights.grant(rights.writing)

    await arrived(workshop.bootstrap, plan.echoes, set(later))

    async def well() -> bool:
        return running.service.status.well

    await until(well)
