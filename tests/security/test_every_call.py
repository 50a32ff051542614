"""Every RPC refuses every wrong caller. The list comes from the descriptors, so a new RPC is in it from its first day."""

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor import FileDescriptor, MethodDescriptor
from google.protobuf.message_factory import GetMessageClass
from pymongo import MongoClient

from causeway.access.v1 import access_pb2
from causeway_cli.embedded.issuer import Issuer, open_issuer
from causeway_cli.running import RunningSystem
from causeway_kit.access import Policy

pytestmark = pytest.mark.connected

SERVICES = ("matching", "messaging", "moderation", "notifications", "analytics")
OUTSIDE = {grpc.StatusCode.UNAUTHENTICATED}
CALM_SECONDS = 8


@dataclass(frozen=True)
class Rpc:
    service: str
    method: MethodDescriptor

    @property
    def path(self) -> str:
        return f"/{self.method.containing_service.full_name}/{self.method.name}"

    def request(self) -> Any:
        """The smallest request; it names a programme where the method asks for one."""
        message: Any = GetMessageClass(self.method.input_type)()
        if "programme_id" in message.DESCRIPTOR.fields_by_name:
            message.programme_id = "somebody-elses"
        start = message.DESCRIPTOR.fields_by_name.get("start")
        if start is not None and start.message_type is not None:
            message.start.programme_id = "somebody-elses"
        return message

    def call(self, channel: grpc.Channel, metadata: tuple[tuple[str, str], ...], request: Any = None) -> grpc.StatusCode:
        """The status, with nothing of an answer kept."""
        request = self.request() if request is None else request
        reads, writes = (
            GetMessageClass(self.method.output_type).FromString,
            GetMessageClass(self.method.input_type).SerializeToString,
        )
        try:
            if self.method.client_streaming:
                channel.stream_unary(self.path, writes, reads)(iter([request]), timeout=10, metadata=metadata)
            elif self.method.server_streaming:
                next(iter(channel.unary_stream(self.path, writes, reads)(request, timeout=10, metadata=metadata)), None)
            else:
                channel.unary_unary(self.path, writes, reads)(request, timeout=10, metadata=metadata)
        except grpc.RpcError as error:
            return error.code()
        return grpc.StatusCode.OK


def contracts_of(service: str) -> list[FileDescriptor]:
    package = importlib.import_module(f"causeway.{service}.v1")
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.name.endswith("_pb2"))
    return [importlib.import_module(f"{package.__name__}.{name}").DESCRIPTOR for name in names]


def every_rpc() -> list[Rpc]:
    return [
        Rpc(service, method)
        for service in SERVICES
        for contract in (*contracts_of(service), *contracts_of("audit"))
        for answered in contract.services_by_name.values()
        for method in answered.methods
    ]


RPCS = every_rpc()
each_rpc = pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: f"{rpc.method.containing_service.name}.{rpc.method.name}")


def test_every_rpc_of_the_contracts_has_a_policy_row() -> None:
    rows = [Policy.of(rpc.method) for rpc in RPCS]

    assert len(rows) == len(RPCS) >= 28


@pytest.fixture(scope="module")
def channels(system: RunningSystem) -> Iterator[dict[str, grpc.Channel]]:
    opened = {service: grpc.insecure_channel(system.address(service)) for service in SERVICES}
    yield opened
    for channel in opened.values():
        channel.close()


@pytest.fixture(scope="module")
def stranger_issuer(tmp_path_factory: pytest.TempPathFactory, system: RunningSystem) -> Issuer:
    """Says that it is the system's issuer, and signs with a key of its own."""
    return open_issuer(Path(tmp_path_factory.mktemp("stranger")), system.issuer.url)


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {token}"),)


def altered(token: str) -> str:
    head, claims, signature = token.split(".")
    middle = len(claims) // 2
    return ".".join((head, claims[:middle] + ("A" if claims[middle] != "A" else "B") + claims[middle + 1 :], signature))


PAST = int(time.time()) - 3600
WRONG: dict[str, Callable[[Issuer, Issuer], tuple[tuple[str, str], ...]]] = {
    "no token": lambda ours, theirs: (),
    "not a bearer": lambda ours, theirs: (("authorization", ours.token("administrator")),),
    "an empty bearer": lambda ours, theirs: bearer(""),
    "an expired token": lambda ours, theirs: bearer(ours.token("administrator", iat=PAST, nbf=PAST, exp=PAST + 600)),
    "an altered token": lambda ours, theirs: bearer(altered(ours.token("administrator"))),
    "a token of another issuer": lambda ours, theirs: bearer(theirs.token("administrator")),
    "a token for another audience": lambda ours, theirs: bearer(ours.token("administrator", audience="somebody-else")),
    "an ID token": lambda ours, theirs: bearer(ours.token("administrator", header={"typ": "JWT"})),
}


@each_rpc
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_call_that_is_not_signed_in_is_refused(
    rpc: Rpc,
    wrong: Callable[[Issuer, Issuer], tuple[tuple[str, str], ...]],
    system: RunningSystem,
    stranger_issuer: Issuer,
    channels: dict[str, grpc.Channel],
) -> None:
    metadata = wrong(system.issuer, stranger_issuer)

    assert rpc.call(channels[rpc.service], metadata) in OUTSIDE


@each_rpc
def test_somebody_without_a_role_is_refused(rpc: Rpc, system: RunningSystem, channels: dict[str, grpc.Channel]) -> None:
    metadata = bearer(system.issuer.token("nobody-in-particular"))

    assert rpc.call(channels[rpc.service], metadata) is grpc.StatusCode.PERMISSION_DENIED


@each_rpc
def test_a_service_that_is_not_named_is_refused(rpc: Rpc, system: RunningSystem, channels: dict[str, grpc.Channel]) -> None:
    metadata = bearer(system.issuer.token("service:analytics"))

    assert rpc.call(channels[rpc.service], metadata) is grpc.StatusCode.PERMISSION_DENIED


@each_rpc
def test_the_administrator_does_not_get_in_where_only_services_or_people_of_a_pair_may(
    rpc: Rpc, system: RunningSystem, channels: dict[str, grpc.Channel]
) -> None:
    policy = Policy.of(rpc.method)
    if "administrator" in policy.roles:
        assert policy.scope != access_pb2.SCOPE_OWN
        return
    metadata = bearer(system.issuer.token("administrator"))

    assert rpc.call(channels[rpc.service], metadata) is grpc.StatusCode.PERMISSION_DENIED


def collection_hashes(uri: str) -> dict[str, dict[str, str]]:
    with MongoClient[dict[str, Any]](uri) as client:
        names = [f"{service}" for service in ("matching", "messaging", "moderation", "notifications")]
        hashes = {name: dict(client[name].command("dbHash")["collections"]) for name in names}
    for collections in hashes.values():
        collections.pop("outbox", None)  # the relay marks what it sends,
        collections.pop("relay_leases", None)  # and renews its lease
    return hashes


def settled_hashes(uri: str) -> dict[str, dict[str, str]]:
    """Once nothing has changed for longer than the timer of an unread message runs here (5 s)."""
    hashes, unchanged_since, patience_ends = collection_hashes(uri), time.monotonic(), time.monotonic() + 90
    while time.monotonic() - unchanged_since < CALM_SECONDS:
        assert time.monotonic() < patience_ends, "the system does not come to rest"
        time.sleep(0.5)
        if (now := collection_hashes(uri)) != hashes:
            hashes, unchanged_since = now, time.monotonic()
    return hashes


def test_refused_calls_change_nothing(system: RunningSystem, channels: dict[str, grpc.Channel]) -> None:
    before = settled_hashes(system.mongo_uri)

    for rpc in RPCS:
        for subject in ("nobody-in-particular", "service:analytics"):
            rpc.call(channels[rpc.service], bearer(system.issuer.token(subject)))
        rpc.call(channels[rpc.service], ())

    assert collection_hashes(system.mongo_uri) == before
