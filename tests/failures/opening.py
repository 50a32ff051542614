"""Opens the town of `one_process`: its services as their main modules wire them, on databases of its own."""

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from google.protobuf.descriptor import ServiceDescriptor
from pymongo import MongoClient

from analytics.main import build as build_analytics
from analytics.settings import AnalyticsSettings
from causeway_cli.direct import Databases
from causeway_kit.dead_letters import LetterSender
from causeway_kit.service import Service, Step
from causeway_kit.settings import ServiceSettings
from causeway_kit.testing import settings_for
from failures.one_process import Town
from messaging.main import build as build_messaging
from moderation.main import build as build_moderation
from moderation.settings import Settings as ModerationSettings


class _OwnDatabases:
    """A client whose databases carry the name of one town, so that towns do not meet."""

    def __init__(self, client: "MongoClient[dict[str, Any]]", town: str) -> None:
        self._client = client
        self._town = town

    def __getitem__(self, service: str) -> Any:
        return self._client[f"{self._town}-{service}"]


@dataclass(frozen=True, slots=True)
class _Built:
    """The service as its main module wires it, what answers its calls by name, and what it does again and again."""

    service: Service
    servicers: dict[str, Any]
    steps: list[Step]


def _built(build: Callable[[], Service], letters: list[str]) -> _Built:
    servicers: dict[str, Any] = {}
    steps: list[Step] = []

    async def keep(self: LetterSender, topic: str, *letter: object) -> None:
        letters.append(topic)

    def answers(self: Service, service: ServiceDescriptor, servicer: object, statuses: object = None) -> None:
        servicers[service.name] = servicer

    def every(self: Service, seconds: float, step: Step) -> None:
        steps.append(step)

    wired = {"answers": answers, "every": every}
    with patch.multiple(Service, **wired), patch.object(LetterSender, "send", keep):
        return _Built(build(), servicers, steps)


async def open_town(mongo: str, folder: Path, seed: int, shifts: Mapping[str, float] | None = None) -> Town:
    """`shifts`: by how many seconds the clock of a service is wrong; "messaging-1" is the second process of messaging."""
    name = f"town-{uuid.uuid4().hex[:8]}"
    client: MongoClient[dict[str, Any]] = MongoClient(mongo, tz_aware=True, readConcernLevel="majority")

    def settings(service: str) -> ServiceSettings:
        made = settings_for(
            folder, service=service, kafka="127.0.0.1:1", mongo=mongo, database=f"{name}-{service}", issuer="", grpc=0, metrics=0
        )
        shift = (shifts or {}).get(service, 0)
        return made.model_copy(update={"keys_database": f"{name}-keys", "clock_shift_seconds": shift})

    moderation = ModerationSettings(**settings("moderation").model_dump())
    analytics = AnalyticsSettings(**settings("analytics").model_dump())
    second = {"clock_shift_seconds": (shifts or {}).get("messaging-1", 0), "service_ordinal": 1}
    numbered = [settings("messaging"), settings("messaging").model_copy(update=second)]
    letters: list[str] = []
    replicas = [_built(partial(build_messaging, each), letters) for each in numbered]
    counting = _built(partial(build_analytics, analytics), letters)
    judging = _built(partial(build_moderation, moderation), letters)
    for service in (replicas[0].service, judging.service, counting.service):
        await service.store.ensure(service._indexes)
    for step in judging.steps:  # it judges nothing before it has looked at policies and rules
        await step()
    return Town(
        messaging=[each.service for each in replicas],
        moderation=judging.service,
        analytics=counting.service,
        doors=[each.servicers["Messages"] for each in replicas],
        figures=counting.servicers["Metrics"],
        letters=letters,
        source=Databases(cast("MongoClient[dict[str, Any]]", _OwnDatabases(client, name))),
        matching=client[f"{name}-matching"]["pairs"],
        dice=random.Random(seed),
    )
