"""Each overlay renders, always to the same text, and every object is what the cluster's own schema allows."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import kubernetes_validate
import pytest
from kubernetes_validate.utils import all_versions

Manifest = dict[str, Any]
VERSIONS = [version for version in all_versions() if int(version.split(".")[1]) >= 29]


def test_an_overlay_renders_to_the_same_text_each_time(overlay: str, rendered: Callable[[str], str]) -> None:
    first = rendered(overlay)

    assert first
    assert rendered(overlay) == first


@pytest.mark.parametrize("version", [VERSIONS[0], VERSIONS[-1]])
def test_every_object_is_valid_under_the_strict_schema_of_the_oldest_and_newest_cluster(
    objects: list[Manifest], version: str
) -> None:
    checked = [kubernetes_validate.validate(each, version, strict=True) for each in objects]

    assert len(checked) == len(objects) > 30


def test_the_strict_schema_refuses_a_misspelt_field(objects: list[Manifest]) -> None:
    service = next(each for each in objects if each["kind"] == "StatefulSet")
    misspelt = {**service, "spec": {**service["spec"], "podManagmentPolicy": "Parallel"}}

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(misspelt, VERSIONS[-1], strict=True)


def test_no_two_objects_have_the_same_name(objects: list[Manifest]) -> None:
    names = Counter((each["kind"], each["metadata"].get("namespace"), each["metadata"]["name"]) for each in objects)

    assert [name for name, times in names.items() if times > 1] == []


def test_no_manifest_holds_a_secret(objects: list[Manifest]) -> None:
    text = str([each.get("data") for each in objects]) + str([each.get("spec") for each in objects])

    assert [each["metadata"]["name"] for each in objects if each["kind"] == "Secret"] == []
    assert "password" not in text.lower()
    assert "BEGIN PRIVATE KEY" not in text


def test_every_secret_reaches_a_service_as_a_file(services: dict[str, Manifest]) -> None:
    for name, service in services.items():
        spec = service["spec"]["template"]["spec"]
        mounted = {volume["secret"]["secretName"] for volume in spec["volumes"] if "secret" in volume}

        assert mounted == {"causeway-kek", f"{name}-identity"}
        assert "secretKeyRef" not in str(spec)
        assert "secretRef" not in str(spec)


def test_nothing_may_use_the_cluster_interface(objects: list[Manifest], pods: dict[str, Manifest]) -> None:
    accounts = {each["metadata"]["name"]: each for each in objects if each["kind"] == "ServiceAccount"}

    assert {each["kind"] for each in objects}.isdisjoint({"Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"})
    for name, pod in pods.items():
        account = accounts[pod["spec"]["serviceAccountName"]]
        assert pod["spec"]["automountServiceAccountToken"] is False, name
        assert account["automountServiceAccountToken"] is False
