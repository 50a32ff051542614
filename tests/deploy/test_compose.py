"""The compose file starts the system of `up`: same ports, same helpers, waiting for each other, closed to the world."""

import asyncio
import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from causeway_cli.embedded.ports import free_ports
from causeway_cli.keeper.plan import BASE_PORT, SERVICES, processes, service_ports

Manifest = dict[str, Any]
STORES_AND_HELPERS = {"network", "kafka", "mongo", "replica-set", "topics", "secrets", "issuer", "mail"}
ONCE = {"replica-set", "topics", "secrets"}


def test_everything_of_up_runs(compose: Manifest) -> None:
    assert set(compose["services"]) == STORES_AND_HELPERS | set(SERVICES)


def test_the_ports_of_up_are_published_on_the_loopback_interface_alone(compose: Manifest, tmp_path: Path) -> None:
    published = {name: each["ports"] for name, each in compose["services"].items() if "ports" in each}
    controller = BASE_PORT + 21  # the broker talks to itself there
    expected = {port for spec in processes(tmp_path, BASE_PORT, {}) for port in spec.ports} - {controller}

    assert published == {"network": [f"127.0.0.1:{port}:{port}" for port in sorted(expected)]}


def test_all_share_one_network(compose: Manifest) -> None:
    others = {name: each.get("network_mode") for name, each in compose["services"].items() if name != "network"}

    assert set(others.values()) == {"service:network"}


def test_images_have_exact_tags_and_our_own_are_built_here(compose: Manifest) -> None:
    for name, each in compose["services"].items():
        image, _, tag = each["image"].partition(":")
        assert tag[0].isdigit(), name
        assert tag.count(".") == 2, name
        if image.startswith("causeway/"):
            assert each["build"]["args"] == {"SERVICE": image.removeprefix("causeway/")}
            assert each["build"]["dockerfile"] == "deploy/Dockerfile"


def test_no_container_of_ours_has_rights(compose: Manifest) -> None:
    for name in {"network", "topics", "secrets", "issuer", "mail", *SERVICES}:
        each = compose["services"][name]
        assert each["user"] == "10001:10001"
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["tmpfs"] == ["/tmp"]


def test_a_service_starts_after_stores_topics_and_secrets(compose: Manifest) -> None:
    for service in SERVICES:
        after = {name: each["condition"] for name, each in compose["services"][service]["depends_on"].items()}

        assert {name for name, condition in after.items() if condition == "service_completed_successfully"} == ONCE
        assert after["issuer"] == "service_healthy"
    for each in compose["services"].values():
        for name, how in each.get("depends_on", {}).items():
            assert ("healthcheck" in compose["services"][name]) == (how["condition"] == "service_healthy")


def test_a_service_is_healthy_when_it_is_ready(compose: Manifest) -> None:
    for service in SERVICES:
        check = " ".join(compose["services"][service]["healthcheck"]["test"])

        assert f"http://127.0.0.1:{service_ports(service)[1]}/ready" in check


def test_services_cannot_change_the_secrets_they_read(compose: Manifest) -> None:
    assert all(compose["services"][service]["volumes"] == ["data:/data:ro"] for service in SERVICES)


def test_the_helpers_are_started_as_up_starts_them(compose: Manifest, tmp_path: Path) -> None:
    of_up = {spec.name: spec.command[1:] for spec in processes(tmp_path, BASE_PORT, {})}
    for name in ("issuer", "mail"):
        expected = [part.replace(str(tmp_path), "/data") for part in of_up[name]]
        assert compose["services"][name]["entrypoint"] == ["python", *expected]


def test_the_secrets_container_makes_what_the_services_read(compose: Manifest, tmp_path: Path) -> None:
    code = compose["services"]["secrets"]["entrypoint"][-1].replace("/data", str(tmp_path))

    subprocess.run([sys.executable, "-c", code], check=True)

    for service in SERVICES:
        given = compose["services"][service]["environment"]
        for name in ("CAUSEWAY_KEK_FILE", "CAUSEWAY_CLIENT_SECRET_FILE"):
            assert Path(given[name].replace("/data", str(tmp_path))).read_bytes()


def test_mounted_files_are_in_the_repository(compose: Manifest, root: Path) -> None:
    sources = [volume.partition(":")[0] for each in compose["services"].values() for volume in each.get("volumes", [])]

    assert "./deploy/compose/forward.py" in sources
    assert all((root / source).exists() for source in sources if source.startswith("."))
    assert {source for source in sources if not source.startswith(".")} == set(compose["volumes"])


def test_compose_itself_reads_the_file_where_it_is_installed(compose: Manifest, root: Path) -> None:
    """Without the compose plugin this checks no more than that the file names its project and its services."""
    asked = ["docker", "compose", "--file", str(root / "docker-compose.yml"), "config", "--format", "json"]
    installed = shutil.which("docker") and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode
    read = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout) if installed else compose

    assert read["name"] == "causeway"
    assert set(read["services"]) == set(compose["services"])


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    name = await reader.read()
    writer.write(b"hello " + name)
    writer.close()


async def ask(address: str, port: int, name: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(address, port)
    writer.write(name)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.connected
async def test_a_program_on_the_loopback_address_is_reached_on_another_address(root: Path) -> None:
    program = runpy.run_path(str(root / "deploy/compose/forward.py"))
    (port,) = free_ports(1)
    names = [b"%d" % number * 50_000 for number in range(10)]
    server = await asyncio.start_server(greet, "127.0.0.1", port)
    forwarder = await program["forward"]("127.0.0.2", port)

    answers = await asyncio.gather(*(ask("127.0.0.2", port, name) for name in names))

    forwarder.close()
    server.close()
    assert answers == [b"hello " + name for name in names]


@pytest.mark.connected
async def test_a_program_that_is_not_up_yet_is_seen_as_a_closed_connection(root: Path) -> None:
    program = runpy.run_path(str(root / "deploy/compose/forward.py"))
    (port,) = free_ports(1)
    forwarder = await program["forward"]("127.0.0.2", port)

    answer = await ask("127.0.0.2", port, b"")

    forwarder.close()
    assert answer == b""
