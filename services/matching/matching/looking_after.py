"""Wires how pairs are looked after, and the gate for what their people write to each other."""

from causeway_kit.client import ServiceTokens, open_channel
from causeway_kit.group_commit import GroupCommit
from causeway_kit.service import Service
from matching.adapters.care_reading import MongoCareReading
from matching.adapters.mongo_care import MongoCareRegister
from matching.adapters.mongo_writings import MongoWritingReading, MongoWritings
from matching.adapters.reading import MongoReading
from matching.adapters.screening import ModerationScreening
from matching.entrypoints.caring import Caring
from matching.entrypoints.rpc_agreements import AgreementsRpc
from matching.entrypoints.rpc_care import CareRpc
from matching.entrypoints.rpc_care_rules import CareRulesRpc
from matching.entrypoints.rpc_goals import GoalsRpc
from matching.entrypoints.rpc_turns import TurnsRpc
from matching.entrypoints.screening import Screened
from matching.settings import Settings

LOOK_SECONDS = 1
ROLES_SECONDS = 30


def screening(service: Service, settings: Settings) -> Screened:
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    moderation = ModerationScreening(open_channel(settings.moderation_address), token)
    reading = MongoWritingReading(service.store, service.keyring)
    return Screened(service.open_work, MongoWritings, reading, moderation, service.clock)


def caring(service: Service) -> Caring:
    reading = MongoCareReading(service.store, service.keyring)
    return Caring(service.open_work, MongoCareRegister, reading, service.clock)


def look_after_pairs(service: Service, settings: Settings, commits: GroupCommit) -> tuple[object, ...]:
    """Begins the steps; gives who answers which part of the Pairs service."""
    care, clock = caring(service), service.clock
    service.every(LOOK_SECONDS, screening(service, settings).step)
    service.every(LOOK_SECONDS, care.step)
    service.every(ROLES_SECONDS, care.retire)
    reading = MongoCareReading(service.store, service.keyring)
    writings = MongoWritingReading(service.store, service.keyring)
    programmes = MongoReading(service.store, service.keyring)
    return (
        CareRulesRpc(commits, MongoCareRegister, reading, programmes),
        CareRpc(commits, MongoCareRegister, reading, programmes, clock),
        AgreementsRpc(commits, MongoCareRegister, reading, writings),
        GoalsRpc(commits, MongoCareRegister, reading, writings, clock),
        TurnsRpc(commits, MongoCareRegister, reading, writings),
    )
