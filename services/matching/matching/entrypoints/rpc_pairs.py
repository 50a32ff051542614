"""The Pairs service: one method per rpc."""

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import end_pair
from matching.app.ports import Reading, Register, ShownPair
from matching.entrypoints.pair_messages import pair_of
from matching.entrypoints.rpc_parts import page_after, page_size, require


class PairsRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Register], reading: Reading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading

    async def ListPairs(self, request: pb.ListPairsRequest, caller: Caller) -> pb.ListPairsResponse:
        await self._reading.programme(request.programme_id)
        size, after = page_size(request.page_size), page_after(request.page_token)
        pairs = await self._reading.pairs(request.programme_id, size + 1, after)
        page = pairs[:size]
        token = page[-1].pair.id if len(pairs) > size else ""
        return pb.ListPairsResponse(pairs=[_pair(one) for one in page], next_page_token=token)

    async def ListMine(self, request: pb.ListMineRequest, caller: Caller) -> pb.ListMineResponse:
        return pb.ListMineResponse(pairs=[_pair(one) for one in await self._reading.pairs_of(caller.person_ids)])

    async def End(self, request: pb.EndRequest, caller: Caller) -> pb.EndResponse:
        require(request.pair_id, "pair_id")
        whose = (request.programme_id, request.pair_id)
        known = await self._reading.pair(*whose)
        item = Item(end_pair.needs(known.pair), lambda work: end_pair.end_pair(self._opens(work), *whose))
        ended = await self._commits.submit(item)
        return pb.EndResponse(pair=_pair(ShownPair(ended, known.reasons)))


def _pair(shown: ShownPair) -> pb.Pair:
    return pair_of(shown.pair, shown.reasons)
