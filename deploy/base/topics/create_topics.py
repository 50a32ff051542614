"""Creates the topics that the event classes and the consumers need. Those that exist are checked and never changed.

Runs in the image of any service, as a Job of the cluster and as a one-shot container of docker-compose.yml.
"""

import asyncio
import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, for_code

import causeway
from causeway.event import Event
from causeway_kit.kafka_security import OPEN, KafkaSecurity, KafkaSettings, refusal, security_of

PARTITIONS = 12  # fixed: with another number, keys would move to other partitions
RETENTION_DAYS = 7
SET_ASIDE = (".dead-letters", ".replays")
LARGEST_LETTER = 4_000_000  # bytes; a sealed event is larger than the event, which may have 1 MB
ALREADY_EXISTS = 36
PATIENCE_SECONDS = 120


class Refused(Exception):
    """The sentence says what is wrong and what to do."""


def event_topics() -> set[str]:
    """The topics of all event classes of the contracts."""
    root = Path(next(iter(causeway.__path__)))
    for path in sorted(root.glob("*/v*/events.py")):
        importlib.import_module(".".join(("causeway", *path.relative_to(root).with_suffix("").parts)))
    return {event.TOPIC for event in Event.__subclasses__() if event.__module__.startswith("causeway.")}


def wanted_topics(consumers: list[str]) -> dict[str, int]:
    """Topic and number of partitions. Dead letters and their replays are few and wanted by people: one partition."""
    set_aside = [f"{consumer}{kind}" for consumer in consumers for kind in SET_ASIDE]
    return dict.fromkeys(sorted(event_topics()), PARTITIONS) | dict.fromkeys(set_aside, 1)


async def create_topics(admin: AIOKafkaAdminClient, topics: Mapping[str, int], replicas: int) -> None:
    """Returns when every topic exists as wanted. Raises Refused."""
    settings = {
        "retention.ms": str(RETENTION_DAYS * 86_400_000),
        "min.insync.replicas": str(max(1, replicas - 1)),
    }
    larger = settings | {"max.message.bytes": str(LARGEST_LETTER)}
    wanted = [
        NewTopic(name, count, replicas, topic_configs=larger if name.endswith(SET_ASIDE) else settings)
        for name, count in topics.items()
    ]
    answer = await admin.create_topics(wanted)
    for name, code, *_ in answer.topic_errors:
        if code not in (0, ALREADY_EXISTS):
            raise Refused(f"Kafka refused to create the topic {name}: {for_code(code).__name__}.")
        sys.stdout.write(f"{name}: {'exists' if code else 'created'}\n")
    await _check(admin, topics, replicas)


async def _check(admin: AIOKafkaAdminClient, topics: Mapping[str, int], replicas: int) -> None:
    for found in await admin.describe_topics(list(topics)):
        name, partitions = found["topic"], found["partitions"]
        if not partitions and found["error_code"]:
            raise KafkaError(f"{name} is not known to every broker yet")
        if len(partitions) != topics[name]:
            raise Refused(
                f"The topic {name} has {len(partitions)} partitions and needs {topics[name]}: "
                "it was made by somebody else. Delete it if it is empty, or move its events to a new one."
            )
        fewest = min(len(partition["replicas"]) for partition in partitions)
        if fewest < replicas:
            raise Refused(
                f"The topic {name} has fewer than {replicas} replicas ({fewest}): add some with kafka-reassign-partitions."
            )


async def run(
    bootstrap: str,
    topics: Mapping[str, int],
    replicas: int,
    patience_seconds: float = PATIENCE_SECONDS,
    security: KafkaSecurity = OPEN,
) -> None:
    """Tries again while Kafka does not answer. Raises Refused."""
    deadline = asyncio.get_running_loop().time() + patience_seconds
    while True:
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **security.options)
        try:
            await admin.start()
            await create_topics(admin, topics, replicas)
            return
        except (KafkaError, OSError) as error:
            if asyncio.get_running_loop().time() > deadline:
                why = (
                    refusal(error, security.user)
                    or f"Kafka at {bootstrap} does not answer ({type(error).__name__}): is it running?"
                )
                raise Refused(why) from None
            await asyncio.sleep(1)
        finally:
            await admin.close()


def main() -> None:
    consumers = os.environ["CAUSEWAY_CONSUMERS"].split()
    replicas = int(os.environ["CAUSEWAY_TOPIC_REPLICAS"])
    settings = KafkaSettings()  # type: ignore[call-arg]  # from the environment
    try:
        asyncio.run(run(settings.kafka, wanted_topics(consumers), replicas, security=security_of(settings)))
    except Refused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
