"""D1: available mentors are found by field and language, with their places; full mentors cannot be requested."""

import grpc
import pytest

from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from choosing_scenes import a_town
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected


async def test_a_mentee_finds_who_is_free_and_cannot_ask_who_is_full(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentees = [a_mentee(id="ada", languages=frozenset({"en", "cy"})), a_mentee(id="ben"), a_mentee(id="kid", age=16)]
        mentors = [
            a_mentor(id="lawyer", field="law", capacity=2, checked=True),
            a_mentor(id="welsh", field="law", languages=frozenset({"cy"})),
            a_mentor(id="nurse", field="nursing"),
            a_mentor(id="full", field="law", capacity=1),
        ]
        town = await a_town(calls, mentees, mentors)
        taken = await town.requests("ben", "full")
        await town.ask("AcceptRequest", "full", request_id=taken.request_id)
        names = {person_id: name for name, person_id in town.people.items()}

        async def found(person: str, **query: str) -> dict[str, int]:
            return {names[one.mentor_id]: one.free_places for one in (await town.ask("SearchMentors", person, **query)).mentors}

        assert await found("ada", field="law") == {"lawyer": 2, "welsh": 1}
        assert await found("ada", language="cy") == {"welsh": 1}
        assert await found("kid") == {"lawyer": 2}
        everybody = await town.ask("SearchMentors", "ada", field="law", full_too=True)
        assert {names[one.mentor_id]: one.free_places for one in everybody.mentors}["full"] == 0
        assert not any(one.first_name for one in everybody.mentors)
        with pytest.raises(Refusal, match="no free place") as refused:
            await town.requests("ada", "full")
        assert refused.value.code is grpc.StatusCode.FAILED_PRECONDITION
