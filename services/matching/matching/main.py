"""Wires matching and runs it."""

from causeway.matching.v1 import matching_pb2, pairs_pb2
from causeway_kit.clock import Clock
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from matching.adapters.indexes import INDEXES
from matching.adapters.mongo import MongoRegister
from matching.adapters.own_process import FreshProcess
from matching.adapters.reading import MongoReading
from matching.choosing import choose_mentors
from matching.entrypoints.administrators import Administrators
from matching.entrypoints.choosing_parts import CHOOSING_STATUSES
from matching.entrypoints.events import subscribe
from matching.entrypoints.rpc_pairs import PairsRpc
from matching.entrypoints.rpc_parts import STATUSES, Together
from matching.joining import let_people_join
from matching.looking_after import look_after_pairs
from matching.matching_people import match_people
from matching.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> Service:
    service = Service("matching", settings, INDEXES, clock)
    reading = MongoReading(service.store, service.keyring)
    elsewhere, commits = FreshProcess(), service.group_commit()
    matched = match_people(service, commits, elsewhere)
    subscribe(service.consumer)
    let_people_join(service, settings, commits)
    chosen = choose_mentors(service, commits, elsewhere, matched.pools)
    service.answers(
        matching_pb2.DESCRIPTOR.services_by_name["Matching"],
        Together(*matched.answering, *chosen),
        STATUSES | CHOOSING_STATUSES,
    )
    pairs = Together(PairsRpc(commits, MongoRegister, reading), *look_after_pairs(service, settings, commits))
    service.answers(pairs_pb2.DESCRIPTOR.services_by_name["Pairs"], pairs, STATUSES)
    service.beside(Administrators(service.open_work, MongoRegister, service.status, settings.administrator_subjects).run)
    return service


def main() -> None:
    settings = read_settings(Settings)
    run_service("matching", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
