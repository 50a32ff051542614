"""The newest block of a service's audit chain, for whoever keeps checkpoints of it."""

from causeway.audit.v1 import audit_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.audit import AUDIT
from causeway_kit.store import Store

CHAIN = pb.DESCRIPTOR.services_by_name["Chain"]


class ChainRpc:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def GetNewest(self, request: pb.GetNewestRequest, caller: Caller) -> pb.GetNewestResponse:
        newest = await self._store.find_one(AUDIT, {}, sort=[("_id", -1)])
        return pb.GetNewestResponse(number=newest["_id"], hash=newest["hash"]) if newest else pb.GetNewestResponse()
