"""Texts in memory, and a moderation that answers what a test wants, for tests of everything that people write."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import grpc

from causeway.event import Event
from causeway.moderation.v1 import events_pb2, moderation_pb2_grpc
from causeway.moderation.v1 import moderation_pb2 as pb
from matching.app.screening import Shown
from matching.domain.writing import Writing, WritingState

LOOPBACK = "127.0.0.1"


class FakeWritings:
    """A part of a register in memory: expects `now` and `sent` of what it is mixed into. Nothing is encrypted."""

    now: datetime
    sent: list[Event]

    def __init__(self) -> None:
        self.writings: dict[str, Writing] = {}

    def known_writing(self, writing_id: str) -> Writing | None:
        return self.writings.get(writing_id)

    def sealed_writing(self, writing_id: str, author_id: str, text: str) -> str:
        return f"sealed by {author_id}: {text}"

    def save_writing(self, writing: Writing, events: Sequence[Event] = ()) -> None:
        self.writings[writing.id] = writing
        self.sent += events

    async def shown(self, writing_ids: Iterable[str], reader_id: str) -> Mapping[str, Shown]:
        found = {id: self.writings[id] for id in writing_ids if id in self.writings}
        return {id: Shown(_text(one) if _may_read(one, reader_id) else "", one.state) for id, one in found.items()}

    async def pending(self, now: datetime, limit: int) -> Sequence[tuple[Writing, str | None]]:
        waiting = [one for one in self.writings.values() if one.state is WritingState.PENDING and one.ask_at <= now]
        return [(one, _text(one)) for one in sorted(waiting, key=lambda one: one.ask_at)[:limit]]


def _text(writing: Writing) -> str:
    return writing.sealed.partition(": ")[2]


def _may_read(writing: Writing, reader_id: str) -> bool:
    return writing.author_id == reader_id or writing.state is WritingState.SHOWN


class FakeModeration:
    """Answers Screen on the loopback interface: allows everything but texts with a word of `blocked` or `held`."""

    def __init__(self) -> None:
        self.blocked = "badword"
        self.held = "doubtful"
        self.away = False
        self.asked: list[str] = []
        self.target = ""

    def answer_on(self, server: grpc.aio.Server) -> None:
        moderation_pb2_grpc.add_ScreeningServicer_to_server(self, server)  # type: ignore[no-untyped-call]

    async def Screen(self, request: pb.ScreenRequest, context: Any) -> pb.ScreenResponse:  # noqa: N802 named as in the .proto
        if self.away:
            await context.abort(grpc.StatusCode.UNAVAILABLE, "away")
        if not str(dict(context.invocation_metadata()).get("authorization", "")).startswith("Bearer ey"):
            await context.abort(grpc.StatusCode.UNAUTHENTICATED, "no token")
        self.asked.append(request.text)
        if self.blocked in request.text:
            return pb.ScreenResponse(verdict=events_pb2.VERDICT_BLOCK, categories=["abuse_hate"], rules_version="r1")
        verdict = events_pb2.VERDICT_HOLD if self.held in request.text else events_pb2.VERDICT_ALLOW
        return pb.ScreenResponse(verdict=verdict, rules_version="r1")

    def __getattr__(self, name: str) -> Any:
        """Methods that the service may get later, which matching does not call."""
        if name[:1].isupper():
            return None
        raise AttributeError(name)
