"""A process of its own that stores events, reaches no broker, and waits to be killed."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from relays import NOBODY, Process

from causeway_kit.store import Store


async def live(mongo: str, database: str, topic: str, count: int) -> None:
    process = Process(Store(mongo, database), NOBODY, topic, ordinal=3)
    await process.start()
    await process.post(*range(count))
    sys.stdout.write(f"stored in shard {process.relay.shard}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
