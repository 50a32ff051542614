"""What the mail catcher keeps and shows."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from causeway_cli.embedded.http import Request
from causeway_cli.embedded.mail import Mailbox, respond

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_mail(subject: str = "A new message", text: str = "Somebody wrote to you.") -> bytes:
    message = EmailMessage()
    message["From"] = "Causeway <no-reply@causeway.example>"
    message["To"] = "somebody@example.org"
    message["Subject"] = subject
    message.set_content(text)
    return message.as_bytes()


def get(mailbox: Mailbox, path: str, **query: str) -> bytes:
    return respond(mailbox, Request("GET", path, query, {}, {})).body


def test_a_mail_is_shown_with_its_envelope_and_text(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    mailbox.keep("no-reply@causeway.example", "a@example.org, b@example.org", a_mail("Grüße", "Bis bald – M."), NOON)

    [mail] = json.loads(get(mailbox, "/messages.json"))

    assert mail["sender"] == "no-reply@causeway.example"
    assert mail["recipients"] == ["a@example.org", "b@example.org"]
    assert (mail["subject"], mail["text"].strip()) == ("Grüße", "Bis bald – M.")
    assert mail["received"] == "2026-03-01T12:00:00+00:00"


def test_mails_are_listed_newest_first_and_for_one_recipient(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    for subject, to in [("first", "a@example.org"), ("second", "b@example.org"), ("third", "a@example.org")]:
        mailbox.keep("s@example.org", to, a_mail(subject), NOON)

    everything = json.loads(get(mailbox, "/messages.json"))
    for_a = json.loads(get(mailbox, "/messages.json", to="a@example.org"))

    assert [mail["subject"] for mail in everything] == ["third", "second", "first"]
    assert [mail["subject"] for mail in for_a] == ["third", "first"]


def test_a_mail_cannot_bring_its_own_markup_into_the_page(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    mailbox.keep("s@example.org", "a@example.org", a_mail("<script>x</script>", "<img src=x>"), NOON)

    page = get(mailbox, "/").decode()

    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_mail_of_broken_bytes_is_kept_and_shown_all_the_same(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    mailbox.keep("s@example.org", "a@example.org", b"Content-Type: text/plain; charset=nowhere\r\n\r\n\xff\xfe", NOON)
    mailbox.keep("s@example.org", "a@example.org", b"\xff\x00 no header at all", NOON)

    assert len(json.loads(get(mailbox, "/messages.json"))) == 2
    assert get(mailbox, "/").startswith(b"<!doctype html>")


def test_mails_are_still_there_after_a_restart(tmp_path: Path) -> None:
    Mailbox(tmp_path).keep("s@example.org", "a@example.org", a_mail("kept"), NOON)

    assert [mail.subject for mail in Mailbox(tmp_path).newest()] == ["kept"]
