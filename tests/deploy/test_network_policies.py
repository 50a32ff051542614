"""What the cluster lets through is what the table in deploy/README.md says, no more and no less."""

import re
from pathlib import Path
from typing import Any

from causeway_cli.keeper.plan import SERVICES

Manifest = dict[str, Any]
Edge = tuple[str, str, int]
NAME = "app.kubernetes.io/name"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| (\d+) \| [^|]+ \|$", re.MULTILINE)


def documented(root: Path) -> set[Edge]:
    edges: set[Edge] = set()
    for source, target, port in ROW.findall((root / "deploy" / "README.md").read_text()):
        sources = SERVICES if source == "every service" else [source]
        edges |= {(each, target, int(port)) for each in sources}
    return edges


def peer_names(peer: Manifest) -> list[str]:
    """Pods of the same namespace by name, other namespaces by their role in italics."""
    if "namespaceSelector" in peer:
        labels = peer["namespaceSelector"]["matchLabels"]
        if labels == {"kubernetes.io/metadata.name": "kube-system"}:
            return ["*dns*"] if peer["podSelector"]["matchLabels"] == {"k8s-app": "kube-dns"} else ["kube-system"]
        return [f"*{label.removeprefix('causeway/')}*" for label, value in labels.items() if value == "true"]
    (expression,) = peer["podSelector"]["matchExpressions"]
    assert (expression["key"], expression["operator"]) == (NAME, "In")
    return list(expression["values"])


def edges_of(policy: Manifest, direction: str, side: str) -> set[tuple[str, str, int]]:
    """(the policy's own pods, the peer, port) for each thing that the policy allows."""
    own = policy["spec"]["podSelector"].get("matchLabels", {}).get(NAME, "every pod")
    return {
        (own, name, port["port"])
        for rule in policy["spec"].get(direction, [])
        for peer in rule[side]
        for name in peer_names(peer)
        for port in rule["ports"]
    }


def policies(objects: list[Manifest]) -> list[Manifest]:
    return [each for each in objects if each["kind"] == "NetworkPolicy" and each["metadata"]["namespace"] == "causeway"]


def allowed_out(objects: list[Manifest]) -> set[Edge]:
    return {edge for policy in policies(objects) for edge in edges_of(policy, "egress", "to")}


def allowed_in(objects: list[Manifest]) -> set[Edge]:
    return {(peer, own, port) for policy in policies(objects) for own, peer, port in edges_of(policy, "ingress", "from")}


def test_the_allowed_edges_are_the_documented_ones(objects: list[Manifest], root: Path) -> None:
    assert allowed_out(objects) | allowed_in(objects) == documented(root)


def test_an_edge_between_two_services_is_open_at_both_ends(objects: list[Manifest]) -> None:
    out = {edge for edge in allowed_out(objects) if edge[1] in SERVICES}
    into = {edge for edge in allowed_in(objects) if edge[0] in SERVICES}

    assert out == into
    assert {("notifications", "matching", 7401), ("matching", "moderation", 7403)} <= out


def test_whatever_is_not_opened_is_closed_in_both_directions(objects: list[Manifest]) -> None:
    everything = [each["spec"] for each in policies(objects) if each["spec"]["podSelector"] == {}]

    assert [each["policyTypes"] for each in everything] == [["Ingress", "Egress"]]
    assert "ingress" not in everything[0]
    assert all(each["spec"]["policyTypes"] == ["Ingress", "Egress"] for each in policies(objects))


def test_nothing_reaches_outside_the_cluster(objects: list[Manifest]) -> None:
    assert "ipBlock" not in str(policies(objects))
    assert all(rule["ports"] for policy in policies(objects) for rule in policy["spec"].get("egress", []))


def test_an_empty_selector_opens_no_door(objects: list[Manifest]) -> None:
    peers = [
        peer
        for policy in policies(objects)
        for direction, side in (("ingress", "from"), ("egress", "to"))
        for rule in policy["spec"].get(direction, [])
        for peer in rule[side]
    ]

    assert peers
    assert all(selector for peer in peers for selector in peer.values())


def test_the_stores_of_a_laptop_answer_causeway_alone(overlay: str, objects: list[Manifest]) -> None:
    stores = [each for each in objects if each["kind"] == "NetworkPolicy" and each["metadata"]["namespace"] == "causeway-stores"]
    sources = [peer for each in stores for rule in each["spec"]["ingress"] for peer in rule["from"]]

    assert len(stores) == (1 if overlay == "local" else 0)
    causeway = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "causeway"}}}
    assert all(peer in ({"podSelector": {}}, causeway) for peer in sources)
