"""With lines between them, services know no address but those of their lines."""

from pathlib import Path

import pytest

from causeway_cli.embedded.kafka import Door, Kafka
from causeway_cli.failing.layout import Layout, lines_of, new_layout, planned
from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.replicas import replicas

BASE = 7400
TWO = {"messaging": 2}


@pytest.fixture
def layout() -> Layout:
    return new_layout(BASE, TWO)


def test_each_process_has_lines_of_its_own_to_the_stores_and_from_clients(layout: Layout) -> None:
    names = {line.name for line in lines_of(layout, BASE)}

    assert {"messaging>mongod", "messaging>kafka", "clients>messaging", "messaging-1>mongod"} <= names
    assert "notifications>matching" in names
    assert len(names) == 3 * len(replicas(BASE, TWO)) + 1


def test_no_service_is_told_the_own_port_of_a_store(layout: Layout, tmp_path: Path) -> None:
    for spec in planned(tmp_path, BASE, layout):
        for name in ("CAUSEWAY_KAFKA", "CAUSEWAY_MONGO_URI", "CAUSEWAY_KEYS_URI"):
            assert f":{BASE + 20}" not in spec.environment.get(name, "")
            assert f":{BASE + 30}/" not in spec.environment.get(name, "")


def test_clients_come_through_the_line(layout: Layout, tmp_path: Path) -> None:
    doors = {spec.name: spec.door for spec in planned(tmp_path, BASE, layout) if spec.door}

    assert doors == dict(layout.clients)


def test_without_lines_nothing_has_a_door(tmp_path: Path) -> None:
    assert {spec.door for spec in processes(tmp_path, BASE, {})} == {None}


def test_a_planted_command_replaces_only_its_own(layout: Layout, tmp_path: Path) -> None:
    changed = layout.model_copy(update={"commands": {"messaging": ("python", "bug.py")}})
    commands = {spec.name: spec.command for spec in planned(tmp_path, BASE, changed)}

    assert commands["messaging"] == ("python", "bug.py")
    assert commands["messaging-1"][-1] == "messaging.main"


def test_the_broker_tells_those_who_come_through_a_door_to_come_back_through_it(tmp_path: Path) -> None:
    kafka = Kafka(tmp_path, 9000, 9001, doors=(Door("MESSAGING", 9100, 9200),))
    properties = kafka._properties(tmp_path / "log").splitlines()

    assert "listeners=PLAINTEXT://127.0.0.1:9000,CONTROLLER://127.0.0.1:9001,MESSAGING://127.0.0.1:9100" in properties
    assert "advertised.listeners=PLAINTEXT://127.0.0.1:9000,MESSAGING://127.0.0.1:9200" in properties
    assert "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,MESSAGING:PLAINTEXT" in properties
