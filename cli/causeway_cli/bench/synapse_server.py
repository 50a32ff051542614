"""Starts a Matrix Synapse on PostgreSQL for a benchmark, where both are installed, in a folder that is gone afterwards."""

import contextlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from causeway_cli.embedded.ports import LOOPBACK, free_ports
from causeway_cli.trouble import Trouble

HOMESERVER, POSTGRES, INITDB = "synapse_homeserver", "postgres", "initdb"
POSTGRES_USER = "postgres"  # who runs the database when the benchmark is run by root, whom PostgreSQL refuses
START_SECONDS = 90.0
STOP_SECONDS = 20.0
UNLIMITED: Mapping[str, float] = {"per_second": 100_000, "burst_count": 100_000}


@dataclass(frozen=True, slots=True)
class Homeserver:
    url: str
    secret: str
    """The registration shared secret: whoever has it may make users."""
    pids: Mapping[str, int]
    """Of its processes, if it was started here."""


def installed() -> bool:
    return all(shutil.which(name) for name in (HOMESERVER, POSTGRES, INITDB))


@contextlib.contextmanager
def started_homeserver() -> Iterator[Homeserver]:
    """Raises Trouble."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="causeway-peer-", ignore_cleanup_errors=True)))
        folder.chmod(0o755)  # the database may be another user's
        database_port, port = free_ports(2)
        database = stack.enter_context(_postgres(folder, database_port))
        secret = secrets.token_hex(16)
        settings = folder / "homeserver.yaml"
        settings.write_text(json.dumps(configuration(folder, port, database_port, secret)))
        command = [shutil.which(HOMESERVER) or HOMESERVER, "-c", str(settings)]
        _finished([*command, "--generate-keys"], "Synapse did not make its keys")
        server = stack.enter_context(_running(command, folder / "synapse.out", None))
        url = f"http://{LOOPBACK}:{port}"
        _until_answers(url, server, folder / "synapse.out")
        yield Homeserver(url, secret, {"synapse": server.pid, "postgres": database.pid})


def configuration(folder: Path, port: int, database_port: int, secret: str) -> dict[str, object]:
    """JSON is YAML too. What it need not do here is off, and nobody is slowed down: the figures are its best."""
    limits = ("rc_message", "rc_joins_per_room", "rc_registration", "rc_room_creation")
    return {
        "server_name": "localhost",
        "pid_file": str(folder / "synapse.pid"),
        "listeners": [{"port": port, "type": "http", "bind_addresses": [LOOPBACK], "resources": [{"names": ["client"]}]}],
        "database": {
            "name": "psycopg2",
            "args": {"user": "synapse", "dbname": "postgres", "host": LOOPBACK, "port": database_port, "cp_min": 5, "cp_max": 10},
        },
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": secret,
        "macaroon_secret_key": secrets.token_hex(16),
        "form_secret": secrets.token_hex(16),
        "trusted_key_servers": [],
        "report_stats": False,
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,
        **dict.fromkeys(limits, UNLIMITED),
        "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), UNLIMITED),
        "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
        "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), UNLIMITED),
    }


@contextlib.contextmanager
def _postgres(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    place, user = folder / "postgres", _database_user()
    place.mkdir(mode=0o700)
    if user is not None:
        shutil.chown(place, user)
    options = ("-U", "synapse", "--auth=trust", "--encoding=UTF8", "--locale=C")
    _finished([shutil.which(INITDB) or INITDB, "-D", str(place), *options], "PostgreSQL did not make its database", user)
    settings = ("-c", f"listen_addresses={LOOPBACK}", "-c", f"unix_socket_directories={place}")
    command = [shutil.which(POSTGRES) or POSTGRES, "-D", str(place), "-p", str(port), *settings]
    with _running(command, folder / "postgres.out", user) as server:
        yield server


def _database_user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(POSTGRES_USER).pw_name
    except KeyError:
        raise Trouble(
            f"PostgreSQL does not run as root, and there is no user «{POSTGRES_USER}»: run the benchmark as somebody else."
        ) from None


def _finished(command: list[str], otherwise: str, user: str | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, user=user, cwd="/")
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Trouble(f"{otherwise}: {said[-1] if said else 'it gave no reason'}.")


@contextlib.contextmanager
def _running(command: list[str], log: Path, user: str | None) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, user=user, cwd="/")
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_answers(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/_matrix/client/versions", timeout=5).is_success:
                return
        time.sleep(0.2)
    said = log.read_text(errors="replace").strip().splitlines()
    raise Trouble(f"Synapse did not start within {START_SECONDS:.0f} s: {said[-1] if said else 'it said nothing'}.")
