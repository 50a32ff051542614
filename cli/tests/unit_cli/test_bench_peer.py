"""The peer beside the benchmark, as far as it shows without one."""

import json
from pathlib import Path

import pytest

from causeway_cli.bench import synapse
from causeway_cli.bench.growth import counts_in, spread_over
from causeway_cli.bench.synapse_server import configuration
from causeway_cli.setting_up import Pair
from causeway_cli.trouble import Trouble


async def test_a_machine_without_the_peer_skips_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    async with synapse.homeserver(None) as server:
        assert server is None
    assert "not installed: skipped" in synapse.NOT_INSTALLED


def test_a_named_peer_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(synapse.SECRET, raising=False)

    with pytest.raises(Trouble, match=synapse.SECRET):
        synapse.require_peer("http://127.0.0.1:1")


def test_a_peer_that_says_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(synapse.SECRET, "s")

    with pytest.raises(Trouble, match="No Matrix server answers at nonsense"):
        synapse.require_peer("nonsense")


def test_the_peers_settings_are_a_file_it_can_read(tmp_path: Path) -> None:
    settings = json.loads(json.dumps(configuration(tmp_path, 8008, 5432, "secret")))

    assert settings["listeners"][0]["bind_addresses"] == ["127.0.0.1"]
    assert settings["registration_shared_secret"] == "secret"


def test_a_message_of_the_peer_that_nobody_read_waits() -> None:
    rows = [[1.0, 1.1, True, 1.2], [2.0, 2.1, True, None], [3.0, 3.1, False, None]]

    found = synapse.measured_peer({"rows": rows, "duplicated": 0}, 1.0, 3.0, {}, {})

    assert (found.posted, found.acked, found.readable, found.waiting) == (3, 2, 1, 1)
    assert not found.sustained


def test_traffic_is_spread_over_all_conversations() -> None:
    pairs = [Pair(str(number), "p", "a", "b") for number in range(1000)]

    assert [int(pair.id) for pair in spread_over(pairs, 4)] == [0, 250, 500, 750]
    assert len(list(spread_over(pairs[:3], 10))) == 3


@pytest.mark.parametrize("text", ["", "many", "0", "10,-5", "1.5", "99999999"])
def test_wrong_numbers_of_conversations_are_refused(text: str) -> None:
    with pytest.raises(Trouble, match="--conversations"):
        counts_in(text)
