"""Reads several databases as they stood at one moment, while they are written to."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bson import json_util
from bson.timestamp import Timestamp
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.errors import OperationFailure

Client = MongoClient[dict[str, Any]]

WINDOW = "minSnapshotHistoryWindowInSeconds"
WIDE_SECONDS = 21_600  # a dump may take this long; MongoDB's own limit is 300 s
ORDINARY_SECONDS = 300
AT_ONCE = 2000  # documents
CATALOG_CHANGED = (246,)  # SnapshotUnavailable: a collection or index was made at this very moment
TOO_OLD = (239,)


class Moved(Exception):
    """Collections or indexes changed while they were read: start again."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A collection besides its documents."""

    database: str
    name: str
    options: dict[str, object]
    indexes: tuple[dict[str, object], ...]


class Snapshot:
    """Every read sees the same moment, that of the first one."""

    def __init__(self, client: Client, session: ClientSession) -> None:
        self._client = client
        self._session = session

    def batches(self, database: str, collection: str) -> Iterator[bytes]:
        """Whole documents as MongoDB sends them. Raises Moved."""
        try:
            yield from raw_batches(self._client, database, collection, self._session)
        except OperationFailure as failure:
            if failure.code in CATALOG_CHANGED:
                raise Moved from None
            raise

    @property
    def cluster_time(self) -> Timestamp:
        """Of the first read, which must have been made."""
        moment = self._session._snapshot_time  # the driver shows it nowhere else
        if not isinstance(moment, Timestamp):
            raise LookupError("nothing was read yet")
        return moment


def raw_batches(client: Client, database: str, collection: str, session: ClientSession | None = None) -> Iterator[bytes]:
    cursor: Any = client[database][collection].find_raw_batches({}, session=session, batch_size=AT_ONCE)
    yield from cursor


@contextmanager
def snapshot(client: Client) -> Iterator[Snapshot]:
    with client.start_session(snapshot=True) as session:
        yield Snapshot(client, session)


@contextmanager
def wide_window(client: Client) -> Iterator[None]:
    """For the time of a dump MongoDB keeps the moment readable for hours; afterwards the window is what it was."""
    before = int(client.admin.command({"getParameter": 1, WINDOW: 1})[WINDOW])
    client.admin.command({"setParameter": 1, WINDOW: max(before, WIDE_SECONDS)})
    try:
        yield
    finally:
        # a dump that was killed left it wide
        client.admin.command({"setParameter": 1, WINDOW: before if before != WIDE_SECONDS else ORDINARY_SECONDS})


def shapes(client: Client, databases: Sequence[str]) -> list[Shape]:
    """The collections of these databases, in the order of their names."""
    found = []
    for database in databases:
        listed = client[database].list_collections(filter={"type": "collection"})
        for row in sorted(listed, key=lambda row: str(row["name"])):
            if not row["name"].startswith("system."):
                indexes = client[database][row["name"]].list_indexes()
                found.append(Shape(database, row["name"], _plain(row["options"]), tuple(map(_plain, indexes))))
    return found


def _plain(document: Any) -> dict[str, object]:
    plain: dict[str, object] = json.loads(json_util.dumps(document, json_options=json_util.CANONICAL_JSON_OPTIONS))
    return plain


def from_plain(document: dict[str, object]) -> dict[str, Any]:
    made: dict[str, Any] = json_util.loads(json.dumps(document))
    return made
