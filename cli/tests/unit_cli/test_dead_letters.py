"""Dead letters at the command line: what is chosen, what is shown, and what is said of wrong input."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord

from causeway_cli import main
from causeway_cli.letters.choosing import Filter, chosen
from causeway_cli.letters.letterbox import DeadLetter, State
from causeway_cli.letters.replaying import Outcome, foreseen
from causeway_cli.letters.showing import payload_of
from causeway_cli.trouble import Trouble

CANARY = "Priyanka's secret garden"


def a_record(value: bytes = b"{}") -> ConsumerRecord:
    return ConsumerRecord("messaging.posted.v1", 3, 512, 0, 0, b"", value, None, 0, len(value), ())


def a_letter(offset: int = 512, **changed: object) -> DeadLetter:
    origin = f"messaging.posted.v1/3/{offset}"
    letter = DeadLetter(
        id=f"moderation:{origin}",
        service="moderation",
        origin=origin,
        set_aside="2026-11-22T10:00:00+00:00",
        written="2026-11-22T09:59:59+00:00",
        type="MessagePosted",
        reason="failed",
        error="KeyError",
        attempts=1,
        state=State.WAITING,
        build="causeway-moderation 0.1.0",
        size=300,
        event_id="0" * 32,
        has_payload=True,
        record=a_record(),
    )
    return replace(letter, **changed)  # type: ignore[arg-type]


def said(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["causeway", "dead-letters", *arguments])
    with pytest.raises(SystemExit) as ended:
        main.app()
    return str(ended.value.code)


def test_a_payload_shows_its_form_and_ids_and_nothing_of_its_text() -> None:
    value = json.dumps({"message_id": "ab" * 16, "author_id": CANARY, "text": CANARY, CANARY: 1, "seq": 4}).encode()

    payload = payload_of(a_record(value), "MessagePosted")

    assert payload.parses
    assert payload.fields == ("author_id", "message_id", "seq", "text")
    assert payload.unknown_fields == 1
    assert payload.ids == {"message_id": "ab" * 16}
    assert CANARY not in repr(payload)


@pytest.mark.parametrize("value", [b"", b"\xff\xfe", b"[1, 2]", b"{", b"[" * 100_000])
def test_a_payload_that_is_no_event_shows_its_size_and_hash(value: bytes) -> None:
    payload = payload_of(a_record(value), "")

    assert not payload.parses
    assert payload.size == len(value)
    assert len(payload.sha256) == 64


def test_letters_are_chosen_by_id_and_by_filter() -> None:
    letters = [a_letter(1), a_letter(2, reason="malformed"), a_letter(3, type="MessageEdited")]

    assert chosen(letters, [], Filter(reason="failed", type="MessagePosted")) == [letters[0]]
    assert chosen(letters, [letters[2].id, letters[2].id], Filter()) == [letters[2]]
    with pytest.raises(Trouble, match="There is no dead letter moderation:nothing/0/1"):
        chosen(letters, ["moderation:nothing/0/1"], Filter())


def test_a_dry_run_tells_what_would_be_tried_and_what_not() -> None:
    letters = [a_letter(1), a_letter(2, state=State.APPLIED), a_letter(3, has_payload=False)]

    told = [each.outcome for each in foreseen(letters)]

    assert told == [Outcome.WOULD_BE_REPLAYED, Outcome.REPEATED, Outcome.NOT_SENT]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["list", "--service", "messages"], "There is no service messages: take one of matching, messaging,"),
        (["list", "--reason", "broken"], "There is no reason broken: take one of malformed, no_type, failed, unreadable."),
        (["show", "512"], "512 is no dead letter's id: it looks like moderation:messaging.posted.v1/3/512."),
        (["replay", "nobody:a/0/1"], "nobody:a/0/1 is no dead letter's id"),
        (["replay"], "Say what to replay: ids, a filter such as --service or --reason, or --all."),
    ],
)
def test_wrong_input_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str) -> None:
    assert said(monkeypatch, *arguments).startswith(f"causeway: {sentence}")


@pytest.mark.parametrize("arguments", [["list"], ["show", "moderation:a/0/1"], ["replay", "--all"]])
def test_without_a_running_system_it_says_how_to_start_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str]
) -> None:
    assert said(monkeypatch, *arguments, "--data", str(tmp_path)).startswith(f"causeway: Nothing runs in {tmp_path}")
