"""Reads the services' databases, and never writes: the operator's second source beside the public interface."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble
from causeway_kit.ids import order_of
from causeway_kit.outbox import events_in

Row = dict[str, Any]
KEYS_AT_ONCE = 1000


class Databases:
    def __init__(self, client: "MongoClient[Row]") -> None:
        self._client = client

    def rows(
        self, service: str, collection: str, query: Row, fields: Sequence[str], sort: Sequence[tuple[str, int]] | None = None
    ) -> Iterator[Row]:
        projection = dict.fromkeys(fields, 1)
        yield from self._client[service][collection].find(query, projection, sort=sort)

    def events(self, service: str, types: Sequence[str], keys: Iterable[str] | None = None) -> Iterator[Row]:
        """Events as the service stored them, in the order of storing; `keys` limits them to these Kafka keys."""
        for part in _parts(keys):
            wanted, keyed = set(types), None if part is None else set(part)
            query: Row = {"events.type": {"$in": list(types)}, **({} if part is None else {"events.key": {"$in": part}})}
            parcels = self._client[service]["outbox"].find(query, {"events": 1}, sort=[("order", 1)], allow_disk_use=True)
            for event in events_in(parcels):
                if event["type"] in wanted and (keyed is None or event["key"] in keyed):
                    yield json.loads(event["value"])


def _parts(keys: Iterable[str] | None) -> Iterator[list[str] | None]:
    if keys is None:
        yield None
        return
    wanted = list(keys)
    for place in range(0, len(wanted), KEYS_AT_ONCE):
        yield wanted[place : place + KEYS_AT_ONCE]


@contextmanager
def databases(system: RunningSystem) -> Iterator[Databases]:
    """Raises Trouble when the database does not answer."""
    client: MongoClient[Row] = MongoClient(
        system.mongo_uri, tz_aware=True, serverSelectionTimeoutMS=5000, readConcernLevel="majority"
    )
    try:
        yield Databases(client)
    except PyMongoError as error:
        raise Trouble(f"The database at {system.mongo_uri} did not answer ({type(error).__name__}).") from None
    finally:
        client.close()


def made_at(event: Row) -> float:
    """Seconds since 1970 by the clock of the machine, whatever time its service believed it was."""
    return order_of(event["event_id"]) / 1e9
