"""Kafka's jars, downloaded once into the working copy and checked against the list that is kept beside this file."""

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from causeway_cli.embedded.lock import waiting_turn
from causeway_cli.embedded.places import CACHE, require_room
from causeway_cli.trouble import Trouble

KAFKA = "4.1.0"
LIST = Path(__file__).with_name("kafka-jars.sha256")
DOWNLOAD_ROOM_BYTES = 300_000_000
AT_ONCE = 8


def kafka_jars(cache: Path = CACHE) -> Path:
    """The folder with exactly the listed jars. Downloads them when they are not there or not whole. Raises Trouble."""
    expected, folder = read_list(LIST), jars_folder(cache)
    if not differences(folder, expected):
        return folder
    require_room(cache, DOWNLOAD_ROOM_BYTES)
    with waiting_turn(cache / "kafka-download"):
        if differences(folder, expected):
            _replace(folder, expected)
    return folder


def jars_folder(cache: Path = CACHE) -> Path:
    return cache / f"kafka-{KAFKA}"


def read_list(path: Path) -> dict[str, str]:
    """Place of each jar in a Maven repository to its SHA-256, from lines in the form of `sha256sum`."""
    pairs = (line.split(maxsplit=1) for line in path.read_text().splitlines())
    return {place: digest for digest, place in pairs}


def differences(folder: Path, expected: dict[str, str]) -> list[str]:
    """Names of jars that are missing, unexpected or not the listed ones."""
    digests = {PurePosixPath(place).name: digest for place, digest in expected.items()}
    present = {path.name: path for path in folder.glob("*.jar")}
    wrong = [name for name in digests.keys() & present.keys() if digest_of(present[name]) != digests[name]]
    return sorted(wrong + list(digests.keys() ^ present.keys()))


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(jars: Path, expected: dict[str, str]) -> None:
    """Raise Trouble when the downloaded jars are not the listed ones."""
    if wrong := differences(jars, expected):
        raise Trouble(
            f"Kafka's download does not match the checked list ({len(wrong)} of {len(expected)} files differ, first "
            f"{wrong[0]}); nothing of it was kept. Try again, and if it stays so, ask whoever runs your package mirror."
        )


@contextlib.contextmanager
def fetching(what: str) -> Iterator[None]:
    """Turn what can go wrong on the way from the registry into Trouble."""
    import requests

    try:
        yield
    except (requests.RequestException, RuntimeError, ValueError, OSError) as error:
        raise Trouble(
            f"{what} could not be fetched from the Java package registry ({type(error).__name__}); nothing of it was "
            "kept. Check the network and the disk, then run the same command again."
        ) from None


def download(places: Iterable[str], scratch: Path, jars: Path) -> None:
    """Fetch the jars at these places of the registry into the folder. Raises Trouble."""
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=scratch, timeout=60)

    def fetch(place: str) -> None:
        *group, name, version, _file = place.split("/")
        fetched: Path = context.project(".".join(group), name).at_version(version).artifact().resolve()
        fetched.replace(jars / fetched.name)

    jars.mkdir(parents=True)
    with fetching(f"Kafka {KAFKA}"), ThreadPoolExecutor(AT_ONCE) as together:
        list(together.map(fetch, places))


def _replace(folder: Path, expected: dict[str, str]) -> None:
    print(f"Fetching Kafka {KAFKA} (55 MB, once)…", file=sys.stderr, flush=True)
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        download(expected, aside / "repository", aside / "jars")
        check(aside / "jars", expected)
        shutil.rmtree(folder, ignore_errors=True)
        (aside / "jars").rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
