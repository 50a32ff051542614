"""D15: a mentee whose pair is over becomes a mentor as the same person: preferred if wished, checked and trained as others."""

import pytest

from causeway.matching.v1 import matching_pb2, pairs_pb2, programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from joining_scenes import PORTAL, a_hall
from matching.testing import a_mentee, a_mentor
from matching_scenes import made as run_made

pytestmark = pytest.mark.connected

SAFE = programmes_pb2.Terms(gates=programmes_pb2.Gates(mentor_modules=["safeguarding"], every_mentor_is_checked=True))


async def test_a_mentee_of_last_year_mentors_somebody_else_this_year(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, SAFE)
        await hall.enrol([a_mentee(id="ada", age=19)])
        people = await hall.enrol([a_mentor(checked=True, capacity=1)])
        ada, grace = people["ada"], people["grace"]
        await hall.ask("CompleteTraining", PORTAL, person_id=grace, module_id="safeguarding")
        [pair] = await hall.matched()

        with pytest.raises(Refusal, match="when it has ended"):
            await hall.ask("BecomeMentor", ada)
        await calls.ask(calls.pairs.End, pairs_pb2.EndRequest(programme_id=hall.programme_id, pair_id=pair.id))
        became = (await hall.ask("BecomeMentor", ada)).person
        assert (became.person_id, became.ready) == (ada, False)
        await hall.ask("Leave", person_id=grace)
        ben = (await hall.enrol([a_mentee(id="ben")]))["ben"]
        assert await hall.matched() == []

        await hall.ask("CompleteTraining", PORTAL, person_id=ada, module_id="safeguarding")
        await hall.ask("RecordCheck", person_id=ada, passed=True, valid_until="2099-01-01")

        assert [one.people for one in await hall.matched()] == [(ben, ada)]


async def test_having_been_a_mentee_counts_as_a_preference_where_a_programme_says_so(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls)
        people = await hall.enrol([a_mentee(id="ada", age=19)]) | await hall.enrol([a_mentor(id="lawyer", field="law")])
        [pair] = await hall.matched()
        await calls.ask(calls.pairs.End, pairs_pb2.EndRequest(programme_id=hall.programme_id, pair_id=pair.id))
        await hall.ask("BecomeMentor", people["ada"])
        ben = (await hall.enrol([a_mentee(id="ben", field="law")]))["ben"]

        async def proposed(was_mentee: float) -> list[tuple[str, str]]:
            asked = matching_pb2.RunRequest(programme_id=hall.programme_id, client_key=str(was_mentee))
            asked.options.CopyFrom(matching_pb2.MatchingOptions(was_mentee=was_mentee))
            run = await run_made(calls, (await calls.ask(calls.matching.Run, asked)).run)
            request = matching_pb2.GetRunRequest(programme_id=hall.programme_id, run_id=run.run_id)
            found = (await calls.ask(calls.matching.GetRun, request)).proposals
            return [(one.mentee_id, one.mentor_id) for one in found]

        assert await proposed(0.0) == [(ben, people["lawyer"])]
        assert await proposed(0.4) == [(ben, people["ada"])]
