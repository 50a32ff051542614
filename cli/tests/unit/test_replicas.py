"""A service may run as several processes: their names, ports and settings."""

from pathlib import Path

import pytest

from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.replicas import counts_of, read_counts, replicas
from causeway_cli.trouble import Trouble

TWO = {"messaging": 2, "moderation": 2}


def test_further_replicas_take_the_ports_behind_those_of_the_system() -> None:
    further = [(each.name, each.rpc_port, each.metrics_port) for each in replicas(7400, TWO) if each.ordinal]

    assert further == [("messaging-1", 7500, 7501), ("moderation-1", 7502, 7503)]


def test_no_two_processes_share_a_port(tmp_path: Path) -> None:
    ports = [port for spec in processes(tmp_path, 7400, {}, TWO) for port in spec.ports]

    assert len(ports) == len(set(ports)) == 16 + 4


def test_each_replica_has_an_ordinal_and_addresses_of_its_own_and_the_same_database(tmp_path: Path) -> None:
    plan = {spec.name: spec.environment for spec in processes(tmp_path, 7400, {}, TWO)}
    first, second = plan["messaging"], plan["messaging-1"]

    assert (first["CAUSEWAY_SERVICE_ORDINAL"], second["CAUSEWAY_SERVICE_ORDINAL"]) == ("0", "1")
    assert second["CAUSEWAY_GRPC_ADDRESS"] == "127.0.0.1:7500"
    assert {name for name in first if first[name] != second[name]} == {
        "CAUSEWAY_SERVICE_ORDINAL",
        "CAUSEWAY_GRPC_ADDRESS",
        "CAUSEWAY_METRICS_ADDRESS",
    }


def test_what_messages_cost_counts_every_replica(tmp_path: Path) -> None:
    plan = {spec.name: spec.environment for spec in processes(tmp_path, 7400, {}, TWO)}

    assert "messaging=127.0.0.1:7412,moderation=127.0.0.1:7413" in plan["analytics"]["CAUSEWAY_METRICS_OF"]
    assert plan["analytics"]["CAUSEWAY_METRICS_OF"].endswith("messaging=127.0.0.1:7501,moderation=127.0.0.1:7503")


def test_names_of_running_processes_tell_how_often_each_service_runs() -> None:
    names = [each.name for each in replicas(7400, TWO)]

    assert counts_of([*names, "kafka", "mongod", "mail"]) == {
        "matching": 1,
        "messaging": 2,
        "moderation": 2,
        "notifications": 1,
        "analytics": 1,
    }


@pytest.mark.parametrize("word", ["messaging", "messaging=0", "messaging=9", "kafka=2", "messaging=two", ""])
def test_a_count_that_is_not_understood_is_named(word: str) -> None:
    with pytest.raises(Trouble, match=f"«{word}» is not understood"):
        read_counts([word])


def test_counts_are_read_from_words() -> None:
    assert read_counts(["messaging=2", "moderation=3"]) == {"messaging": 2, "moderation": 3}
