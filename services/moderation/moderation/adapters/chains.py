"""The newest blocks of all services' audit chains, asked from each."""

from collections.abc import Mapping

import grpc

from causeway.audit.v1 import audit_pb2 as pb
from causeway.audit.v1 import audit_pb2_grpc
from causeway_kit.client import Token, call, open_channel
from causeway_kit.errors import Unavailable


class Chains:
    def __init__(self, addresses: Mapping[str, str], token: Token) -> None:
        self._stubs = {
            service: audit_pb2_grpc.ChainStub(open_channel(address))  # type: ignore[no-untyped-call]
            for service, address in addresses.items()
        }
        self._token = token

    @property
    def services(self) -> list[str]:
        return sorted(self._stubs)

    async def newest(self, service: str) -> tuple[int, str]:
        """Number and hash; 0 for an empty chain. Raises Unavailable."""
        try:
            answer = await call(self._stubs[service].GetNewest, pb.GetNewestRequest(), self._token, idempotent=True)
        except grpc.aio.AioRpcError as error:
            raise Unavailable(f"{service} does not tell its newest audit block ({error.code().name})") from error
        return answer.number, answer.hash
