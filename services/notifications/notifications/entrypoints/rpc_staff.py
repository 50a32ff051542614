"""The StaffContacts service: one method per rpc."""

import grpc

from causeway.notifications.v1 import staff_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from notifications.app import set_staff_contact
from notifications.app.ports import Contacts
from notifications.app.set_staff_contact import StaffBook
from notifications.domain.staff_contact import AddressNotAccepted

STAFF_STATUSES: dict[type[Exception], grpc.StatusCode] = {AddressNotAccepted: grpc.StatusCode.INVALID_ARGUMENT}


class StaffContactsRpc:
    """Staff are known by their sign-in name, also those who take part in a programme as somebody of its roster."""

    def __init__(self, commits: GroupCommit, opens: Opens[StaffBook], contacts: Contacts) -> None:
        self._commits = commits
        self._opens = opens
        self._contacts = contacts

    async def SetOwn(self, request: pb.SetOwnRequest, caller: Caller) -> pb.SetOwnResponse:
        item = Item(
            set_staff_contact.needs(caller.subject),
            lambda work: set_staff_contact.set_staff_contact(self._opens(work), caller.subject, request.email),
        )
        return pb.SetOwnResponse(email=await self._commits.submit(item))

    async def GetOwn(self, request: pb.GetOwnRequest, caller: Caller) -> pb.GetOwnResponse:
        contacts = await self._contacts.of([caller.subject])
        return pb.GetOwnResponse(email=contacts[caller.subject].email)
