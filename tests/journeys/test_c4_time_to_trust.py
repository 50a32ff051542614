"""C4: length and decision dates are settings; a mentor who cannot stay is not matched, and a late start is warned of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from joining_scenes import a_hall, made
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected


def in_weeks(weeks: int) -> str:
    today: date = datetime.now(UTC).date()
    return (today + timedelta(weeks=weeks)).isoformat()


async def test_a_mentor_who_cannot_stay_for_the_promise_is_not_matched(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, programmes_pb2.Terms(commitment=programmes_pb2.Commitment(weeks=30)))
        people = await hall.enrol([a_mentee()]) | await hall.enrol([a_mentor()])
        for person_id in people.values():
            await hall.ask("AcceptCommitment", person_id)
        soon_gone = await hall.ask("SetAvailability", people["grace"], available_until=in_weeks(20))

        assert list(soon_gone.person.missing) == ["they cannot stay as long as a pair needs them"]
        assert await hall.matched() == []
        await hall.ask("SetAvailability", people["grace"], available_until=in_weeks(40))

        assert len(await hall.matched()) == 1


async def test_a_start_shortly_before_the_decision_is_warned_of(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        decisions = [programmes_pb2.KeyDate(name="university application", on=in_weeks(12))]
        dates = programmes_pb2.ProgrammeDates(starts_on=in_weeks(-8), ends_on=in_weeks(40), decisions=decisions)

        programme = await made(calls, programmes_pb2.Terms(dates=dates, commitment=programmes_pb2.Commitment(weeks=36)))

        assert list(programme.warnings) == ["«university application» comes after 12 of 36 weeks"]
