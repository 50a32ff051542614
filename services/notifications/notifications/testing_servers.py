"""A mail server and matching's address book, for tests that need the real thing on the loopback interface."""

import asyncio
import email.policy
from email import message_from_bytes
from email.message import EmailMessage
from enum import Enum, auto
from typing import Any

import grpc
from aiosmtpd.smtp import SMTP, Envelope, Session

from causeway.matching.v1 import people_pb2 as pb
from causeway.matching.v1 import people_pb2_grpc
from notifications.domain.letter import Contact

LOOPBACK = "127.0.0.1"


class Behaviour(Enum):
    TAKE = auto()
    REFUSE = auto()
    REFUSE_AFTER_TAKING = auto()
    HANG_UP_AFTER_TAKING = auto()


class MailServer:
    """Keeps every mail it takes, also those whose sender does not get to know."""

    def __init__(self) -> None:
        self.behaviour = Behaviour.TAKE
        self.mails: list[EmailMessage] = []
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, hostname="localhost", loop=loop, enable_SMTPUTF8=True), LOOPBACK, self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """The port stays ours by its number: `start` comes back on it."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def handle_RCPT(  # noqa: N802 named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour is Behaviour.REFUSE:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=email.policy.default))
        if self.behaviour is Behaviour.HANG_UP_AFTER_TAKING:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "500 Taken all the same" if self.behaviour is Behaviour.REFUSE_AFTER_TAKING else "250 Taken"

    def recipients(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]

    def nudge_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class AddressBook:
    """Answers GetContacts from what a test puts into `contacts`, to callers with a token."""

    def __init__(self) -> None:
        self.contacts: dict[str, Contact] = {}
        self.asked: list[list[str]] = []
        self.target = ""
        self.away = False

    def answer_on(self, server: grpc.aio.Server) -> None:
        people_pb2_grpc.add_PeopleServicer_to_server(self, server)  # type: ignore[no-untyped-call]

    async def GetContacts(self, request: pb.GetContactsRequest, context: Any) -> pb.GetContactsResponse:  # noqa: N802
        if self.away:
            await context.abort(grpc.StatusCode.UNAVAILABLE, "away")
        if not str(dict(context.invocation_metadata()).get("authorization", "")).startswith("Bearer ey"):
            await context.abort(grpc.StatusCode.UNAUTHENTICATED, "no token")
        self.asked.append(list(request.person_ids))
        known = {person_id: self.contacts[person_id] for person_id in request.person_ids if person_id in self.contacts}
        return pb.GetContactsResponse(
            contacts=[
                pb.Contact(person_id=person_id, name=one.name, email=one.email, programme_name=one.programme_name)
                for person_id, one in known.items()
            ]
        )

    def __getattr__(self, name: str) -> Any:
        """The other methods of the service, which notifications does not call."""
        if name[:1].isupper():
            return None
        raise AttributeError(name)
