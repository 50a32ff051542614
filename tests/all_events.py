"""Everything that lies in the topics of events."""

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from causeway_cli.keeper.plan import EVENT_TOPICS, PARTITIONS


async def all_events(kafka: str) -> list[ConsumerRecord]:
    """From the beginning of each topic to its end as of now, in the order in which Kafka got them."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    try:
        places = [TopicPartition(topic, number) for topic in EVENT_TOPICS for number in range(PARTITIONS)]
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        ends = await consumer.end_offsets(places)
        rows: list[ConsumerRecord] = []
        while [place for place, end in ends.items() if await consumer.position(place) < end]:
            for some in (await consumer.getmany(timeout_ms=300)).values():
                rows += some
    finally:
        await consumer.stop()
    return sorted(rows, key=lambda row: (row.timestamp, EVENT_TOPICS.index(row.topic), row.partition, row.offset))
