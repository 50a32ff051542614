"""How a replay posts."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.channels import Connections
from causeway_cli.load.ledger import new_ledger, read_ledger
from causeway_cli.load.posting import Posting
from causeway_cli.load.script import Due
from causeway_cli.setting_up import Pair
from causeway_cli.tokens import Tokens

PAIRS = [Pair(f"c{number}", "p", f"mentee{number}", f"mentor{number}") for number in range(3)]


class WatchfulServer:
    """Looks into the ledger at the moment at which a call leaves. As in gRPC, a call starts as a task of its own."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self.unknown_keys: list[str] = []

    def for_calls(self) -> "WatchfulServer":
        return self

    def Post(self, request: pb.PostRequest, **how: Any) -> "asyncio.Task[pb.PostResponse]":  # noqa: N802
        return asyncio.create_task(self._post(request))

    async def _post(self, request: pb.PostRequest) -> pb.PostResponse:
        if f'"{request.client_key}"' not in self._ledger.read_text():
            self.unknown_keys.append(request.client_key)
        return pb.PostResponse(message_id=request.client_key, seq=1)


class NoTokens:
    def metadata(self, subject: str) -> tuple[()]:
        return ()


async def test_every_key_is_on_disk_before_its_call_leaves(tmp_path: Path) -> None:
    with new_ledger(tmp_path, datetime(2026, 11, 22, tzinfo=UTC)) as ledger:
        server = WatchfulServer(ledger.path)
        posting = Posting("run", PAIRS, cast(Connections, server), cast(Tokens, NoTokens()), ledger)
        await posting.play([Due(0.0, number % 3, "mentee", "hello") for number in range(12)])

    assert len(posting.posted) == len(read_ledger(ledger.path).attempts) == 12
    assert server.unknown_keys == []
