"""The one module that talks to a MongoDB driver: PyMongo's async client, or Motor by a setting."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar

from pymongo import InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WriteError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from causeway_kit.errors import Duplicate, Stale, Unavailable

Document = dict[str, Any]
Indexes = Mapping[str, Sequence[tuple[Any, Mapping[str, Any]]]]  # {collection: [(keys, options)]}
Write = InsertOne[Document] | ReplaceOne[Document] | UpdateOne
Update = dict[str, Any]  # {"q": filter, "u": update, "upsert": whether to insert what is not there}
T = TypeVar("T")
AT_ONCE = 100  # documents in a command; the longest text is 43 kB when sealed
DUPLICATE_KEY = 11000
WRITE_CONFLICT = 112
TOO_LARGE = 388  # for the database's memory as it is filled now: half of it may well fit
PATIENCE_SECONDS = 5.0  # for a database that is away for a moment
PAUSE_SECONDS = 0.1
COMMIT_TRIES = 5  # of a commit whose answer was lost; the driver tries each twice
TRANSACTION: Mapping[str, Any] = {
    "read_concern": ReadConcern("snapshot"),
    "write_concern": WriteConcern("majority", j=True),
    "max_commit_time_ms": 5000,
}


class Store:
    """One database of a replica set. Every write is majority and journalled; driver errors leave as kit errors."""

    def __init__(self, uri: str, database: str, driver: Literal["pymongo", "motor"] = "pymongo", **options: Any) -> None:
        self.name = database
        self._motor = driver == "motor"
        if self._motor:
            from motor.motor_asyncio import AsyncIOMotorClient as Client
        else:
            from pymongo import AsyncMongoClient as Client  # type: ignore[assignment]
        settings = {"w": "majority", "journal": True, "readConcernLevel": "majority", "tz_aware": True}
        limits = {"serverSelectionTimeoutMS": 4000, "connectTimeoutMS": 4000, "socketTimeoutMS": 20000}
        self._client: Any = Client(uri, **{**settings, **limits, **options})
        self._db: Any = self._client[database]
        self.ahead = timedelta()  # of our clock, when we last looked: what several processes compare is told in its time

    async def close(self) -> None:
        closing = self._client.close()
        if closing is not None:
            await closing

    async def ping(self) -> None:
        """Raises Unavailable."""
        with _Translated():
            await self._db.command("ping")

    async def now(self) -> datetime:
        """By the database's clock. Raises Unavailable."""
        with _Translated():
            told: datetime = (await self._db.command("hello"))["localTime"]
            return told if told.tzinfo else told.replace(tzinfo=UTC)

    async def ensure(self, indexes: Indexes) -> None:
        """Creates collections and their indexes. A second time changes nothing."""
        with _Translated():
            present = set(await self._db.list_collection_names())
            for name, wanted in indexes.items():
                if name not in present:
                    await self._create(name)
                for keys, options in wanted:
                    await self._db[name].create_index(keys, **options)

    async def _create(self, name: str) -> None:
        try:
            await self._db.create_collection(name)
        except PyMongoError as error:
            if "already exists" not in str(error):
                raise

    async def find(self, collection: str, query: Mapping[str, Any], session: Any = None, **options: Any) -> list[Document]:
        with _Translated():
            found: list[Document] = await self._db[collection].find(query, session=session, **options).to_list(None)
            return found

    async def find_one(self, collection: str, query: Mapping[str, Any], **options: Any) -> Document | None:
        with _Translated():
            found: Document | None = await self._db[collection].find_one(query, **options)
            return found

    async def aggregate(self, collection: str, pipeline: Sequence[Mapping[str, Any]], **options: Any) -> list[Document]:
        with _Translated():
            cursor = self._db[collection].aggregate(list(pipeline), **options)
            rows: list[Document] = await (cursor if self._motor else await cursor).to_list(None)
            return rows

    async def count(self, collection: str, query: Mapping[str, Any], **options: Any) -> int:
        with _Translated():
            return int(await self._db[collection].count_documents(query, **options))

    async def insert_many(self, collection: str, documents: Iterable[Document], session: Any = None) -> None:
        """Raises Duplicate when one of them exists already."""
        rows = list(documents)
        if rows:
            with _Translated(session):
                await self._db[collection].insert_many(rows, ordered=False, session=session)

    async def bulk_write(self, collection: str, writes: Sequence[Write], session: Any = None) -> int:
        """Returns how many documents were inserted, matched or upserted: fewer than the writes means a guard did not match."""
        with _Translated(session):
            result = await self._db[collection].bulk_write(list(writes), ordered=False, session=session)
            return int(result.inserted_count + result.matched_count + result.upserted_count)

    async def insert(self, collection: str, rows: Sequence[Document], session: Any, at_once: int = AT_ONCE) -> None:
        """Inserts within a transaction, by the plain command: the driver's own bulk machinery costs half as much again.

        `at_once` rows together must stay below 16 MB. Raises Duplicate.
        """
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            _require_written(await self._db.command({"insert": collection, "documents": part}, session=session))

    async def update(self, collection: str, updates: Sequence[Update], session: Any) -> int:
        """Updates within a transaction. Returns how many documents matched or were upserted: fewer means a guard did not."""
        matched = 0
        for start in range(0, len(updates), AT_ONCE):
            part = updates[start : start + AT_ONCE]
            answer = await self._db.command({"update": collection, "updates": part}, session=session)
            _require_written(answer)
            matched += int(answer["n"])
        return matched

    async def update_one(self, collection: str, query: Mapping[str, Any], update: Any, **options: Any) -> int:
        """Returns how many documents matched or were upserted."""
        with _Translated():
            result = await self._db[collection].update_one(query, update, **options)
            return int(result.matched_count + (1 if result.upserted_id is not None else 0))

    async def update_many(self, collection: str, query: Mapping[str, Any], update: Any) -> int:
        """Returns how many documents matched."""
        with _Translated():
            return int((await self._db[collection].update_many(query, update)).matched_count)

    async def find_one_and_update(
        self, collection: str, query: Mapping[str, Any], update: Any, **options: Any
    ) -> Document | None:
        with _Translated():
            found: Document | None = await self._db[collection].find_one_and_update(query, update, **options)
            return found

    async def delete_many(self, collection: str, query: Mapping[str, Any]) -> int:
        with _Translated():
            return int((await self._db[collection].delete_many(query)).deleted_count)

    async def transaction(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """Runs work(session) in one transaction: all of it or nothing. It may run more than once, so it must only write.

        Raises Stale at once when another transaction is changing the same documents, or this one is too large. The driver's own
        `with_transaction` would repeat the whole batch for two minutes, and a killed process leaves its transaction open for
        many seconds: everybody would wait for one document.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with _Translated():
                    return await self._once(work)
            except Unavailable:
                if time.monotonic() > until:
                    raise
            await asyncio.sleep(PAUSE_SECONDS)

    async def _once(self, work: Callable[[Any], Awaitable[T]]) -> T:
        session = self._client.start_session()
        async with await session if self._motor else session as opened:
            starting = opened.start_transaction(**TRANSACTION)
            if not self._motor:
                await starting
            result = await work(opened)  # leaving the session aborts what was not committed
            await _commit(opened)
            return result

    @asynccontextmanager
    async def watch(self, collection: str, pipeline: Sequence[Mapping[str, Any]] = (), **options: Any) -> AsyncIterator[Any]:
        opening = self._db[collection].watch(list(pipeline), **options)
        async with opening if self._motor else await opening as stream:
            yield stream

    async def drop(self) -> None:
        """Drops the whole database. Tests only."""
        await self._client.drop_database(self.name)


def _require_written(answer: Mapping[str, Any]) -> None:
    for problem in answer.get("writeErrors", ()):
        if problem.get("code") == DUPLICATE_KEY:
            raise Duplicate
        raise WriteError("a document was not written", problem.get("code"))


async def _commit(session: Any) -> None:
    """Repeats a commit of which nobody can say whether it was stored: it is stored once, however often it is asked for."""
    for tries_left in reversed(range(COMMIT_TRIES)):
        try:
            await session.commit_transaction()
            return
        except PyMongoError as error:
            if not tries_left or not error.has_error_label("UnknownTransactionCommitResult"):
                raise
        await asyncio.sleep(PAUSE_SECONDS)


class _Translated:
    """Turns driver errors into kit errors, without the text of the driver's message: it may quote a document.

    Inside a transaction they pass as they are: its end decides by their labels whether to repeat it.
    """

    def __init__(self, session: Any = None) -> None:
        self._inside = session is not None

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._inside or not isinstance(error, PyMongoError):
            return
        if _is_duplicate(error):
            raise Duplicate from error
        if isinstance(error, OperationFailure) and error.code in (WRITE_CONFLICT, TOO_LARGE):
            raise Stale from error
        if _is_passing(error):
            raise Unavailable(f"the database does not answer ({type(error).__name__})") from error


def _is_duplicate(error: PyMongoError) -> bool:
    if isinstance(error, DuplicateKeyError):
        return True
    if isinstance(error, BulkWriteError):
        return any(problem.get("code") == DUPLICATE_KEY for problem in error.details.get("writeErrors", ()))
    return False


def _is_passing(error: PyMongoError) -> bool:
    if isinstance(error, ConnectionFailure | ExecutionTimeout | WTimeoutError):
        return True
    labels = ("TransientTransactionError", "UnknownTransactionCommitResult", "RetryableWriteError")
    return isinstance(error, OperationFailure) and any(error.has_error_label(label) for label in labels)


def passes(error: Exception) -> bool:
    """Not the document's fault: the same again later is right. What the database says of one write may well be its fault."""
    if isinstance(error, BulkWriteError | WriteError):
        return False
    return isinstance(error, Unavailable | OSError | PyMongoError)
