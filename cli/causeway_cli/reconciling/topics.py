"""Which topics a broker does not have."""

from collections.abc import Sequence

from causeway_cli.trouble import Trouble


async def missing_topics(bootstrap: str, wanted: Sequence[str]) -> list[str]:
    """Raises Trouble when Kafka does not answer."""
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=5000)
    try:
        await admin.start()
        present = set(await admin.list_topics())
    except (KafkaError, OSError) as error:
        raise Trouble(f"Kafka at {bootstrap} did not tell its topics ({type(error).__name__}): is it running?") from None
    finally:
        await admin.close()
    return [topic for topic in wanted if topic not in present]
