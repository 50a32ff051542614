"""Sends and reads messages through the client API of a Matrix server at a given rate, in a process of its own."""

import asyncio
import contextlib
import json
import time
from pathlib import Path
from typing import Any

import httpx
import uvloop

from causeway_cli.bench.child import say, serve_orders, told_to_go
from causeway_cli.embedded.server import wait_until

READING, WARM, SETTLED, WRITTEN = "reading", "warm", "settled", "written"
PATIENCE_SECONDS = 60.0
WAIT_MS = 10_000
QUIET = json.dumps({"presence": {"types": []}, "room": {"ephemeral": {"types": []}, "timeline": {"limit": 200}}})
CLIENT = "/_matrix/client/v3"


class SynapseLoad:
    """`rooms` is a list of a room's id and the access tokens of its two people, who write in turn."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self._rate: float = given["rate"]
        self.warm_up: int = round(self._rate * given["warm_up_seconds"])
        self.messages: int = self.warm_up + max(1, round(self._rate * given["seconds"]))
        self._rooms: list[tuple[str, str, str]] = [tuple(room) for room in given["rooms"]]
        self._lanes = [asyncio.Lock() for _ in self._rooms]
        self._began = 0.0
        self._acked: dict[int, float] = {}
        self._answered: dict[int, float] = {}
        self._read: dict[int, float] = {}
        self._twice = 0
        self._seen: set[tuple[str, int]] = set()

    async def run(self) -> None:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        async with httpx.AsyncClient(base_url=self._given["url"], limits=limits, timeout=PATIENCE_SECONDS) as client:
            readers = [asyncio.create_task(self._follow(client, token)) for room in self._rooms for token in room[1:]]
            await asyncio.sleep(1)
            say(READING)
            await told_to_go()
            await self._send_all(client)
            await wait_until(self._all_read, PATIENCE_SECONDS)
            say(SETTLED)
            for reader in readers:
                reader.cancel()
            await asyncio.gather(*readers, return_exceptions=True)

    async def _all_read(self) -> bool:
        return len(self._read) >= len(self._acked)

    async def _send_all(self, client: httpx.AsyncClient) -> None:
        loop = asyncio.get_running_loop()
        start, self._began = loop.time(), time.time()
        sends = []
        for number in range(self.messages):
            if number == self.warm_up:
                say(WARM)
            if (early := start + number / self._rate - loop.time()) > 0:
                await asyncio.sleep(early)
            sends.append(asyncio.create_task(self._send(client, number)))
        await asyncio.gather(*sends)

    async def _send(self, client: httpx.AsyncClient, number: int) -> None:
        place = number % len(self._rooms)
        room, *tokens = self._rooms[place]
        token = tokens[number // len(self._rooms) % 2]
        texts = self._given["texts"]
        body = {"msgtype": "m.text", "body": texts[number % len(texts)], "number": number}
        async with self._lanes[place]:
            with contextlib.suppress(httpx.HTTPError):
                answer = await client.put(
                    f"{CLIENT}/rooms/{room}/send/m.room.message/{self._began}-{number}", json=body, headers=_signed(token)
                )
                if answer.is_success:
                    self._acked[number] = time.time()
        self._answered[number] = time.time()

    async def _follow(self, client: httpx.AsyncClient, token: str) -> None:
        """Reads for ever by the long poll that Matrix clients use."""
        since = ""
        while True:
            wanted: dict[str, str | int] = {"filter": QUIET, **({"since": since, "timeout": WAIT_MS} if since else {})}
            try:
                answer = (await client.get(f"{CLIENT}/sync", params=wanted, headers=_signed(token))).json()
            except (httpx.HTTPError, ValueError):
                await asyncio.sleep(0.2)
                continue
            now = time.time()
            if since:
                self._see(token, answer, now)
            since = answer.get("next_batch", since)

    def _see(self, token: str, answer: dict[str, Any], now: float) -> None:
        for room, what in answer.get("rooms", {}).get("join", {}).items():
            for event in what.get("timeline", {}).get("events", []):
                number = event.get("content", {}).get("number")
                if number is None:
                    continue
                self._twice += (token, number) in self._seen
                self._seen.add((token, number))
                place = number % len(self._rooms)
                author = self._rooms[place][1 + number // len(self._rooms) % 2]
                if token != author and room == self._rooms[place][0]:
                    self._read.setdefault(number, now)

    def account(self) -> dict[str, Any]:
        rows = [
            [self._began + number / self._rate, self._answered[number], number in self._acked, self._read.get(number)]
            for number in range(self.warm_up, self.messages)
        ]
        return {"rows": rows, "duplicated": self._twice}


def _signed(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def load(given: dict[str, Any]) -> None:
    client = SynapseLoad(given)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(client.run())
    Path(given["result"]).write_text(json.dumps(client.account()))
    say(WRITTEN)


if __name__ == "__main__":
    serve_orders(load)
