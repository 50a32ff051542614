"""What every pod must be: labelled, pinned, without rights, watched, drained, spread, and of known size."""

import re
import tomllib
from pathlib import Path
from typing import Any

from causeway_cli.keeper.plan import PARTITIONS, SERVICES
from causeway_kit.settings import ServiceSettings

Manifest = dict[str, Any]
LABELS = {f"app.kubernetes.io/{name}" for name in ("name", "instance", "version", "component", "part-of", "managed-by")}
UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def main_container(pod: Manifest) -> Manifest:
    containers = pod["spec"]["containers"]
    assert [each["name"] for each in containers] == ["main"]
    container: Manifest = containers[0]
    return container


def bytes_of(quantity: str) -> int:
    return int(quantity[:-2]) * UNITS[quantity[-2:]]


def cpus_of(quantity: str) -> float:
    return int(quantity[:-1]) / 1000 if quantity.endswith("m") else float(quantity)


def test_all_five_services_run(services: dict[str, Manifest]) -> None:
    assert set(services) == set(SERVICES)


def test_objects_and_pods_carry_the_recommended_labels(objects: list[Manifest], pods: dict[str, Manifest]) -> None:
    for each in objects:
        assert set(each["metadata"]["labels"]) >= LABELS, each["metadata"]["name"]
    for name, pod in pods.items():
        assert set(pod["metadata"]["labels"]) >= LABELS, name


def test_a_selector_uses_only_labels_that_never_change(services: dict[str, Manifest]) -> None:
    for name, service in services.items():
        selector = service["spec"]["selector"]["matchLabels"]
        assert selector == {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": "causeway"}


def test_every_image_has_an_exact_tag(pods: dict[str, Manifest]) -> None:
    for name, pod in pods.items():
        image = main_container(pod)["image"]
        assert re.fullmatch(r"[a-z/]+:\d+\.\d+\.\d+", image), f"{name} runs {image}"


def test_the_version_label_and_the_tags_are_the_version_of_the_packages(services: dict[str, Manifest], root: Path) -> None:
    for name, service in services.items():
        package = tomllib.loads((root / "services" / name / "pyproject.toml").read_text())["project"]

        assert main_container(service["spec"]["template"])["image"] == f"causeway/{name}:{package['version']}"
        assert service["metadata"]["labels"]["app.kubernetes.io/version"] == package["version"]


def test_namespaces_admit_only_pods_without_rights(objects: list[Manifest]) -> None:
    namespaces = [each for each in objects if each["kind"] == "Namespace"]

    assert namespaces
    for namespace in namespaces:
        assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


def test_no_pod_has_rights_on_its_node(pods: dict[str, Manifest]) -> None:
    for name, pod in pods.items():
        whole, own = pod["spec"]["securityContext"], main_container(pod)["securityContext"]

        assert whole["runAsNonRoot"] is True, name
        assert whole["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert own["allowPrivilegeEscalation"] is False, name
        assert own["capabilities"] == {"drop": ["ALL"]}, name
        assert {"hostNetwork", "hostPID", "hostIPC"}.isdisjoint(pod["spec"])


def test_a_service_writes_to_its_scratch_folder_and_moderation_to_its_checkpoints(services: dict[str, Manifest]) -> None:
    for name, service in services.items():
        pod = service["spec"]["template"]
        container = main_container(pod)
        scratch = {volume["name"] for volume in pod["spec"]["volumes"] if "emptyDir" in volume}
        writable = [mount for mount in container["volumeMounts"] if not mount.get("readOnly")]

        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        lasting = [(False, "/var/checkpoints")] if name == "moderation" else []
        assert sorted((mount["name"] in scratch, mount["mountPath"]) for mount in writable) == [*lasting, (True, "/tmp")]


def test_the_user_of_the_pods_is_the_user_of_the_images(services: dict[str, Manifest], root: Path) -> None:
    user = re.findall(r"^USER (\d+):(\d+)$", (root / "deploy" / "Dockerfile").read_text(), re.MULTILINE)

    for service in services.values():
        context = service["spec"]["template"]["spec"]["securityContext"]
        assert [(str(context["runAsUser"]), str(context["runAsGroup"]))] == user


def test_readiness_asks_for_dependencies_and_liveness_only_for_progress(services: dict[str, Manifest]) -> None:
    for service in services.values():
        container = main_container(service["spec"]["template"])
        start, ready, live = (container[f"{kind}Probe"] for kind in ("startup", "readiness", "liveness"))

        assert ready["httpGet"] == {"path": "/ready", "port": "status"}
        assert live["httpGet"] == start["httpGet"] == {"path": "/live", "port": "status"}
        assert start["periodSeconds"] * start["failureThreshold"] >= 60
        assert live["periodSeconds"] * live["failureThreshold"] >= 30


def test_a_service_has_time_to_drain_before_it_is_killed(services: dict[str, Manifest]) -> None:
    drain = ServiceSettings.model_fields["drain_seconds"].default

    for service in services.values():
        pod = service["spec"]["template"]
        command, seconds = main_container(pod)["lifecycle"]["preStop"]["exec"]["command"]
        assert command == "sleep"
        assert pod["spec"]["terminationGracePeriodSeconds"] >= int(seconds) + drain + 5


def test_every_pod_says_how_much_it_needs(pods: dict[str, Manifest]) -> None:
    for name, pod in pods.items():
        resources = main_container(pod)["resources"]

        assert cpus_of(resources["requests"]["cpu"]) > 0, name
        assert bytes_of(resources["requests"]["memory"]) <= bytes_of(resources["limits"]["memory"]), name


def test_production_fits_the_cluster_that_the_readme_names(overlay: str, objects: list[Manifest], root: Path) -> None:
    text = " ".join((root / "deploy" / "README.md").read_text().split())
    stated = re.search(r"asks for ([\d.]+) CPUs and ([\d.]+) GiB \(the Job included\), at most ([\d.]+) GiB", text)
    running = [each for each in objects if each["kind"] in ("StatefulSet", "Job")]
    asked = [(each["spec"].get("replicas", 1), main_container(each["spec"]["template"])["resources"]) for each in running]
    cpus = sum(times * cpus_of(needs["requests"]["cpu"]) for times, needs in asked)
    memory = sum(times * bytes_of(needs["requests"]["memory"]) for times, needs in asked) / 2**30
    most = sum(times * bytes_of(needs["limits"]["memory"]) for times, needs in asked) / 2**30

    assert stated is not None
    if overlay == "production":
        assert [round(cpus, 1), round(memory, 1), round(most, 1)] == [float(figure) for figure in stated.groups()]
    assert cpus <= 2 * 4
    assert most <= 2 * 8


def test_a_node_can_be_emptied_without_stopping_a_service(objects: list[Manifest], services: dict[str, Manifest]) -> None:
    budgets = {each["metadata"]["name"]: each["spec"] for each in objects if each["kind"] == "PodDisruptionBudget"}

    assert set(budgets) == set(services)
    for name, service in services.items():
        assert budgets[name]["maxUnavailable"] == 1 <= service["spec"]["replicas"]
        assert budgets[name]["selector"] == service["spec"]["selector"]


def test_in_production_no_service_stands_on_one_leg(overlay: str, services: dict[str, Manifest]) -> None:
    least = 2 if overlay == "production" else 1

    assert all(service["spec"]["replicas"] >= least for service in services.values())


def test_replicas_are_spread_over_zones_and_nodes(services: dict[str, Manifest]) -> None:
    for service in services.values():
        spread = service["spec"]["template"]["spec"]["topologySpreadConstraints"]

        assert [each["topologyKey"] for each in spread] == ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
        assert all(each["labelSelector"] == service["spec"]["selector"] for each in spread)


def test_a_consumer_never_has_more_members_than_partitions(services: dict[str, Manifest]) -> None:
    for service in services.values():
        assert service["spec"]["replicas"] <= PARTITIONS
        assert service["spec"]["updateStrategy"] == {"type": "RollingUpdate"}  # a StatefulSet never runs one more


def test_each_replica_joins_its_group_under_a_name_of_its_own(services: dict[str, Manifest]) -> None:
    for service in services.values():
        given = {each["name"]: each for each in main_container(service["spec"]["template"])["env"]}
        path = given["CAUSEWAY_SERVICE_ORDINAL"]["valueFrom"]["fieldRef"]["fieldPath"]

        assert path == "metadata.labels['apps.kubernetes.io/pod-index']"
        assert service["spec"]["podManagementPolicy"] == "Parallel"


def test_conversations_and_their_safety_come_before_figures(objects: list[Manifest], services: dict[str, Manifest]) -> None:
    values = {each["metadata"]["name"]: each["value"] for each in objects if each["kind"] == "PriorityClass"}
    of = {name: values[each["spec"]["template"]["spec"]["priorityClassName"]] for name, each in services.items()}

    assert of["messaging"] == of["moderation"] > of["matching"] == of["notifications"] > of["analytics"]


def test_variables_of_neighbouring_services_never_leak_into_a_pod(pods: dict[str, Manifest]) -> None:
    assert all(pod["spec"]["enableServiceLinks"] is False for pod in pods.values())


def test_one_time_work_ends_and_goes(objects: list[Manifest]) -> None:
    jobs = [each["spec"] for each in objects if each["kind"] == "Job"]

    assert jobs
    for job in jobs:
        assert job["backoffLimit"] > 0
        assert job["ttlSecondsAfterFinished"] > 0
