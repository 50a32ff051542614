"""Wires matching and runs it."""

from causeway.matching.v1 import matching_pb2, pairs_pb2, people_pb2, programmes_pb2
from causeway_kit.clock import Clock
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from matching.adapters.mongo import INDEXES, MongoRegister
from matching.adapters.own_process import FreshProcess
from matching.adapters.reading import MongoReading
from matching.adapters.run_reading import MongoRunReading
from matching.entrypoints.administrators import Administrators
from matching.entrypoints.events import subscribe
from matching.entrypoints.importing import Importing
from matching.entrypoints.rpc_pairs import PairsRpc
from matching.entrypoints.rpc_parts import STATUSES
from matching.entrypoints.rpc_people import PeopleRpc
from matching.entrypoints.rpc_programmes import ProgrammesRpc
from matching.entrypoints.rpc_runs import MatchingRpc
from matching.entrypoints.running import Running
from matching.settings import Settings

LOOK_SECONDS = 1


def build(settings: Settings, clock: Clock | None = None) -> Service:
    service = Service("matching", settings, INDEXES, clock)
    reading, run_reading = MongoReading(service.store, service.keyring), MongoRunReading(service.store, service.keyring)
    elsewhere, commits = FreshProcess(), service.group_commit()
    running = Running(service.open_work, MongoRegister, run_reading, elsewhere, service.clock)
    importing = Importing(service.open_work, MongoRegister, reading, elsewhere)
    subscribe(service.consumer)
    service.answers(
        programmes_pb2.DESCRIPTOR.services_by_name["Programmes"], ProgrammesRpc(commits, MongoRegister, reading), STATUSES
    )
    service.answers(
        people_pb2.DESCRIPTOR.services_by_name["People"], PeopleRpc(commits, MongoRegister, reading, importing), STATUSES
    )
    service.answers(
        matching_pb2.DESCRIPTOR.services_by_name["Matching"], MatchingRpc(commits, MongoRegister, run_reading, running), STATUSES
    )
    service.answers(pairs_pb2.DESCRIPTOR.services_by_name["Pairs"], PairsRpc(commits, MongoRegister, reading), STATUSES)
    service.every(LOOK_SECONDS, running.step)
    service.beside(running.let_go_at_the_end)
    service.beside(Administrators(service.open_work, MongoRegister, service.status, settings.administrator_subjects).run)
    return service


def main() -> None:
    settings = read_settings(Settings)
    run_service("matching", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
