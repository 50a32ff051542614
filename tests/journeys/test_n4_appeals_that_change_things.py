"""Differentiator 4: an overturned decision changes what people read and what is counted, and no escalation is without effect."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.analytics.v1 import analytics_pb2
from causeway.moderation.v1 import events_pb2, review_pb2
from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import MINOR
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint

pytestmark = pytest.mark.connected

PATIENCE_SECONDS = 30.0
ALLOW, BLOCK = events_pb2.VERDICT_ALLOW, events_pb2.VERDICT_BLOCK
WITH_A_NUMBER = "My number is 07700 900456, text me there if you like."
OF_DANGER = "I have been cutting myself again and I want to kill myself."
OF_DANGER_AGAIN = "I really want to end my life tonight."


async def test_an_overturned_decision_releases_the_message_in_its_place_and_corrects_the_figures(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        olga = await somebody(scene, access_pb2.ROLE_MODERATOR)
        posted = await scene.post(scene.mentee, WITH_A_NUMBER)
        claimed = await claim(scene, scene.moderator, posted.message_id, fresh=True)
        assert (claimed.veiled, re.search(r"\w", claimed.text), len(claimed.text)) == (True, None, len(WITH_A_NUMBER))
        await refused(decide(scene, scene.moderator, posted.message_id, BLOCK), "Read the message before you decide")
        shown = await calls.ask(calls.review.Unveil, pb.UnveilRequest(**case(scene, posted.message_id)), scene.moderator)
        assert shown.text == WITH_A_NUMBER
        await decide(scene, scene.moderator, posted.message_id, BLOCK)
        await scene.post(scene.mentee, "Sorry, I will write here.")
        await scene.readable(scene.mentor, 1)
        assert await wait_until(lambda: counted(scene, messages=1, blocked=1), PATIENCE_SECONDS)

        appeal = pb.AppealRequest(message_id=posted.message_id, words="It is the number of a helpline.")
        await calls.ask(calls.review.Appeal, appeal, scene.mentee)
        await refused(claim(scene, scene.moderator, posted.message_id), "You have judged this message before")
        assert (await claim(scene, olga, posted.message_id, unveil=True)).appeal == "It is the number of a helpline."
        await decide(scene, olga, posted.message_id, ALLOW)
        later, overturned = await scene.readable(scene.mentor, 2)

        assert (later.text, overturned.text) == ("Sorry, I will write here.", WITH_A_NUMBER)
        assert overturned.seq < later.seq
        assert await wait_until(lambda: counted(scene, messages=2, blocked=0), PATIENCE_SECONDS)
        [own] = (await calls.ask(calls.reviewers.Quality, quality(scene), scene.moderator)).reviewers
        assert (own.person_id, own.decided, own.overturned.count, own.overturned.of) == (scene.moderator, 1, 1, 1)


async def test_who_may_review_is_asked_when_a_case_is_taken_and_when_it_is_read_and_no_second_look_is_in_vain(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        rosa, lena = scene.moderator, await somebody(scene, access_pb2.ROLE_SAFEGUARDING_LEAD)
        first, second = [(await scene.post(scene.mentee, text)).message_id for text in (OF_DANGER, OF_DANGER_AGAIN)]

        await until_listed(scene, lena, lambda rows: [row.together for row in rows] == [2])
        assert await rows_of(scene, rosa) == []
        await refused(claim(scene, rosa, first), "safety of somebody under 18")

        await clear(scene, lena, rosa, True)
        claimed = await claim(scene, rosa, first)
        assert [other.case_id for other in claimed.others] == [second]
        await clear(scene, lena, rosa, False)
        unveil = pb.UnveilRequest(**case(scene, first))
        await refused(calls.ask(calls.review.Unveil, unveil, rosa), "safety of somebody under 18", "Claim this case first")
        await until_listed(scene, lena, lambda rows: [row.state for row in rows] == [pb.CASE_STATE_WAITING])

        await clear(scene, lena, rosa, True)
        assert (await claim(scene, rosa, first, unveil=True)).text == OF_DANGER
        await calls.ask(calls.review.Unveil, pb.UnveilRequest(**case(scene, second)), rosa)
        for message_id in (first, second):
            assert (await decide(scene, rosa, message_id, ALLOW)).second_look
        await claim(scene, lena, first, unveil=True)
        await refused(decide(scene, lena, first, BLOCK), "no other safeguarding lead")
        assert (await scene.sync(scene.mentor)).entries == []

        await decide(scene, lena, first, ALLOW)
        [entry] = await scene.readable(scene.mentor, 1)
        assert entry.text == OF_DANGER


def case(scene: Scene, message_id: str) -> dict[str, Any]:
    return {"programme_id": scene.pair.programme_id, "case_id": message_id}


def quality(scene: Scene) -> review_pb2.QualityRequest:
    return review_pb2.QualityRequest(programme_id=scene.pair.programme_id)


async def somebody(scene: Scene, role: "access_pb2.Role") -> str:
    name = f"staff-{uuid.uuid4().hex}"
    await appoint(scene.calls, name, role, scene.pair.programme_id)
    return name


async def claim(scene: Scene, who: str, message_id: str, *, unveil: bool = False, fresh: bool = False) -> pb.ClaimResponse:
    request = pb.ClaimRequest(**case(scene, message_id), unveil=unveil)
    answer: pb.ClaimResponse = await scene.calls.ask(scene.calls.review.Claim, request, who, fresh=fresh)
    return answer


async def decide(scene: Scene, who: str, message_id: str, verdict: "events_pb2.Verdict") -> pb.Case:
    request = pb.DecideRequest(**case(scene, message_id), verdict=verdict, reason="Looked at it.")
    answer: pb.DecideResponse = await scene.calls.ask(scene.calls.review.Decide, request, who)
    return answer.case


async def clear(scene: Scene, lead: str, person_id: str, cleared: bool) -> None:
    request = review_pb2.SetClearedRequest(programme_id=scene.pair.programme_id, person_id=person_id, cleared=cleared)
    await scene.calls.ask(scene.calls.reviewers.SetCleared, request, lead)


async def rows_of(scene: Scene, who: str) -> list[pb.Case]:
    request = pb.ListCasesRequest(programme_id=scene.pair.programme_id)
    return list((await scene.calls.ask(scene.calls.review.ListCases, request, who, fresh=True)).cases)


async def until_listed(scene: Scene, who: str, wanted: Callable[[list[pb.Case]], bool]) -> None:
    async def seen() -> bool:
        return wanted(await rows_of(scene, who))

    assert await wait_until(seen, PATIENCE_SECONDS)


async def refused(asking: Any, *sentences: str) -> None:
    with pytest.raises(Refusal) as refusal:
        await asking
    assert refusal.value.code is grpc.StatusCode.FAILED_PRECONDITION
    assert any(sentence in refusal.value.reason for sentence in sentences), refusal.value.reason


async def counted(scene: Scene, messages: int, blocked: int) -> bool:
    request = analytics_pb2.GetPairRequest(programme_id=scene.pair.programme_id, pair_id=scene.pair.id)
    counts = (await scene.calls.ask(scene.calls.metrics.GetPair, request, fresh=True)).pair.counts
    return (counts.messages, counts.blocked) == (messages, blocked)
