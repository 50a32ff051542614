"""Part of A3: whoever tells of harm is heard at once, is answered kindly, and loses nothing."""

import uuid
from typing import Any

import httpx
import pytest

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import alerts_pb2, events_pb2, moderation_pb2, restrictions_pb2
from causeway.notifications.v1 import notifications_pb2, staff_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import MINOR
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint

pytestmark = pytest.mark.connected

TELLING = "I have been cutting myself again and I want to kill myself."
PATIENCE_SECONDS = 60.0


async def test_a_mentee_who_tells_of_self_harm_is_heard_and_answered_and_not_punished(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        lead = await a_lead(calls, scene)
        posted = await scene.post(scene.mentee, TELLING)

        reply = await kind_reply(calls, scene)
        assert "automated reply" in reply.automated_reply
        assert "116 123" in reply.automated_reply
        alert = await alert_about(calls, scene, lead)
        assert (alert.message_id, alert.person_id, alert.minor) == (posted.message_id, scene.mentee, True)
        assert list(alert.categories) == ["self_harm"]
        [mail] = await mails_to(running_system, f"{lead}@programme.example")
        assert scene.mentee not in str(mail)
        assert "kill" not in str(mail)

        case = moderation_pb2.ClaimRequest(programme_id=scene.pair.programme_id, case_id=posted.message_id, unveil=True)
        assert (await calls.ask(calls.review.Claim, case, lead, fresh=True)).text == TELLING
        await answered(calls, scene, lead, alert)

        assert (await scene.sync(scene.mentor)).entries == []
        assert await scene.state_of_own(scene.mentee, posted.message_id) == messaging_pb2.STATE_IN_REVIEW
        listing = restrictions_pb2.ListRequest(programme_id=scene.pair.programme_id)
        assert list((await calls.ask(calls.restrictions.List, listing, lead)).restrictions) == []
        await scene.post(scene.mentee, "Thank you for the numbers.")
        assert [entry.text for entry in await scene.readable(scene.mentor, 1)] == ["Thank you for the numbers."]


async def a_lead(calls: Calls, scene: Scene) -> str:
    """Somebody who is a safeguarding lead, has left an address, and stands by at any hour."""
    lead, programme_id = f"lead-{uuid.uuid4().hex}", scene.pair.programme_id
    await appoint(calls, lead, access_pb2.ROLE_SAFEGUARDING_LEAD, programme_id)
    address = staff_pb2.SetOwnRequest(email=f"{lead}@programme.example")
    await calls.ask(calls.staff_contacts.SetOwn, address, lead, fresh=True)
    rota = alerts_pb2.Rota(members=[alerts_pb2.RotaMember(person_id=lead, time_zone="Europe/London")])
    request = alerts_pb2.SetRotaRequest(programme_id=programme_id, rota=rota)
    kept = await calls.ask(calls.alerts.SetRota, request, lead, fresh=True)
    assert not kept.has_gaps
    for stranger in (scene.mentor, scene.mentee):
        with pytest.raises(Refusal, match="do not have a role"):
            await calls.ask(calls.alerts.SetRota, request, stranger)
    return lead


async def kind_reply(calls: Calls, scene: Scene) -> notifications_pb2.Notice:
    found: list[notifications_pb2.Notice] = []

    async def there() -> bool:
        page = await calls.ask(calls.inbox.ListNotices, notifications_pb2.ListNoticesRequest(), scene.mentee)
        found[:] = [notice for notice in page.notices if notice.kind == "help"]
        return bool(found)

    assert await wait_until(there, PATIENCE_SECONDS)
    of_mentor = await calls.ask(calls.inbox.ListNotices, notifications_pb2.ListNoticesRequest(), scene.mentor)
    assert "help" not in [notice.kind for notice in of_mentor.notices]
    return found[0]


async def alert_about(calls: Calls, scene: Scene, lead: str) -> alerts_pb2.Alert:
    """Once the lead's mail has left."""
    found: list[alerts_pb2.Alert] = []

    async def asked() -> bool:
        request = alerts_pb2.ListAlertsRequest(programme_id=scene.pair.programme_id, person_id=scene.mentee)
        found[:] = (await calls.ask(calls.alerts.ListAlerts, request, lead)).alerts
        return [one.state for alert in found for one in alert.askings] == [alerts_pb2.ASKING_STATE_SENT]

    assert await wait_until(asked, PATIENCE_SECONDS)
    return found[0]


async def answered(calls: Calls, scene: Scene, lead: str, alert: alerts_pb2.Alert) -> None:
    """Acknowledged and closed by the lead; the same again changes nothing, and nobody else gets in."""
    which: dict[str, Any] = {"programme_id": scene.pair.programme_id, "alert_id": alert.alert_id}
    with pytest.raises(Refusal, match="do not have a role"):
        await calls.ask(calls.alerts.Acknowledge, alerts_pb2.AcknowledgeRequest(**which), scene.moderator)
    for _ in range(2):
        taken = await calls.ask(calls.alerts.Acknowledge, alerts_pb2.AcknowledgeRequest(**which), lead)
        assert (taken.alert.state, taken.alert.acknowledged_by) == (alerts_pb2.ALERT_STATE_ACKNOWLEDGED, lead)
    outcome, words = events_pb2.ALERT_OUTCOME_SUPPORTED, "Talked with her and her school."
    for wrong in ({"reason": words, "signs": 1}, {"outcome": outcome, "signs": 1}, {"outcome": outcome, "reason": words}):
        with pytest.raises(Refusal, match="Nothing was changed"):
            await calls.ask(calls.alerts.Close, alerts_pb2.CloseRequest(**which, **wrong), lead)
    for _ in range(2):
        closing = alerts_pb2.CloseRequest(**which, outcome=outcome, reason=words, signs=1)
        closed = await calls.ask(calls.alerts.Close, closing, lead)
        assert closed.alert.state == alerts_pb2.ALERT_STATE_CLOSED


async def mails_to(system: RunningSystem, address: str) -> list[dict[str, object]]:
    async with httpx.AsyncClient(timeout=30) as client:
        answer = await client.get(f"{system.mail_page}messages.json", params={"to": address})
    found: list[dict[str, object]] = answer.json()
    return found
