"""What is kept of a conversation: sealed as it came, opened for its own author alone, gone with the key."""

from typing import Any

from causeway_kit.sealed import Unreadable
from moderation.adapters.background import MongoBackground, text_place
from moderation.app.ports import LABELS, RECENT
from moderation.domain.conversation import LABEL_FOR, Label, Turn
from moderation.domain.judgement import Category
from moderation.testing import MONDAY, a_posted


class Keys:
    """Opens what was sealed for a place."""

    def __init__(self) -> None:
        self.erased = False

    def open(self, sealed: str, place: str) -> str:
        if self.erased or sealed != f"sealed for {place}":
            raise Unreadable("no key")
        return "07700 then"


class Work:
    """Documents in memory, in the shape of a unit of work."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], dict[str, Any]] = {}
        self.keyring = Keys()

    def get(self, collection: str, id: str) -> dict[str, Any] | None:
        return self.documents.get((collection, id))

    def save(self, collection: str, document: dict[str, Any]) -> None:
        self.documents[collection, document["_id"]] = document


def _remember(work: Work, message_id: str = "m1", keep_text: bool = True, **changes: Any) -> None:
    posted = a_posted(message_id=message_id, text=f"sealed for {text_place(message_id, 1)}", **changes)
    turn = Turn(message_id, posted.author_id, posted.seq, MONDAY, False, frozenset({Category.PII_CONTACT}))
    MongoBackground(work).remember(posted, turn, keep_text)  # type: ignore[arg-type]


def _history(work: Work, **changes: Any) -> list[Turn]:
    background = MongoBackground(work).of(a_posted(message_id="new", **changes), MONDAY)  # type: ignore[arg-type]
    return list(background.history)


def test_a_bit_is_kept_sealed_and_opened_for_its_author() -> None:
    work = Work()
    _remember(work)

    assert "07700" not in repr(work.documents)
    [turn] = _history(work)
    assert (turn.text, turn.noticed) == ("07700 then", frozenset({Category.PII_CONTACT}))


def test_another_author_sees_that_something_was_said_and_not_what() -> None:
    work = Work()
    _remember(work)

    [turn] = _history(work, author_id="omar")
    assert (turn.author_id, turn.text) == ("maya", "")


def test_without_the_key_nothing_is_opened() -> None:
    work = Work()
    _remember(work)
    work.keyring.erased = True

    assert [turn.text for turn in _history(work)] == [""]


def test_a_text_that_is_no_bit_is_not_kept() -> None:
    work = Work()
    _remember(work, keep_text=False)
    _remember(work, "m2", seq=2)

    assert [turn.text for turn in _history(work)] == ["", "07700 then"]


def test_labels_come_back_as_they_went() -> None:
    work = Work()
    labels = (Label(Category.SPAM_SCAM, MONDAY + LABEL_FOR),)
    MongoBackground(work).label("maya", labels, MONDAY)  # type: ignore[arg-type]

    assert MongoBackground(work).of(a_posted(), MONDAY).labels == list(labels)  # type: ignore[arg-type]
    assert set(work.documents) == {(LABELS, "maya")}
    assert RECENT not in {collection for collection, _ in work.documents}
