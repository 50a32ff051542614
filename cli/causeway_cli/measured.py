"""What 1,000 messages cost, as analytics has measured it so far."""

import grpc

from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_cli.calls import Calls, Refusal


async def cost_so_far(calls: Calls) -> pb.GetCostResponse:
    """Zeros while nothing was measured yet."""
    try:
        answer: pb.GetCostResponse = await calls.ask(calls.metrics.GetCost, pb.GetCostRequest(), fresh=True)
    except Refusal as refusal:
        if refusal.code is grpc.StatusCode.FAILED_PRECONDITION:
            return pb.GetCostResponse()
        raise
    return answer
