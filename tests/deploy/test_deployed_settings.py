"""The manifests and the compose file give each service the settings it needs, on the ports and groups of the code."""

import ast
import importlib
import importlib.util
from pathlib import Path
from typing import Any

import pytest
from pymongo.uri_parser import parse_uri

from causeway_cli.embedded.places import CACHE
from causeway_cli.keeper.plan import SERVICES, service_environment, service_ports
from causeway_kit.settings import ServiceSettings

Manifest = dict[str, Any]


def settings_kind(service: str) -> type[ServiceSettings]:
    """The settings class of the service: its own, or the common one."""
    if importlib.util.find_spec(f"{service}.settings") is None:
        return ServiceSettings
    module = vars(importlib.import_module(f"{service}.settings")).values()
    own = [each for each in module if isinstance(each, type) and issubclass(each, ServiceSettings)]
    return max(own, key=lambda kind: len(kind.mro()))


def read_as_the_service_does(service: str, environment: dict[str, str], patch: pytest.MonkeyPatch) -> ServiceSettings:
    for name, value in environment.items():
        patch.setenv(name, value)
    return settings_kind(service)()


def expected_names(service: str, folder: Path) -> set[str]:
    fields = {f"CAUSEWAY_{name}".upper() for name in settings_kind(service).model_fields}
    return fields | set(service_environment(service, folder, shell={}))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_in_the_cluster_can_read_its_settings(
    service: str, environments: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_as_the_service_does(service, environments[service], monkeypatch)

    rpc, metrics = service_ports(service)
    assert settings.grpc_address == f"0.0.0.0:{rpc}"
    assert settings.metrics_address == f"0.0.0.0:{metrics}"
    assert settings.mongo_database == settings.client_id == service
    assert settings.jwks_url.startswith("https://")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_under_compose_can_read_its_settings(service: str, compose: Manifest, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = compose["services"][service]["environment"]

    settings = read_as_the_service_does(service, environment, monkeypatch)

    assert settings.mongo_database == settings.client_id == service


@pytest.mark.parametrize("service", SERVICES)
def test_every_variable_is_one_that_the_service_knows(
    service: str, environments: dict[str, dict[str, str]], compose: Manifest, tmp_path: Path
) -> None:
    known = expected_names(service, tmp_path)

    assert set(environments[service]) - known == set()
    assert set(compose["services"][service]["environment"]) - known == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_in_the_cluster_gets_every_variable_that_up_gives_it(
    service: str, environments: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    assert set(service_environment(service, tmp_path, shell={})) - set(environments[service]) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_compose_gives_a_service_the_same_settings_as_up(service: str, compose: Manifest, tmp_path: Path) -> None:
    of_up = {
        name: value.replace(str(tmp_path), "/data").replace(str(CACHE), "/tmp")
        for name, value in service_environment(service, tmp_path, shell={}).items()
    }
    for name in ("CAUSEWAY_GRPC_ADDRESS", "CAUSEWAY_METRICS_ADDRESS"):  # published ports reach no loopback address
        of_up[name] = of_up[name].replace("127.0.0.1", "0.0.0.0")
    given = compose["services"][service]["environment"]

    assert {name: given.get(name) for name in of_up} == of_up


def test_services_are_reached_on_the_ports_of_the_code(objects: list[Manifest], services: dict[str, Manifest]) -> None:
    doors = {
        each["metadata"]["name"]: each["spec"]
        for each in objects
        if each["kind"] == "Service" and each["metadata"]["namespace"] == "causeway"
    }

    assert set(doors) == set(SERVICES)
    for name, door in doors.items():
        rpc, metrics = service_ports(name)
        ports = services[name]["spec"]["template"]["spec"]["containers"][0]["ports"]
        assert {port["name"]: port["port"] for port in door["ports"]} == {"grpc": rpc, "status": metrics}
        assert {port["name"]: port["containerPort"] for port in ports} == {"grpc": rpc, "status": metrics}
        assert door["clusterIP"] == "None"
        assert door["selector"] == services[name]["spec"]["selector"]["matchLabels"]
        assert services[name]["spec"]["serviceName"] == name


def test_analytics_follows_the_cost_of_every_replica(
    environments: dict[str, dict[str, str]], services: dict[str, Manifest]
) -> None:
    expected = {
        f"{name}={name}-{ordinal}.{name}:{service_ports(name)[1]}"
        for name, service in services.items()
        for ordinal in range(service["spec"]["replicas"])
    }

    assert set(environments["analytics"]["CAUSEWAY_METRICS_OF"].split(",")) == expected


def test_notifications_asks_matching_by_its_name(environments: dict[str, dict[str, str]]) -> None:
    assert environments["notifications"]["CAUSEWAY_MATCHING_ADDRESS"] == f"matching:{service_ports('matching')[0]}"


def test_matching_asks_moderation_by_its_name(environments: dict[str, dict[str, str]]) -> None:
    assert environments["matching"]["CAUSEWAY_MODERATION_ADDRESS"] == f"moderation:{service_ports('moderation')[0]}"


def test_moderation_asks_messaging_by_its_name(environments: dict[str, dict[str, str]]) -> None:
    assert environments["moderation"]["CAUSEWAY_MESSAGING_ADDRESS"] == f"messaging:{service_ports('messaging')[0]}"


def test_nobody_is_an_administrator_of_production_by_default(overlay: str, environments: dict[str, dict[str, str]]) -> None:
    expected = {"production": "", "local": "administrator"}

    assert environments["matching"]["CAUSEWAY_ADMINISTRATORS"] == expected[overlay]


def test_the_addresses_of_the_databases_can_be_read(environments: dict[str, dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / "mongo.pem").touch()
    (tmp_path / "mongo-ca.crt").touch()
    for environment in environments.values():
        for name in ("CAUSEWAY_MONGO_URI", "CAUSEWAY_KEYS_URI"):
            parsed = parse_uri(environment[name].replace("%2Fetc%2Fcauseway%2Fidentity", str(tmp_path).replace("/", "%2F")))
            assert parsed["options"]["replicaSet"]
            assert parsed["password"] is None


def test_a_service_consumes_in_the_group_of_its_own_name(root: Path) -> None:
    groups: dict[str, str] = {}
    for service in SERVICES:
        main = root / "services" / service / service / "main.py"
        for node in ast.walk(ast.parse(main.read_text() if main.exists() else "")):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Service":
                groups[service] = ast.literal_eval(node.args[0])

    assert "messaging" in groups
    assert all(name == group for name, group in groups.items())
