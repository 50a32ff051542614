"""The processes of `up` and the settings they get."""

import stat
from pathlib import Path

import pytest

from causeway_cli.embedded.places import private_folder
from causeway_cli.keeper.keys import client_secret, clients_folder, key_encryption_key
from causeway_cli.keeper.plan import SERVICES, TOPICS, processes, service_environment
from causeway_cli.keeper.spec import Stage


def test_the_stores_start_before_every_service(tmp_path: Path) -> None:
    plan = processes(tmp_path, 7400)

    assert [spec.name for spec in plan] == ["mongod", "kafka", "issuer", "mail", *SERVICES]
    assert [spec.stage for spec in plan] == sorted(spec.stage for spec in plan)
    assert {spec.name for spec in plan if spec.stage is Stage.SERVICES} == set(SERVICES)


def test_no_two_processes_share_a_port_and_all_move_with_the_base(tmp_path: Path) -> None:
    at_7400 = [port for spec in processes(tmp_path, 7400) for port in spec.ports]
    at_9000 = [port for spec in processes(tmp_path, 9000) for port in spec.ports]

    assert sorted(at_7400) == sorted(
        [7401, 7402, 7403, 7404, 7405, 7411, 7412, 7413, 7414, 7415, 7420, 7421, 7430, 7440, 7450, 7451]
    )
    assert at_9000 == [port + 1600 for port in at_7400]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_gets_every_address_on_the_loopback_interface(service: str, tmp_path: Path) -> None:
    settings = service_environment(service, tmp_path, 7400, shell={})

    assert settings["CAUSEWAY_KAFKA"] == "127.0.0.1:7420"
    assert settings["CAUSEWAY_MONGO_URI"] == "mongodb://127.0.0.1:7430/?replicaSet=causeway"
    assert settings["CAUSEWAY_MONGO_DATABASE"] == settings["CAUSEWAY_CLIENT_ID"] == service
    assert settings["CAUSEWAY_JWKS_URL"] == "http://127.0.0.1:7440/jwks.json"
    assert settings["CAUSEWAY_GRPC_ADDRESS"].startswith("127.0.0.1:740")
    assert settings["CAUSEWAY_METRICS_ADDRESS"].startswith("127.0.0.1:741")


def test_the_shell_may_choose_the_log_level_but_not_the_addresses(tmp_path: Path) -> None:
    shell = {"CAUSEWAY_LOG_LEVEL": "DEBUG", "CAUSEWAY_KAFKA": "example.org:9092"}

    settings = service_environment("messaging", tmp_path, 7400, shell)

    assert settings["CAUSEWAY_LOG_LEVEL"] == "DEBUG"
    assert settings["CAUSEWAY_KAFKA"] == "127.0.0.1:7420"


def test_keys_are_made_once_and_only_their_owner_can_read_them(tmp_path: Path) -> None:
    processes(tmp_path, 7400)
    kek, secret = key_encryption_key(tmp_path), client_secret(clients_folder(tmp_path), "messaging")
    before = kek.read_bytes(), secret.read_bytes()

    processes(tmp_path, 7400)

    assert (kek.read_bytes(), secret.read_bytes()) == before
    assert len(kek.read_bytes()) == 32
    for path in (kek, secret):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_each_service_has_a_secret_of_its_own(tmp_path: Path) -> None:
    processes(tmp_path, 7400)

    secrets = {service: client_secret(clients_folder(tmp_path), service).read_text() for service in SERVICES}

    assert len(set(secrets.values())) == len(SERVICES)


def test_the_text_of_messages_has_a_topic_with_the_fixed_number_of_partitions() -> None:
    assert TOPICS["messaging.posted.v1"] == 12
    assert TOPICS["moderation.dead-letters"] == TOPICS["moderation.replays"] == 1


def test_a_folder_of_secrets_made_by_hand_is_kept(tmp_path: Path) -> None:
    (private_folder(tmp_path / "secrets" / "clients") / "analytics").write_text("chosen")

    processes(tmp_path, 7400)

    assert client_secret(clients_folder(tmp_path), "analytics").read_text() == "chosen"
