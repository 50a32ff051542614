"""The manifests as operators get them: each overlay rendered by kubectl, once a session."""

import functools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from causeway_cli.testing import kafka, servers_folder  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
OVERLAYS = ("local", "production")
Manifest = dict[str, Any]


def render(overlay: str) -> str:
    """The YAML of an overlay."""
    if shutil.which("kubectl") is None:
        pytest.fail("kubectl is needed to render the manifests and is not installed: install it (1.27 or newer) and run again.")
    command = ["kubectl", "kustomize", str(ROOT / "deploy" / "overlays" / overlay)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The overlay {overlay} cannot be rendered: {done.stderr}")
    return done.stdout


@functools.cache
def _objects(overlay: str) -> list[Manifest]:
    return list(yaml.safe_load_all(render(overlay)))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def rendered() -> Callable[[str], str]:
    return render


@pytest.fixture(scope="session", params=OVERLAYS)
def overlay(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def objects(overlay: str) -> list[Manifest]:
    """Every object of the overlay."""
    return _objects(overlay)


@pytest.fixture(scope="session")
def services(objects: list[Manifest]) -> dict[str, Manifest]:
    """The StatefulSets of Causeway's own services by name."""
    return {
        each["metadata"]["name"]: each
        for each in objects
        if each["kind"] == "StatefulSet" and each["metadata"]["namespace"] == "causeway"
    }


@pytest.fixture(scope="session")
def pods(objects: list[Manifest]) -> dict[str, Manifest]:
    """The pod templates of all that runs, by kind and name."""
    return {
        f"{each['kind']}/{each['metadata']['name']}": each["spec"]["template"]
        for each in objects
        if each["kind"] in ("StatefulSet", "Deployment", "Job", "DaemonSet")
    }


@pytest.fixture(scope="session")
def environments(objects: list[Manifest], services: dict[str, Manifest]) -> dict[str, dict[str, str]]:
    """What each service finds in its environment; the pod's index is 0."""
    maps = {each["metadata"]["name"]: each["data"] for each in objects if each["kind"] == "ConfigMap"}
    found: dict[str, dict[str, str]] = {}
    for name, service in services.items():
        container = service["spec"]["template"]["spec"]["containers"][0]
        shared = [maps[source["configMapRef"]["name"]] for source in container["envFrom"]]
        own = {each["name"]: each.get("value", "0") for each in container["env"]}
        found[name] = functools.reduce(lambda one, other: one | other, [*shared, own])
    return found


@pytest.fixture(scope="session")
def compose(root: Path) -> Manifest:
    content: Manifest = yaml.safe_load((root / "docker-compose.yml").read_text())
    return content
