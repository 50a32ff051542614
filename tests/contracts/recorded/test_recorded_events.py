"""Schema change is safe both ways: what old builds wrote still means the same, what newer builds add does no harm (P12)."""

import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import ConfigDict

from causeway.event import Event, OpenEnum
from causeway.messaging.v1 import events as messaging
from causeway_kit import routes
from messaging.adapters.mongo import ENTRIES
from messaging.app.ports import MESSAGES
from recorded_events import Corpus, Recorded, Replayed, class_of, corpora, differences, digest, every_service, opened, types_of

pytestmark = pytest.mark.connected

CORPORA = corpora()
each_corpus = pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.folder.name)
each_service = pytest.mark.parametrize("service", list(every_service()))
LATER = "INVENTED_LATER"
Change = Callable[[Recorded], Recorded]


@asynccontextmanager
async def replayed(
    uri: str, service: str, corpus: Corpus, folder: Path, change: Change = lambda event: event
) -> AsyncIterator[Replayed]:
    """One service's store after its handlers got the whole corpus, with each event changed."""
    running = await opened(uri, f"recorded-{uuid.uuid4().hex[:8]}", service, corpus, folder)
    try:
        await running.replay([change(event) for event in corpus.events()])
        yield running
    finally:
        await running.close()


async def outcome(uri: str, service: str, corpus: Corpus, folder: Path, change: Change) -> tuple[list[str], list[str]]:
    """What differs from the recorded state, and why events were set aside."""
    async with replayed(uri, service, corpus, folder, change) as running:
        assert running.stopped == []
        return differences(await running.state(), corpus.state(service)), running.set_aside


def unchanged(event: Recorded) -> Recorded:
    return event


def with_fields_of_a_newer_build(event: Recorded) -> Recorded:
    return event.with_value(mood="calm", added_later={"deep": [1, {"x": None}]}, more=[1, 2])


def test_there_is_a_recording_with_every_event_that_the_system_writes() -> None:
    recorded = {name for corpus in CORPORA for name in types_of(corpus.events())}

    assert recorded >= {
        *("ProgrammeOpened", "PersonEnrolled", "RoleGranted", "PairStarted", "PairEnded"),
        *("ConversationOpened", "MessagePosted", "MessageJudged", "MessageReleased", "MessageHeld", "MessageBlocked"),
        *("ConversationRead", "NudgeSettled"),
    }


@each_corpus
def test_a_recording_holds_no_plain_text_of_a_person(corpus: Corpus) -> None:
    whole = "".join(path.read_text() for path in corpus.folder.rglob("*.json*"))

    assert [word for word in ("glad", "boats", "7946", "worthless") if word in whole] == []


@each_corpus
@each_service
async def test_what_an_old_build_wrote_ends_in_the_same_state(corpus: Corpus, service: str, mongo: str, tmp_path: Path) -> None:
    assert await outcome(mongo, service, corpus, tmp_path, unchanged) == ([], [])


@each_corpus
@each_service
async def test_fields_of_a_newer_build_change_nothing(corpus: Corpus, service: str, mongo: str, tmp_path: Path) -> None:
    assert await outcome(mongo, service, corpus, tmp_path, with_fields_of_a_newer_build) == ([], [])


@each_corpus
@each_service
async def test_the_whole_recording_again_changes_nothing(corpus: Corpus, service: str, mongo: str, tmp_path: Path) -> None:
    async with replayed(mongo, service, corpus, tmp_path) as running:
        once = digest(await running.state())
        await running.replay(corpus.events())

        assert digest(await running.state()) == once


def enum_fields() -> list[tuple[str, str]]:
    """Every field of every recorded event that holds one of a list of words."""
    names = sorted({name for corpus in CORPORA for name in types_of(corpus.events())})
    return [(name, field) for name in names for field, info in class_of(name).model_fields.items() if _is_enum(info.annotation)]


def _is_enum(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, OpenEnum)


@each_corpus
@pytest.mark.parametrize(("name", "field"), enum_fields())
async def test_a_word_of_a_newer_build_stops_nobody_and_releases_nothing(
    corpus: Corpus, name: str, field: str, mongo: str, tmp_path: Path
) -> None:
    """An event with it is applied as far as it is understood, or set aside with a reason; nothing else suffers."""

    def reworded(event: Recorded) -> Recorded:
        return event.with_value(**{field: f"{field.upper()}_{LATER}"}) if event.type == name else event

    before = {id for id, row in corpus.state("messaging")[MESSAGES].items() if row["state"] == "released"}
    for service in every_service():
        async with replayed(mongo, service, corpus, tmp_path, reworded) as running:
            assert running.stopped == []
            assert set(running.set_aside) <= {"failed", "malformed"}
            assert len(running.set_aside) <= sum(event.type == name for event in corpus.events())
            state = await running.state()
        if service == "messaging":
            assert {id for id, row in state[MESSAGES].items() if row["state"] == "released"} <= before
            assert len(state[ENTRIES]) <= len(before)


async def test_an_unknown_verdict_leaves_a_message_held(mongo: str, tmp_path: Path) -> None:
    corpus = CORPORA[-1]

    def reworded(event: Recorded) -> Recorded:
        return event.with_value(verdict=f"VERDICT_{LATER}") if event.type == "MessageJudged" else event

    async with replayed(mongo, "messaging", corpus, tmp_path, reworded) as running:
        state = await running.state()

    assert {row["state"] for row in state[MESSAGES].values()} == {"held"}
    assert state[ENTRIES] == {}


# planted bugs: each must be found by the checks above


async def test_a_handler_that_forbids_fields_it_does_not_know_is_found(
    mongo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class MessageReleased(messaging.MessageReleased):
        model_config = ConfigDict(frozen=True, extra="forbid")

    read_as(monkeypatch, MessageReleased)
    differing, letters = await outcome(mongo, "analytics", CORPORA[-1], tmp_path, with_fields_of_a_newer_build)

    assert differing != []
    assert set(letters) == {"malformed"}


async def test_a_field_that_was_renamed_is_found(mongo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class MessageReleased(Event):
        TOPIC = messaging.MessageReleased.TOPIC
        KEY = messaging.MessageReleased.KEY
        __annotations__ = {
            ("word_count" if name == "words" else name): kind
            for name, kind in messaging.MessageReleased.__annotations__.items()
            if name not in ("TOPIC", "KEY")
        }

    read_as(monkeypatch, MessageReleased)
    differing, letters = await outcome(mongo, "analytics", CORPORA[-1], tmp_path, unchanged)

    assert differing != []
    assert set(letters) == {"malformed"}


async def test_a_field_that_took_another_meaning_is_found(mongo: str, tmp_path: Path) -> None:
    def moved(event: Recorded) -> Recorded:
        return event.with_value(words=event.value["characters"]) if event.type == "MessageReleased" else event

    differing, letters = await outcome(mongo, "analytics", CORPORA[-1], tmp_path, moved)

    assert differing != []
    assert letters == []


def read_as(monkeypatch: pytest.MonkeyPatch, kind: type[Event]) -> None:
    """From now on, consumers read events of this name with this class."""
    add = routes.Routes.add

    def replaced(self: routes.Routes, event: type[Event], *rest: Any) -> None:
        add(self, kind if event.__name__ == kind.__name__ else event, *rest)

    monkeypatch.setattr(routes.Routes, "add", replaced)


def test_the_comparison_finds_a_missing_an_additional_and_a_changed_document() -> None:
    then: dict[str, Any] = {"things": {"a": {"n": 1, "list": [{"x": 1}]}, "b": {"n": 2}}}
    same: dict[str, Any] = {"things": {"a": {"n": 1, "list": [{"x": 1, "new": 0}], "new": 3}, "b": {"n": 2}}, "more": {"z": {}}}
    other: dict[str, Any] = {"things": {"a": {"n": 1, "list": [{"x": 2}]}, "c": {}}}

    assert differences(same, then) == []
    assert differences(other, then) == ["things a differs", "things b is missing", "things c is new"]
