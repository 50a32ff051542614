"""A document that a newer build wrote keeps what an older build does not know, when the older one rewrites it (P12)."""

import uuid
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

import pytest

from causeway_kit.clock import SystemClock
from causeway_kit.store import Store
from causeway_kit.work import VERSION, UnitOfWork
from recorded_events import STATE_OF, corpora, differences, every_service, opened

pytestmark = pytest.mark.connected

CORPUS = corpora()[-1]
OF_A_NEWER_BUILD = {"mood": "calm", "moods": {"deep": [1, 2]}}


@pytest.fixture
async def store(mongo: str) -> AsyncIterator[Store]:
    opened_store = Store(mongo, f"newer-{uuid.uuid4().hex[:8]}")
    await opened_store.ensure({"things": []})
    yield opened_store
    await opened_store.drop()
    await opened_store.close()


async def rewritten(
    store: Store, *, work: UnitOfWork | None = None, without: tuple[str, ...] = (), **fields: Any
) -> dict[str, Any]:
    """What stands in the database after a use case of this build saved the document with the fields that it knows."""
    await store.insert_many("things", [{"_id": "a", "known": 1, "due": 5, **OF_A_NEWER_BUILD, VERSION: 1}])
    work = work or UnitOfWork(store, SystemClock())
    await work.load([("things", "a")])
    work.save("things", {"_id": "a", **fields}, without)
    await work.commit()
    found = await store.find_one("things", {"_id": "a"})
    assert found is not None
    return found


async def test_fields_that_this_build_does_not_know_are_kept(store: Store) -> None:
    found = await rewritten(store, known=2)

    assert found == {"_id": "a", "known": 2, "due": 5, **OF_A_NEWER_BUILD, VERSION: 2}


async def test_a_field_that_is_to_go_goes_and_no_other(store: Store) -> None:
    found = await rewritten(store, known=2, without=("due",))

    assert found == {"_id": "a", "known": 2, **OF_A_NEWER_BUILD, VERSION: 2}


class Forgetful(UnitOfWork):
    """A planted bug: what it does not know is thrown away, as a plain replacement of the document does."""

    def save(self, collection: str, document: dict[str, Any], without: Collection[str] = ()) -> None:
        super().save(collection, document, tuple(self.get(collection, document["_id"]) or ()))


async def test_a_unit_of_work_that_replaces_whole_documents_is_found(store: Store) -> None:
    found = await rewritten(store, known=2, work=Forgetful(store, SystemClock()))

    assert "mood" not in found


@pytest.mark.parametrize("service", list(every_service()))
async def test_a_whole_service_that_goes_back_to_this_build_loses_nothing_of_the_newer(
    service: str, mongo: str, tmp_path: Path
) -> None:
    """Half of the recording, then every document gets fields of a newer build, then this build handles the rest."""
    running = await opened(mongo, f"newer-{uuid.uuid4().hex[:8]}", service, CORPUS, tmp_path)
    try:
        events = CORPUS.events()
        await running.replay(events[: len(events) // 2])
        marked: dict[str, set[Any]] = {}
        for collection in STATE_OF[service]:
            marked[collection] = {row["_id"] for row in await running.store.find(collection, {})}
            await running.store.update_many(collection, {}, {"$set": OF_A_NEWER_BUILD})
        await running.replay(events)
        for collection, ids in marked.items():
            rows = await running.store.find(collection, {"_id": {"$in": list(ids)}})
            assert [row["_id"] for row in rows if {name: row.get(name) for name in OF_A_NEWER_BUILD} != OF_A_NEWER_BUILD] == []
        assert differences(await running.state(), CORPUS.state(service)) == []
        assert running.set_aside == []
    finally:
        await running.close()
