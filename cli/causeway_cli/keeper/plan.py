"""The processes of the system on one machine: their commands, ports and settings."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from causeway_cli.embedded.kafka import Kafka, create_topics
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.ports import LOOPBACK
from causeway_cli.keeper.keys import checkpoint_key, client_secret, clients_folder, key_encryption_key, make_keys
from causeway_cli.keeper.replicas import SERVICES as SERVICES
from causeway_cli.keeper.replicas import Replica, replicas
from causeway_cli.keeper.spec import ProcessSpec, Stage, page_ready, port_ready

BASE_PORT = 7400
ADMINISTRATOR = "administrator"
PARTITIONS = 12  # fixed: with another number, keys would move to other partitions
EVENT_TOPICS = (
    "matching.people.v1",
    "matching.pairs.v1",
    "matching.programmes.v1",
    "messaging.posted.v1",
    "messaging.messages.v1",
    "messaging.activity.v1",
    "moderation.verdicts.v1",
    "moderation.people.v1",
    "moderation.alerts.v1",
    "notifications.deliveries.v1",
)
TOPICS = dict.fromkeys(EVENT_TOPICS, PARTITIONS) | {
    topic: 1 for service in SERVICES for topic in (f"{service}.dead-letters", f"{service}.replays")
}
ONCE_EACH: Mapping[str, int] = {}
FROM_THE_SHELL = ("CAUSEWAY_LOG_LEVEL", "CAUSEWAY_MONGO_DRIVER", "CAUSEWAY_TRACES_ENDPOINT", "CAUSEWAY_UNREAD_AFTER_SECONDS")


def processes(
    data: Path, base_port: int = BASE_PORT, shell: Mapping[str, str] = os.environ, counts: Mapping[str, int] = ONCE_EACH
) -> list[ProcessSpec]:
    """Every process of `up`, in the order in which they start. Makes the secrets they need."""
    data = data.absolute()
    make_keys(data, SERVICES)
    return [*_stores(data, base_port), *_helpers(data, base_port), *_services(data, base_port, shell, counts)]


def service_ports(service: str, base_port: int = BASE_PORT) -> tuple[int, int]:
    """The ports of gRPC and of metrics."""
    first = next(replica for replica in replicas(base_port, ONCE_EACH) if replica.service == service)
    return first.rpc_port, first.metrics_port


def service_environment(
    service: str, data: Path, base_port: int = BASE_PORT, shell: Mapping[str, str] = os.environ
) -> dict[str, str]:
    rpc_port, metrics_port = service_ports(service, base_port)
    issuer = f"http://{LOOPBACK}:{base_port + 40}"
    mongo = Mongo(data / "mongo", base_port + 30).uri
    settings = {
        "SERVICE_ORDINAL": "0",
        "GRPC_ADDRESS": f"{LOOPBACK}:{rpc_port}",
        "METRICS_ADDRESS": f"{LOOPBACK}:{metrics_port}",
        "KAFKA": f"{LOOPBACK}:{base_port + 20}",
        "MONGO_URI": mongo,
        "MONGO_DATABASE": service,
        "MONGO_DRIVER": "pymongo",
        "KEYS_URI": mongo,
        "KEYS_DATABASE": "keys",
        "KEK_FILE": str(key_encryption_key(data)),
        "ISSUER": issuer,
        "JWKS_URL": f"{issuer}/jwks.json",
        "AUDIENCE": "causeway",
        "TOKEN_URL": f"{issuer}/token",
        "CLIENT_ID": service,
        "CLIENT_SECRET_FILE": str(client_secret(clients_folder(data), service)),
        "LOG_LEVEL": "INFO",
        **_own_settings(service, data, base_port),
    }
    chosen = {name: shell[name] for name in FROM_THE_SHELL if name in shell}
    return {f"CAUSEWAY_{name}": value for name, value in settings.items()} | chosen


def _own_settings(service: str, data: Path, base_port: int) -> dict[str, str]:
    match service:
        case "matching":
            return {
                "ADMINISTRATORS": ADMINISTRATOR,
                "MODERATION_ADDRESS": f"{LOOPBACK}:{service_ports('moderation', base_port)[0]}",
            }
        case "notifications":
            return {
                "MATCHING_ADDRESS": f"{LOOPBACK}:{service_ports('matching', base_port)[0]}",
                "MODERATION_ADDRESS": f"{LOOPBACK}:{service_ports('moderation', base_port)[0]}",
                "SMTP_HOST": LOOPBACK,
                "SMTP_PORT": str(base_port + 50),
                "SENDER": "Causeway <no-reply@causeway.example>",
            }
        case "moderation":
            chains = (f"{name}={LOOPBACK}:{service_ports(name, base_port)[0]}" for name in SERVICES)
            return {
                "MESSAGING_ADDRESS": f"{LOOPBACK}:{service_ports('messaging', base_port)[0]}",
                "CHAINS": ",".join(chains),
                "CHECKPOINT_KEY_FILE": str(checkpoint_key(data)),
                "CHECKPOINTS_FILE": str(data / "checkpoints.jsonl"),
            }
        case "analytics":
            pages = (f"{name}={LOOPBACK}:{service_ports(name, base_port)[1]}" for name in SERVICES)
            return {"METRICS_OF": ",".join(pages)}
    return {}


def _stores(data: Path, base_port: int) -> list[ProcessSpec]:
    mongo = Mongo(data / "mongo", base_port + 30)
    kafka = Kafka(data / "kafka", base_port + 20, base_port + 21)
    return [
        ProcessSpec(
            name="mongod",
            command=tuple(mongo.command()),
            ready=mongo.ready,
            ports=(mongo.port,),
            stage=Stage.STORES,
            prepare=mongo.prepare,
            patience_seconds=90,
        ),
        ProcessSpec(
            name="kafka",
            command=tuple(kafka.command()),
            ready=kafka.ready,
            ports=(kafka.port, kafka.controller_port),
            stage=Stage.STORES,
            prepare=kafka.prepare,
            then=partial(create_topics, kafka.bootstrap, TOPICS),
            patience_seconds=120,
        ),
    ]


def _helpers(data: Path, base_port: int) -> list[ProcessSpec]:
    issuer, smtp, page = base_port + 40, base_port + 50, base_port + 51
    mail_options = ("--smtp-port", str(smtp), "--page-port", str(page), "--data", str(data))
    return [
        ProcessSpec(
            name="issuer",
            command=_module("causeway_cli.embedded.issuer", "--port", str(issuer), "--data", str(data)),
            ready=page_ready(issuer),
            ports=(issuer,),
            stage=Stage.STORES,
        ),
        ProcessSpec(
            name="mail",
            command=_module("causeway_cli.embedded.mail", *mail_options),
            ready=port_ready(smtp),
            ports=(smtp, page),
            stage=Stage.STORES,
        ),
    ]


def _services(data: Path, base_port: int, shell: Mapping[str, str], counts: Mapping[str, int]) -> list[ProcessSpec]:
    every = replicas(base_port, counts)
    return [
        ProcessSpec(
            name=replica.name,
            command=_module(f"{replica.service}.main"),
            environment=service_environment(replica.service, data, base_port, shell) | _of_replica(replica, every),
            ready=page_ready(replica.metrics_port, "/well"),
            ports=(replica.rpc_port, replica.metrics_port),
        )
        for replica in every
    ]


def _of_replica(replica: Replica, every: Sequence[Replica]) -> dict[str, str]:
    """What the processes of a service do not have in common."""
    own = {
        "CAUSEWAY_SERVICE_ORDINAL": str(replica.ordinal),
        "CAUSEWAY_GRPC_ADDRESS": f"{LOOPBACK}:{replica.rpc_port}",
        "CAUSEWAY_METRICS_ADDRESS": f"{LOOPBACK}:{replica.metrics_port}",
    }
    if replica.service == "analytics":
        own["CAUSEWAY_METRICS_OF"] = ",".join(f"{each.service}={LOOPBACK}:{each.metrics_port}" for each in every)
    return own


def _module(name: str, *options: str) -> tuple[str, ...]:
    # -P: a folder of the same name where the command is called must not be taken for the module.
    return (sys.executable, "-P", "-m", name, *options)
