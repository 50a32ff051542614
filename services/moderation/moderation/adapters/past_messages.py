"""Posts of the past days from their topic, opened in memory alone; and what people decided about them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from causeway_kit.past import Past
from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.store import Document, Store
from moderation.adapters.background import text_place
from moderation.adapters.case_documents import to_case
from moderation.app.ports import CASES
from moderation.app.rule_following import PastPost, PastPosts
from moderation.domain.case import Case, Step

TIMED_CASES = 500  # the newest: how long reviewers take changes
LONGEST = timedelta(minutes=30)  # of a claim; who takes longer was away


class KafkaPastMessages:
    def __init__(self, past: Past, keyring: Keyring) -> None:
        self._past = past
        self._keyring = keyring

    async def since(self, moment: datetime, programme_id: str) -> AsyncIterator[PastPosts]:
        portions = self._past.read(MessagePosted.TOPIC, MessagePosted.__name__, moment)
        async for portion in portions:
            parsed = [_parsed(value) for value in portion.values]
            wanted = [post for post in parsed if post is not None and programme_id in ("", post.programme_id)]
            damaged = sum(post is None for post in parsed) if not programme_id else 0
            yield PastPosts(await self._opened(wanted), damaged, portion.done, portion.total)

    async def _opened(self, posts: Sequence[MessagePosted]) -> list[PastPost]:
        """A ring of keys for these alone: the keys of a whole nation are not kept in memory."""
        if not posts:
            return []
        ring = self._keyring.apart()
        await ring.load({post.author_id for post in posts}, create=False)
        return [PastPost(post, _text_of(ring, post)) for post in posts]


def _parsed(value: bytes) -> MessagePosted | None:
    try:
        return MessagePosted.model_validate_json(value)
    except ValidationError:
        return None


def _text_of(ring: Keyring, post: MessagePosted) -> str | None:
    try:
        text = ring.open(post.text, text_place(post.message_id, post.content_version))
    except Unreadable:
        return None
    return text if ring.content_hash(post.author_id, text) == post.content_hmac else None


class MongoCaseRecords:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def decided(self, message_ids: Sequence[str]) -> Mapping[str, Verdict]:
        by_person = {"_id": {"$in": list(message_ids)}, "open": False, "taken.step": Step.DECIDED.value}
        rows = await self._store.find(CASES, by_person, projection={"verdict": 1})
        return {row["_id"]: Verdict(row["verdict"]) for row in rows}

    async def minutes(self, programme_id: str) -> Sequence[float]:
        query: Document = {"open": False, "taken.step": Step.DECIDED.value}
        if programme_id:
            query["programme_id"] = programme_id
        rows = await self._store.find(CASES, query, projection={"taken": 1}, sort=[("_id", -1)], limit=TIMED_CASES)
        return [minutes for row in rows if (minutes := _minutes(row["taken"])) is not None]

    async def case(self, message_id: str) -> Case | None:
        row = await self._store.find_one(CASES, {"_id": message_id})
        return to_case(row) if row else None

    async def text_of(self, case: Case) -> str | None:
        await self._keyring.load([case.author_id], create=False)
        try:
            return self._keyring.open(case.text, text_place(case.id, case.content_version))
        except Unreadable:
            return None


def _minutes(taken: Sequence[Document]) -> float | None:
    """From the last claim to the decision of the same person."""
    decision = next((one for one in reversed(taken) if one["step"] == Step.DECIDED.value), None)
    if decision is None:
        return None
    claims = [one["at"] for one in taken if one["step"] == Step.CLAIMED.value and one["by"] == decision["by"]]
    claim = max((at for at in claims if at <= decision["at"]), default=None)
    if claim is None or decision["at"] - claim > LONGEST:
        return None
    return float((decision["at"] - claim) / timedelta(minutes=1))
