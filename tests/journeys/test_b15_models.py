"""B15: one API makes programmes of every model, and what a model does not have answers clearly that it is off."""

import grpc
import pytest

from causeway.matching.v1 import matching_pb2, programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from joining_scenes import a_hall

pytestmark = pytest.mark.connected

OFF = {
    programmes_pb2.PROGRAMME_MODEL_GROUP: "groups",
    programmes_pb2.PROGRAMME_MODEL_SOCIAL: "social mentoring",
    programmes_pb2.PROGRAMME_MODEL_QUESTION: "questions and answers",
}


@pytest.mark.parametrize(("model", "words"), OFF.items())
async def test_matching_runs_are_off_where_nobody_is_paired(
    running_system: RunningSystem, model: "programmes_pb2.ProgrammeModel", words: str
) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, programmes_pb2.Terms(model=model))

        with pytest.raises(Refusal) as refusal:
            await calls.ask(calls.matching.Run, matching_pb2.RunRequest(programme_id=hall.programme_id, client_key="k"))

        assert refusal.value.code is grpc.StatusCode.FAILED_PRECONDITION
        assert f"This programme works with {words}, so matching runs are off here." in refusal.value.reason


async def test_pairs_are_matched_where_people_are_paired(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        for model in (programmes_pb2.PROGRAMME_MODEL_PAIR, programmes_pb2.PROGRAMME_MODEL_NEAR_PEER):
            hall = await a_hall(calls, programmes_pb2.Terms(model=model))

            assert await hall.matched() == []
