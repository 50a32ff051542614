"""E-mail by SMTP. What an answer means for sending at most once is decided here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr

import aiosmtplib
import structlog

from causeway.notifications.v1.events import Outcome
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from notifications.domain.letter import Contact, Letter

log = structlog.get_logger()

CONNECT_SECONDS = 5
SEND_SECONDS = 5


class SmtpLine:
    def __init__(self, client: aiosmtplib.SMTP, sender: str, clock: Clock, unsubscribe_url: str) -> None:
        self._client = client
        self._sender = sender
        self._clock = clock
        self._unsubscribe_url = unsubscribe_url
        self._broken = False

    @property
    def usable(self) -> bool:
        return self._client.is_connected and not self._broken

    async def send(self, nudge_id: str, contact: Contact, letter: Letter) -> Outcome:
        try:
            envelope = self._envelope(nudge_id, contact, letter)
        except (ValueError, MessageError, IndexError):  # the header parser's ways to say: this is no address
            return Outcome.FAILED
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._client.sendmail(parseaddr(self._sender)[1], contact.email, envelope)
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPNotSupported) as refusal:
            log.warning("the mail server refused a mail", nudge_id=nudge_id, error=type(refusal).__name__)
            return Outcome.FAILED
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as trouble:  # perhaps taken, perhaps not
            self._broken = True
            log.warning("no answer to a mail", nudge_id=nudge_id, error=type(trouble).__name__)
            return Outcome.UNKNOWN
        return Outcome.SENT

    def _envelope(self, nudge_id: str, contact: Contact, letter: Letter) -> bytes:
        mail = EmailMessage(policy=SMTP_POLICY)
        mail["From"] = self._sender
        mail["To"] = Address(display_name=" ".join(contact.name.split()), addr_spec=contact.email)
        mail["Subject"] = letter.subject
        mail["Date"] = format_datetime(self._clock.now())
        mail["Message-ID"] = f"<{nudge_id}@{parseaddr(self._sender)[1].rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        if self._unsubscribe_url:
            mail["List-Unsubscribe"] = f"<{self._unsubscribe_url}>"
        mail.set_content(letter.text)
        mail.add_alternative(letter.html, subtype="html")
        return mail.as_bytes()


class SmtpMailer:
    def __init__(self, host: str, port: int, sender: str, clock: Clock, unsubscribe_url: str = "") -> None:
        self._host = host
        self._port = port
        self._sender = sender
        self._clock = clock
        self._unsubscribe_url = unsubscribe_url

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[SmtpLine]:
        client = aiosmtplib.SMTP(hostname=self._host, port=self._port, timeout=CONNECT_SECONDS)
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise Unavailable(f"the mail server does not answer ({type(error).__name__})") from error
        try:
            yield SmtpLine(client, self._sender, self._clock, self._unsubscribe_url)
        finally:
            with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await client.quit()
            client.close()
