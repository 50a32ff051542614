"""The topics are those of the event classes, are made once, and one that does not fit is named."""

import asyncio
import importlib.util
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from aiokafka.admin import AIOKafkaAdminClient

from causeway.event import Event
from causeway.matching.v1 import events as matching
from causeway.messaging.v1 import events as messaging
from causeway.moderation.v1 import events as moderation
from causeway.notifications.v1 import events as notifications
from causeway_cli.keeper import plan

Manifest = dict[str, Any]
EVENT_CLASSES = [
    each
    for module in (matching, messaging, moderation, notifications)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Event) and each is not Event
]


@pytest.fixture(scope="module")
def program(root: Path) -> ModuleType:
    """The file that the Job and the one-shot container run."""
    spec = importlib.util.spec_from_file_location("create_topics", root / "deploy/base/topics/create_topics.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def consumers_of_the_job(objects: list[Manifest]) -> str:
    job = next(each for each in objects if each["kind"] == "Job" and each["metadata"]["name"] == "topics")
    variables = job["spec"]["template"]["spec"]["containers"][0]["env"]
    return str(next(each["value"] for each in variables if each["name"] == "CAUSEWAY_CONSUMERS"))


def replicas_of_the_job(objects: list[Manifest]) -> int:
    job = next(each for each in objects if each["kind"] == "Job" and each["metadata"]["name"] == "topics")
    variables = job["spec"]["template"]["spec"]["containers"][0]["env"]
    return int(next(each["value"] for each in variables if each["name"] == "CAUSEWAY_TOPIC_REPLICAS"))


def test_every_event_has_its_topic_and_every_consumer_its_dead_letters_and_replays(program: ModuleType) -> None:
    topics = program.wanted_topics(list(plan.SERVICES))

    assert len(EVENT_CLASSES) >= 14
    of_consumers = {f"{service}.{kind}" for service in plan.SERVICES for kind in ("dead-letters", "replays")}
    assert set(topics) == {each.TOPIC for each in EVENT_CLASSES} | of_consumers


def test_topics_have_as_many_partitions_as_those_of_up(program: ModuleType) -> None:
    topics = program.wanted_topics(list(plan.SERVICES))

    assert topics == {name: plan.TOPICS.get(name) for name in topics}


def test_the_job_and_compose_name_the_consumers_of_the_code(objects: list[Manifest], compose: Manifest) -> None:
    assert consumers_of_the_job(objects).split() == list(plan.SERVICES)
    assert compose["services"]["topics"]["environment"]["CAUSEWAY_CONSUMERS"].split() == list(plan.SERVICES)


def test_events_are_kept_by_three_brokers_in_production(overlay: str, objects: list[Manifest]) -> None:
    assert replicas_of_the_job(objects) == {"production": 3, "local": 1}[overlay]


def test_the_job_carries_the_program_as_it_is_in_the_repository(objects: list[Manifest], root: Path) -> None:
    scripts = [each["data"] for each in objects if each["kind"] == "ConfigMap" and "create_topics.py" in each["data"]]

    assert scripts == [{"create_topics.py": (root / "deploy/base/topics/create_topics.py").read_text()}]


def test_the_brokers_beside_compose_and_local_create_no_topic_by_themselves(root: Path, compose: Manifest) -> None:
    local = yaml.safe_load_all((root / "deploy/overlays/local/stores/kafka.yaml").read_text())
    broker = next(each for each in local if each["kind"] == "StatefulSet")["spec"]["template"]["spec"]["containers"][0]

    assert {"name": "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "value": "false"} in broker["env"]
    assert compose["services"]["kafka"]["environment"]["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"


async def partitions(bootstrap: str, names: list[str]) -> Mapping[str, int]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        return {each["topic"]: len(each["partitions"]) for each in await admin.describe_topics(names)}
    finally:
        await admin.close()


@pytest.mark.connected
def test_topics_can_be_made_again_and_again(program: ModuleType, kafka: str) -> None:
    run = uuid.uuid4().hex[:8]
    topics = {f"deploy-{run}-events": 3, f"deploy-{run}-letters": 1}

    for _ in range(2):
        asyncio.run(program.run(kafka, topics, 1))

    assert asyncio.run(partitions(kafka, list(topics))) == topics


@pytest.mark.connected
def test_a_topic_with_another_number_of_partitions_is_refused_and_left_alone(program: ModuleType, kafka: str) -> None:
    name = f"deploy-{uuid.uuid4().hex[:8]}"
    asyncio.run(program.run(kafka, {name: 2}, 1))

    with pytest.raises(program.Refused, match=f"{name} has 2 partitions and needs 3"):
        asyncio.run(program.run(kafka, {name: 3}, 1))

    assert asyncio.run(partitions(kafka, [name])) == {name: 2}


@pytest.mark.connected
def test_a_topic_with_too_few_replicas_is_refused(program: ModuleType, kafka: str) -> None:
    name = f"deploy-{uuid.uuid4().hex[:8]}"
    asyncio.run(program.run(kafka, {name: 1}, 1))

    with pytest.raises(program.Refused, match="fewer than 3 replicas"):
        asyncio.run(program.run(kafka, {name: 1}, 3))


@pytest.mark.connected
def test_a_broker_that_does_not_answer_is_named(program: ModuleType) -> None:
    with pytest.raises(program.Refused, match=r"Kafka at 127\.0\.0\.1:9 does not answer"):
        asyncio.run(program.run("127.0.0.1:9", {"any": 1}, 1, patience_seconds=0))
