"""Wires the other ways to a mentor: shortlists, requests, searches, chats and calls."""

from collections.abc import Sequence

from causeway_kit.group_commit import GroupCommit
from causeway_kit.service import Service
from matching.adapters.chat_reading import MongoCallReading, MongoChatReading
from matching.adapters.choosing_reading import MongoChoosingReading
from matching.adapters.mongo_choosing import MongoChoosing
from matching.adapters.mongo_writings import MongoWritingReading
from matching.app.choosing_ports import Pools
from matching.app.find_mentors import FindMentors
from matching.app.ports import OwnProcess
from matching.entrypoints.choosing_events import subscribe_desks
from matching.entrypoints.forming import Forming
from matching.entrypoints.moving_on import MovingOn
from matching.entrypoints.rpc_calls import CallsRpc
from matching.entrypoints.rpc_chats import ChatsRpc
from matching.entrypoints.rpc_requests import RequestsRpc
from matching.entrypoints.rpc_shortlists import ShortlistsRpc

LOOK_SECONDS = 1


def due_work(service: Service, pools: Pools) -> MovingOn:
    """What has to be done for requests, chats and calls without anybody's call."""
    store, keyring, clock = service.store, service.keyring, service.clock
    reading = MongoChoosingReading(store, keyring, clock)
    chats, calls = MongoChatReading(store, keyring), MongoCallReading(store, keyring, clock)
    return MovingOn(service.open_work, MongoChoosing, reading, chats, calls, FindMentors(reading, pools), clock)


def choose_mentors(service: Service, commits: GroupCommit, elsewhere: OwnProcess, pools: Pools) -> Sequence[object]:
    """The parts of the Matching service; what is due is done every second."""
    store, keyring, clock = service.store, service.keyring, service.clock
    reading, texts = MongoChoosingReading(store, keyring, clock), MongoWritingReading(store, keyring)
    chats, calls = MongoChatReading(store, keyring), MongoCallReading(store, keyring, clock)
    find = FindMentors(reading, pools)
    forming = Forming(service.open_work, MongoChoosing, calls, pools, elsewhere, clock)
    subscribe_desks(service.consumer, MongoChoosing)
    service.every(LOOK_SECONDS, due_work(service, pools).step)
    service.every(LOOK_SECONDS, forming.step)
    service.beside(forming.let_go_at_the_end)
    return (
        ShortlistsRpc(commits, MongoChoosing, reading, find, clock),
        RequestsRpc(commits, MongoChoosing, reading, texts, find),
        ChatsRpc(commits, MongoChoosing, chats, texts, find),
        CallsRpc(commits, MongoChoosing, calls, texts, forming),
    )
