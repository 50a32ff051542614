"""Checkpoints of audit chains are signed, kept once, and tell a chain that shrank."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from prometheus_client import REGISTRY

from causeway_kit.checkpoints import read_signed
from causeway_kit.clock import SystemClock
from causeway_kit.errors import Unavailable
from moderation.entrypoints.gathering import Gathering

KEY = Ed25519PrivateKey.generate()


class FakeChains:
    def __init__(self, **newest: tuple[int, str] | None) -> None:
        self.found = newest

    @property
    def services(self) -> list[str]:
        return sorted(self.found)

    async def newest(self, service: str) -> tuple[int, str]:
        found = self.found[service]
        if found is None:
            raise Unavailable(f"{service} is away")
        return found


def kept(file: Path) -> list[tuple[str, int, str]]:
    lines = file.read_text().splitlines() if file.exists() else []
    found = [read_signed(line, KEY.public_key()) for line in lines if line]
    return [(one.service, one.number, one.hash) for one in found]


def gathering(chains: FakeChains, file: Path) -> Gathering:
    return Gathering(chains, KEY, file, SystemClock())


def broken(service: str) -> float | None:
    return REGISTRY.get_sample_value("causeway_audit_chains_broken", {"service": service})


async def test_a_chain_that_grew_leaves_one_checkpoint(tmp_path: Path) -> None:
    file, chains = tmp_path / "kept", FakeChains(matching=(3, "c"), messaging=(0, ""))
    found = gathering(chains, file)

    await found.step()
    await found.step()
    chains.found["matching"] = (5, "e")
    await found.step()

    assert kept(file) == [("matching", 3, "c"), ("matching", 5, "e")]


async def test_a_service_that_is_away_does_not_keep_the_others_from_being_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept"

    await gathering(FakeChains(matching=None, moderation=(2, "b")), file).step()

    assert kept(file) == [("moderation", 2, "b")]


@pytest.mark.parametrize("now", [(2, "b"), (3, "other"), (0, "")], ids=["shorter", "another", "gone"])
async def test_a_chain_that_is_not_what_it_was_is_told_at_once(now: tuple[int, str], tmp_path: Path) -> None:
    file, chains = tmp_path / "kept", FakeChains(matching=(3, "c"))
    await gathering(chains, file).step()
    assert broken("matching") == 0
    chains.found["matching"] = now

    await gathering(chains, file).step()  # also after a restart

    assert broken("matching") == 1
    assert kept(file) == [("matching", 3, "c")]


async def test_after_a_torn_line_the_next_checkpoint_stands_alone(tmp_path: Path) -> None:
    file, chains = tmp_path / "kept", FakeChains(matching=(3, "c"))
    found = gathering(chains, file)
    await found.step()
    with file.open("a") as torn:
        torn.write('{"service": "match')
    chains.found["matching"] = (4, "d")

    await found.step()

    lines = file.read_text().splitlines()
    assert [len(lines), read_signed(lines[2], KEY.public_key()).number] == [3, 4]
    await gathering(chains, file).step()  # the torn line stops nobody
    assert file.read_text().splitlines() == lines
