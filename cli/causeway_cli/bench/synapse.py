"""The peer: messages between two people through the client API of Matrix Synapse on PostgreSQL, at the same rate.

Synapse neither seals texts nor waits for a verdict before a message is read, so it does less for each message.
"""

import contextlib
import hashlib
import hmac
import json
import os
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from causeway_cli.bench import synapse_load
from causeway_cli.bench.child import child
from causeway_cli.bench.measured import Measured
from causeway_cli.bench.rate import ENDING_SECONDS, OPENING_SECONDS, WRITING_SECONDS, throughput
from causeway_cli.bench.synapse_server import Homeserver, installed, started_homeserver
from causeway_cli.bench.usage import Usage, families, spent
from causeway_cli.load.figures import spread
from causeway_cli.trouble import Trouble

LOAD = "causeway_cli.bench.synapse_load"
SECRET = "CAUSEWAY_SYNAPSE_SECRET"
MOST_ROOMS = 50  # it takes about a second to make one
CLIENT = "/_matrix/client/v3"
REGISTER = "/_synapse/admin/v1/register"
NOT_INSTALLED = "not installed: skipped (it needs synapse_homeserver, postgres and initdb on the path, or --synapse URL)"

Room = tuple[str, str, str]  # its id, and the access tokens of its two people


@contextlib.asynccontextmanager
async def homeserver(url: str | None) -> AsyncIterator[Homeserver | None]:
    """The one at the address, or one that is started here; None where it is not installed. Raises Trouble."""
    if url is not None:
        yield Homeserver(url.rstrip("/"), _secret(), {})
    elif not installed():
        yield None
    else:
        with started_homeserver() as server:
            yield server


def require_peer(url: str) -> None:
    """Before anything is measured. Raises Trouble."""
    _secret()
    try:
        httpx.get(f"{url.rstrip('/')}/_matrix/client/versions", timeout=5).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Trouble(f"No Matrix server answers at {url} ({type(error).__name__}): start it, or leave --synapse out.") from None


def _secret() -> str:
    if found := os.environ.get(SECRET):
        return found
    raise Trouble(f"Set {SECRET} to the registration shared secret of the Synapse at --synapse: its users are made with it.")


async def make_rooms(server: Homeserver, count: int) -> list[Room]:
    """Rooms with two people each, made through the admin and the client API. Raises Trouble."""
    run = uuid.uuid4().hex[:8]
    try:
        async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
            return [await _room(client, server.secret, f"{run}-{number}") for number in range(count)]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise Trouble(
            f"Synapse at {server.url} did not make users and rooms ({type(error).__name__}): is it running, is the secret right?"
        ) from None


async def _room(client: httpx.AsyncClient, secret: str, name: str) -> Room:
    (_, first), (other, second) = [await _user(client, secret, f"{side}-{name}") for side in ("mentee", "mentor")]
    wanted = {"preset": "private_chat", "invite": [other]}
    room = str((await _answer(client.post(f"{CLIENT}/createRoom", json=wanted, headers=_signed(first))))["room_id"])
    await _answer(client.post(f"{CLIENT}/join/{room}", json={}, headers=_signed(second)))
    return room, first, second


async def _user(client: httpx.AsyncClient, secret: str, name: str) -> tuple[str, str]:
    """The user's id and access token."""
    nonce = (await _answer(client.get(REGISTER)))["nonce"]
    password = uuid.uuid4().hex
    mac = hmac.new(secret.encode(), "\0".join((nonce, name, password, "notadmin")).encode(), hashlib.sha1).hexdigest()
    wanted = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": mac}
    made = await _answer(client.post(REGISTER, json=wanted))
    return made["user_id"], made["access_token"]


async def _answer(call: Any) -> Any:
    response = await call
    response.raise_for_status()
    return response.json()


def _signed(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def peer_at(
    server: Homeserver,
    rooms: Sequence[Room],
    texts: Sequence[str],
    folder: Path,
    rate: float,
    seconds: float,
    warm_up_seconds: float,
) -> Measured:
    """Raises Trouble."""
    result = folder / f"peer-{rate:g}.json"
    orders = {
        "url": server.url,
        "rooms": rooms,
        "texts": texts,
        "rate": rate,
        "seconds": seconds,
        "warm_up_seconds": warm_up_seconds,
        "result": str(result),
    }
    async with child("load of the peer", LOAD, orders) as load:
        await load.said(synapse_load.READING, OPENING_SECONDS)
        pids = {**server.pids, "load": load.pid}
        await load.tell("go")
        await load.said(synapse_load.WARM, warm_up_seconds + ENDING_SECONDS)
        before = families(pids)
        await load.said(synapse_load.SETTLED, seconds + ENDING_SECONDS)
        after = families(pids)
        await load.said(synapse_load.WRITTEN, WRITING_SECONDS)
    return measured_peer(json.loads(result.read_text()), rate, seconds, before, after)


def measured_peer(
    account: Mapping[str, Any], rate: float, seconds: float, before: Mapping[str, Usage], after: Mapping[str, Usage]
) -> Measured:
    rows = account["rows"]
    acked = [row for row in rows if row[2]]
    read = [row for row in acked if row[3] is not None]
    return Measured(
        rate=rate,
        seconds=seconds,
        posted=len(rows),
        acked=len(acked),
        readable=len(read),
        ended=0,
        waiting=len(acked) - len(read),
        lost=0,
        duplicated=account["duplicated"],
        early=0,
        throughput=throughput([row[3] for row in read]),
        ack_ms=spread([row[1] - row[0] for row in acked]),
        readable_ms=spread([row[3] - row[0] for row in read]),
        processes=spent(before, after, len(acked)),
    )
