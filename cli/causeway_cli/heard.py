"""What the system told the others about one thing: its events on Kafka, for scenarios."""

import asyncio
import json
from collections.abc import Collection
from typing import Any

from aiokafka import AIOKafkaConsumer

from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble

PATIENCE_SECONDS = 30.0


async def events_about(
    system: RunningSystem, topic: str, id: str, kinds: Collection[str], seconds: float = PATIENCE_SECONDS
) -> list[dict[str, Any]]:
    """The thing's events of these kinds, in order, once each kind was heard. Raises Trouble when one stays away."""
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=system.kafka, auto_offset_reset="earliest")
    await consumer.start()
    found: list[dict[str, Any]] = []
    missing = set(kinds)
    try:
        async with asyncio.timeout(seconds):
            while missing:
                record = await consumer.getone()
                event = json.loads(record.value or b"{}")
                if (record.key or b"").decode() == id and event.get("type") in kinds:
                    found.append(event)
                    missing.discard(event["type"])
    except TimeoutError:
        raise Trouble(f"{', '.join(sorted(missing))} was not heard within {seconds:.0f} s.") from None
    finally:
        await consumer.stop()
    return found
