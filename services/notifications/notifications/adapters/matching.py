"""Names and addresses, asked from matching."""

from collections.abc import Mapping, Sequence

import grpc

from causeway.matching.v1 import people_pb2 as pb
from causeway.matching.v1 import people_pb2_grpc
from causeway_kit.client import Token, call
from causeway_kit.errors import Unavailable
from notifications.domain.letter import Contact


class MatchingAddresses:
    def __init__(self, channel: grpc.aio.Channel, token: Token) -> None:
        self._people = people_pb2_grpc.PeopleStub(channel)  # type: ignore[no-untyped-call]
        self._token = token

    async def ask(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        try:
            answer = await call(
                self._people.GetContacts, pb.GetContactsRequest(person_ids=person_ids), self._token, idempotent=True
            )
        except grpc.aio.AioRpcError as error:
            raise Unavailable(f"matching gives no addresses ({error.code().name})") from error
        return {one.person_id: Contact(one.name, one.email, one.programme_name) for one in answer.contacts}
