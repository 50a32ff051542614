"""Fills conversations with messages that were posted and released before the benchmark began, sealed like all others.

They are written with messaging's own domain and repository, but without their events: posting 10,000 messages into one
conversation at the pace that a person is allowed would take half an hour. For a system that lives only for a benchmark.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle, islice

from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from causeway_cli.keeper.keys import key_encryption_key
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import Pair
from causeway_kit.clock import SystemClock
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.sequences import Sequence as Numbers
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork
from messaging.adapters.mongo import MongoMailroom
from messaging.adapters.places import sequences
from messaging.adapters.sealing import seal
from messaging.app.ports import CONVERSATIONS, FEED_PLACES, KEYS, PLACES
from messaging.app.post_message import message_id_of
from messaging.domain.message import Message, Written, post, settle

AT_ONCE = 500  # messages of a transaction
RULES_VERSION = "filled"


class Filling:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring
        self._numbers: dict[str, Numbers] = sequences(store)

    async def fill(self, pair: Pair, texts: Sequence[str], count: int) -> None:
        """Both sides write in turn."""
        lines = enumerate(islice(cycle(texts), count), 1)
        while part := list(islice(lines, AT_ONCE)):
            await self._store_part(pair, part)

    async def _store_part(self, pair: Pair, part: Sequence[tuple[int, str]]) -> None:
        work = UnitOfWork(self._store, SystemClock(), self._keyring, self._numbers)
        await work.load((collection, pair.id) for collection in (CONVERSATIONS, PLACES, FEED_PLACES))
        await work.load((KEYS, person) for person in pair.people)
        mailroom = MongoMailroom(work)
        for number, text in part:
            draft = seal(work, _written(pair, number, text))
            message, _ = post(mailroom.conversation(pair.id), draft, mailroom.next_place(pair.id), mailroom.now)
            mailroom.save_post(message, [])
            released, entry, _ = settle(message, _allowed(message), mailroom.next_feed_place(pair.id), mailroom.now)
            assert entry is not None
            mailroom.save_release(released, entry, [])
        await work.commit(len(part))


def _written(pair: Pair, number: int, text: str) -> Written:
    author = pair.people[number % 2]
    return Written(message_id_of(author, f"filled-{pair.id}-{number}"), author, pair.id, text)


def _allowed(message: Message) -> MessageJudged:
    return MessageJudged(
        message_id=message.id,
        conversation_id=message.conversation_id,
        programme_id=message.programme_id,
        content_version=message.content_version,
        content_hmac=message.content_hmac,
        verdict=Verdict.ALLOW,
        version=1,
        judged_by=Judge.RULES,
        rules_version=RULES_VERSION,
    )


@asynccontextmanager
async def filling(system: RunningSystem) -> AsyncIterator[Filling]:
    stores = [Store(system.mongo_uri, name) for name in ("messaging", "keys")]
    try:
        yield Filling(stores[0], Keyring(stores[1], FileVault(key_encryption_key(system.data))))
    finally:
        for store in stores:
            await store.close()
