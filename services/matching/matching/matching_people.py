"""Wires matching itself: runs, their review, the waiting list, and mentors for those who come between runs."""

from dataclasses import dataclass

from causeway_kit.group_commit import GroupCommit
from causeway_kit.service import Service
from matching.adapters.choosing_reading import MongoChoosingReading
from matching.adapters.kept_process import KeptProcess
from matching.adapters.kept_standing import KeptStanding
from matching.adapters.mongo import MongoRegister
from matching.adapters.mongo_runs import MongoRunRegister
from matching.adapters.mongo_waiting import MongoWaiting, MongoWaitingRegister
from matching.adapters.pools import KeptPools
from matching.adapters.reading import MongoReading
from matching.adapters.run_reading import MongoRunReading
from matching.adapters.warm_people import WarmPeople
from matching.app.ports import OwnProcess
from matching.entrypoints.rpc_arrivals import ArrivalsRpc
from matching.entrypoints.rpc_review import ReviewRpc
from matching.entrypoints.rpc_runs import RunsRpc
from matching.entrypoints.running import Running
from matching.entrypoints.waiting_list import WaitingList

LOOK_SECONDS = 1
WAITING_SECONDS = 2


@dataclass(frozen=True, slots=True)
class MatchedPeople:
    """Who answers which part of the Matching service; and the mentors in memory, for the other ways to a mentor."""

    answering: tuple[object, ...]
    pools: KeptPools


def match_people(service: Service, commits: GroupCommit, elsewhere: OwnProcess) -> MatchedPeople:
    runs = MongoRunReading(service.store, service.keyring)
    waiting, process = MongoWaiting(service.store), KeptProcess()
    repairs = WarmPeople(service.store, service.keyring, runs, waiting, process, service.clock)
    running = Running(service.open_work, MongoRunRegister, runs, elsewhere, repairs, service.clock)
    listed = WaitingList(service.open_work, MongoWaitingRegister, MongoRunRegister, waiting, service.clock)
    service.every(LOOK_SECONDS, running.step)
    service.every(WAITING_SECONDS, listed.step)
    service.beside(running.let_go_at_the_end)
    service.beside(process.close)

    pools = KeptPools(service.store, service.keyring, runs.matching_settings)
    arrivals = ArrivalsRpc(
        commits,
        MongoRegister,
        MongoReading(service.store, service.keyring),
        MongoChoosingReading(service.store, service.keyring, service.clock),
        pools,
        KeptStanding(service.store, runs, service.clock),
        waiting,
        service.clock,
    )
    drafts = (RunsRpc(commits, MongoRunRegister, runs, running), ReviewRpc(commits, MongoRunRegister, runs, running))
    return MatchedPeople((*drafts, arrivals), pools)
