"""Wires how programmes are kept and how people come in, stand and leave."""

import grpc

from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway_kit.group_commit import GroupCommit
from causeway_kit.service import Service
from matching.adapters.mongo_people import MongoPeople
from matching.adapters.own_process import FreshProcess
from matching.adapters.people_reading import MongoPeopleReading
from matching.adapters.reading import MongoReading
from matching.domain.invitation import (
    CommitmentNotAccepted,
    InvitationNotAccepted,
    InvitationNotFound,
    InvitationOver,
    NotEligible,
    SecretUnknown,
)
from matching.domain.membership import DetailsNotAccepted, NotNow, PersonNotFound
from matching.domain.roster_import import ImportNotFound, ImportUnderWay
from matching.entrypoints.importing import Importing
from matching.entrypoints.people_parts import PeopleParts
from matching.entrypoints.promising import Promising
from matching.entrypoints.rpc_parts import STATUSES
from matching.entrypoints.rpc_people import PeopleRpc
from matching.entrypoints.rpc_programmes import ProgrammesRpc
from matching.entrypoints.undoing import Undoing
from matching.settings import Settings

LOOK_SECONDS = 30  # for what only time changes; everything else is tried at once
OWN_STATUSES = {
    InvitationNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    DetailsNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    PersonNotFound: grpc.StatusCode.NOT_FOUND,
    InvitationNotFound: grpc.StatusCode.NOT_FOUND,
    ImportNotFound: grpc.StatusCode.NOT_FOUND,
    SecretUnknown: grpc.StatusCode.PERMISSION_DENIED,
    NotEligible: grpc.StatusCode.PERMISSION_DENIED,
    InvitationOver: grpc.StatusCode.FAILED_PRECONDITION,
    CommitmentNotAccepted: grpc.StatusCode.FAILED_PRECONDITION,
    NotNow: grpc.StatusCode.FAILED_PRECONDITION,
    ImportUnderWay: grpc.StatusCode.FAILED_PRECONDITION,
}


def let_people_join(service: Service, settings: Settings, commits: GroupCommit) -> None:
    reading, people = MongoReading(service.store, service.keyring), MongoPeopleReading(service.store, service.keyring)
    promising = Promising(commits, MongoPeople, people)
    parts = PeopleParts(
        commits=commits,
        opens=MongoPeople,
        reading=reading,
        people=people,
        importing=Importing(service.open_work, MongoPeople, reading, FreshProcess(), service.clock),
        undoing=Undoing(service.open_work, MongoPeople, people),
        promising=promising,
        clock=service.clock,
        issuer=settings.issuer,
    )
    statuses = STATUSES | OWN_STATUSES
    programmes = ProgrammesRpc(commits, MongoPeople, reading, people, service.clock)
    service.answers(programmes_pb2.DESCRIPTOR.services_by_name["Programmes"], programmes, statuses)
    service.answers(people_pb2.DESCRIPTOR.services_by_name["People"], PeopleRpc(parts), statuses)
    service.every(LOOK_SECONDS, promising.step)
