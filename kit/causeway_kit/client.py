"""The gRPC client side: every call carries a token, a deadline and the trace."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import grpc
import httpx

from causeway_kit.answers import retry_after_seconds
from causeway_kit.errors import Unavailable
from causeway_kit.tracing import trace_parent

CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", 4 * 1024 * 1024),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.initial_reconnect_backoff_ms", 100),  # a replica that restarts is back within seconds
    ("grpc.max_reconnect_backoff_ms", 2000),
    ("grpc.service_config", '{"loadBalancingConfig": [{"round_robin": {}}]}'),  # a headless Service names every replica
]
Token = Callable[[], Awaitable[str]]
RENEW_BEFORE_SECONDS = 60
PASSING = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.CANCELLED,  # by the other side: a server that stops drops so what it has not looked at yet
)
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 2.0


class ServiceTokens:
    """Tokens for calls that a service makes as itself: the client-credentials grant of OAuth 2 (RFC 6749, 4.4)."""

    def __init__(self, url: str, client_id: str, secret_file: Path) -> None:
        self._url = url
        self._client_id = client_id
        self._secret_file = secret_file
        self._token = ""
        self._expires_at = 0.0
        self._asking = asyncio.Lock()

    async def __call__(self) -> str:
        """Raises Unavailable."""
        async with self._asking:
            if time.monotonic() > self._expires_at - RENEW_BEFORE_SECONDS:
                await self._renew()
        return self._token

    async def _renew(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._secret_file.read_text().strip(),
        }
        try:
            async with httpx.AsyncClient(timeout=5) as client:
                answer = await client.post(self._url, data=form)
                answer.raise_for_status()
                granted = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable(f"no token from the sign-in service ({type(error).__name__})") from error
        self._token = str(granted["access_token"])
        self._expires_at = time.monotonic() + float(granted["expires_in"])


def open_channel(address: str) -> grpc.aio.Channel:
    return grpc.aio.insecure_channel(address, options=CHANNEL_OPTIONS)


async def call(method: Any, request: Any, token: Token, seconds: float = 5, *, idempotent: bool = False) -> Any:
    """One unary call within the given time, its repeats included.

    Only a call that may arrive twice (`idempotent`) is repeated, and only when the other side is away, going or busy. The
    pause grows, is drawn at random, and is never shorter than the other side asked for. Raises grpc.aio.AioRpcError of the
    last try, or Unavailable when there is no token.
    """
    until, pause = time.monotonic() + seconds, FIRST_PAUSE_SECONDS
    while True:
        try:
            remaining = max(0.001, until - time.monotonic())
            return await method(request, timeout=remaining, metadata=await call_metadata(token))
        except grpc.aio.AioRpcError as error:
            rest = max(random.uniform(0, pause), retry_after_seconds(error.trailing_metadata()))
            if not idempotent or error.code() not in PASSING or time.monotonic() + rest >= until:
                raise
        await asyncio.sleep(rest)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


async def call_metadata(token: Token) -> tuple[tuple[str, str], ...]:
    metadata = (("authorization", f"Bearer {await token()}"),)
    parent = trace_parent()
    return (*metadata, ("traceparent", parent)) if parent else metadata
