"""A conversation's short memory in MongoDB: texts stay sealed as they came, and everything is forgotten after its time."""

from datetime import datetime, timedelta

from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessagePosted
from causeway_kit.sealed import Unreadable
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from moderation.app.ports import LABELS, RECENT
from moderation.domain.conversation import KEPT_FOR, LABEL_FOR, Background, Label, Turn, remembered
from moderation.domain.judgement import Category

MEMORY_INDEXES: Indexes = {
    RECENT: [([("at", 1)], {"name": "expiry", "expireAfterSeconds": round(KEPT_FOR / timedelta(seconds=1))})],
    LABELS: [([("at", 1)], {"name": "expiry", "expireAfterSeconds": round(LABEL_FOR / timedelta(seconds=1))})],
}


class MongoBackground:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def of(self, posted: MessagePosted, now: datetime) -> Background:
        recent = self._work.get(RECENT, posted.conversation_id) or {}
        labels = self._work.get(LABELS, posted.author_id) or {}
        return Background(
            author_id=posted.author_id,
            seq=posted.seq,
            at=now,
            mentor=posted.author_role is Role.MENTOR,
            with_minor=posted.minor,
            history=[self._turn(turn, posted.author_id) for turn in recent.get("turns", ())],
            labels=[Label(Category(row["category"]), row["until"]) for row in labels.get("labels", ())],
        )

    def remember(self, posted: MessagePosted, turn: Turn, keep_text: bool) -> None:
        known = self._work.get(RECENT, posted.conversation_id) or {}
        sealed = {row["message_id"]: (row["text"], row["text_place"]) for row in known.get("turns", ())}
        if keep_text:
            sealed[turn.message_id] = (posted.text, text_place(posted.message_id, posted.content_version))
        history = [_turn_without_text(row) for row in known.get("turns", ())]
        rows = [_from_turn(one, *sealed.get(one.message_id, ("", ""))) for one in remembered(history, turn)]
        self._work.save(RECENT, {"_id": posted.conversation_id, "at": turn.at, "turns": rows})

    def label(self, person_id: str, labels: tuple[Label, ...], now: datetime) -> None:
        rows = [{"category": label.category.value, "until": label.until} for label in labels]
        self._work.save(LABELS, {"_id": person_id, "at": now, "labels": rows})

    def _turn(self, row: Document, author_id: str) -> Turn:
        """Only the author's own texts are opened: bits of one detail come from one hand, and only their key is loaded."""
        turn = _turn_without_text(row)
        if not row["text"] or turn.author_id != author_id:
            return turn
        try:
            text = self._work.keyring.open(row["text"], row["text_place"])
        except Unreadable:
            return turn
        return Turn(turn.message_id, turn.author_id, turn.seq, turn.at, turn.mentor, turn.noticed, text)


def text_place(message_id: str, content_version: int) -> str:
    """What messaging bound the sealed text to."""
    return f"messages/{message_id}/text/{content_version}"


def _turn_without_text(row: Document) -> Turn:
    noticed = frozenset(Category(name) for name in row["noticed"])
    return Turn(row["message_id"], row["author_id"], row["seq"], row["at"], row["mentor"], noticed)


def _from_turn(turn: Turn, text: str, place: str) -> Document:
    return {
        "message_id": turn.message_id,
        "author_id": turn.author_id,
        "seq": turn.seq,
        "at": turn.at,
        "mentor": turn.mentor,
        "noticed": sorted(category.value for category in turn.noticed),
        "text": text,
        "text_place": place,
    }
