"""The mail catcher: takes every mail of the development system, sends none on, and shows them on a page."""

import argparse
import asyncio
import email.policy
import html
import signal
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from itertools import count, islice
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from causeway_cli.embedded.http import Answer, Request, as_json, serve
from causeway_cli.embedded.places import private_folder, write_whole
from causeway_cli.embedded.ports import LOOPBACK

SIZE_LIMIT_BYTES = 5_000_000
SHOWN = 200


@dataclass(frozen=True)
class Mail:
    id: str
    received: str
    sender: str
    recipients: list[str]
    subject: str
    text: str


class Mailbox:
    """Mails as files in a folder, newest last by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder)
        self._serial = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 named by aiosmtpd
        sender, recipients = envelope.mail_from or "", ", ".join(envelope.rcpt_tos)
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content or "").encode()
        self.keep(sender, recipients, content, datetime.now(UTC))
        return "250 Kept, and sent to nobody"

    def keep(self, sender: str, recipients: str, content: bytes, received: datetime) -> None:
        envelope = f"X-Envelope-From: {sender}\r\nX-Envelope-To: {recipients}\r\n"
        name = f"{received:%Y%m%dT%H%M%S.%f}-{next(self._serial):06d}.eml"
        write_whole(self._folder / name, envelope.encode() + content)

    def newest(self, recipient: str | None = None) -> Iterator[Mail]:
        for path in sorted(self._folder.glob("*.eml"), reverse=True):
            mail = _read(path)
            if recipient is None or recipient in mail.recipients:
                yield mail


def respond(mailbox: Mailbox, request: Request) -> Answer:
    mails = list(islice(mailbox.newest(request.query.get("to")), SHOWN))
    match request.method, request.path:
        case "GET", "/messages.json":
            return as_json([asdict(mail) for mail in mails])
        case "GET", "/":
            return Answer(200, page(mails).encode(), "text/html; charset=utf-8", PAGE_HEADERS)
        case "GET", "/ready":
            return as_json({"ready": True})
    return as_json({"error": "not_found"}, 404)


PAGE_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Cache-Control": "no-store"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Caught mail</title>
<style>body{{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}}
article{{border:1px solid #999;border-radius:6px;padding:0 1em;margin:1em 0}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere}}h2{{font-size:1.1em}}</style>
<h1>Caught mail</h1><p>{count} shown, newest first. None was sent on.</p>{mails}</html>"""


def page(mails: list[Mail]) -> str:
    return PAGE.format(count=len(mails), mails="".join(map(_article, mails)))


def _article(mail: Mail) -> str:
    to = html.escape(", ".join(mail.recipients))
    return (
        f"<article><h2>{html.escape(mail.subject) or '(no subject)'}</h2>"
        f"<p>From {html.escape(mail.sender)} to {to}, {html.escape(mail.received)}</p>"
        f"<pre>{html.escape(mail.text)}</pre></article>"
    )


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=email.policy.default)
    return Mail(
        id=path.stem,
        received=datetime.strptime(path.stem[:22], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC).isoformat(),
        sender=str(message["X-Envelope-From"]),
        recipients=[address.strip() for address in str(message["X-Envelope-To"]).split(",")],
        subject=str(message["Subject"] or ""),
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, ValueError):  # a charset nobody knows, or broken encoding
        return str(body.get_payload())


async def catch(smtp_port: int, page_port: int, folder: Path) -> None:
    """Serve both ports until SIGTERM or Ctrl-C."""
    mailbox, stop, loop = Mailbox(folder), asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    sink = await loop.create_server(
        lambda: SMTP(mailbox, data_size_limit=SIZE_LIMIT_BYTES, enable_SMTPUTF8=True, hostname="localhost", loop=loop),
        LOOPBACK,
        smtp_port,
    )
    pages = serve(page_port, lambda request: respond(mailbox, request))
    await stop.wait()
    sink.close()
    pages.shutdown()


def main() -> None:
    arguments = argparse.ArgumentParser(description="The mail catcher.")
    arguments.add_argument("--smtp-port", type=int, required=True)
    arguments.add_argument("--page-port", type=int, required=True)
    arguments.add_argument("--data", type=Path, required=True, help="the data directory of `causeway up`")
    given = arguments.parse_args()
    asyncio.run(catch(given.smtp_port, given.page_port, given.data / "mail"))


if __name__ == "__main__":
    main()
