"""A topic's past is read from a moment on to its end as of now, without a group."""

from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer

from causeway_kit.past import Past

pytestmark = pytest.mark.connected

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def written(kafka: str, topic: str, *rows: tuple[str, datetime, str]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for value, at, type_name in rows:
            headers = [("type", type_name.encode())] if type_name else []
            moment = int(at.timestamp() * 1000)
            await producer.send_and_wait(topic, value.encode(), key=value.encode(), timestamp_ms=moment, headers=headers)


async def read(kafka: str, topic: str, since: datetime) -> tuple[list[str], int, int]:
    values: list[str] = []
    done = total = 0
    async for portion in Past(kafka).read(topic, "Posted", since):
        values += [value.decode() for value in portion.values]
        done, total = portion.done, portion.total
    return sorted(values), done, total


async def test_what_was_written_since_a_moment_is_read_of_one_type_alone(kafka: str, topic: str) -> None:
    hour = timedelta(hours=1)
    await written(
        kafka,
        topic,
        ("before", MONDAY - hour, "Posted"),
        ("first", MONDAY, "Posted"),
        ("other", MONDAY + hour, "Judged"),
        ("untyped", MONDAY + hour, ""),
        ("second", MONDAY + hour, "Posted"),
    )

    values, done, total = await read(kafka, topic, MONDAY)

    assert values == ["first", "second"]
    assert done == total >= 4
    assert await read(kafka, topic, MONDAY + 2 * hour) == ([], 0, 0)
