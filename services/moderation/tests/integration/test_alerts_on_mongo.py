"""Alerts on a real database: stored with the verdict or not at all, and asked about once however many processes look."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.moderation.v1.events import AlertOutcome, SafeguardingAlertUnheard, SafeguardingLeadAsked, Trouble
from causeway_cli.testing import database, mongo, servers_folder
from causeway_kit import metrics
from causeway_kit.access import GRANTS
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.outbox import events_in
from causeway_kit.service import PLUMBING_INDEXES
from causeway_kit.store import Store
from causeway_kit.testing import MemoryKeyring
from causeway_kit.work import UnitOfWork
from moderation.adapters.alerts import ALERT_INDEXES, MongoAlertReading, MongoDesk, due_by
from moderation.adapters.mongo import INDEXES, MongoBench
from moderation.app import answer_alert, judge_message
from moderation.app.alert_ports import ALERTS, SIGNS, AlertFilter
from moderation.app.answer_alert import Closing, Lead
from moderation.app.ports import VERDICTS
from moderation.app.set_rota import needs as rota_needs
from moderation.app.set_rota import set_rota
from moderation.domain.alert import AlertState
from moderation.domain.judgement import Action, Category
from moderation.entrypoints.alerting import Alerting
from moderation.testing import MONDAY, FixedJudge, a_judgement, a_posted
from moderation.testing_alerts import PACE, a_rota

__all__ = ["database", "mongo", "servers_folder"]
pytestmark = pytest.mark.connected

WORDS = "i do not want to be here any more"
DANGER = FixedJudge(replace(a_judgement(Action.HOLD, Category.SELF_HARM), alert=True))


class Town:
    """A database and two processes that look at it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = ShiftedClock(fixed=MONDAY)
        self.keyring = MemoryKeyring()
        self.reading = MongoAlertReading(store)
        self.processes = [Alerting(self.work, MongoDesk, self.reading, PACE, self.clock) for _ in range(2)]

    def work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring)

    async def run(self, *items: Item) -> list[object]:
        return await run_batch(self.work, items)

    def posting(self, message_id: str, author_id: str = "maya", fails: bool = False) -> Item:
        posted = a_posted(message_id=message_id, author_id=author_id, content_hmac=self.keyring.content_hash(author_id, WORDS))
        sealed = self.keyring.seal(author_id, f"messages/{message_id}/text/1", WORDS)
        posted = posted.model_copy(update={"text": sealed})

        def judge(work: UnitOfWork) -> None:
            judge_message.judge_message(MongoBench(work), DANGER, posted)
            if fails:
                raise ArithmeticError

        return Item(judge_message.needs(posted), judge, new=judge_message.new(posted))

    async def look(self) -> None:
        await asyncio.gather(*(process.step() for process in self.processes))

    async def asked(self) -> list[str]:
        rows = events_in(await self.store.find("outbox", {}, sort=[("_id", 1)]))
        asked = [
            SafeguardingLeadAsked.model_validate_json(one["value"]) for one in rows if one["type"] == "SafeguardingLeadAsked"
        ]
        return [one.person_id for one in sorted(asked, key=lambda one: one.asking)]


@pytest.fixture
async def town(mongo: str, database: str) -> AsyncIterator[Town]:
    store = Store(mongo, database)
    await store.ensure({**INDEXES, **ALERT_INDEXES, **PLUMBING_INDEXES})
    made = Town(store)
    await made.keyring.load(["maya", "ben"])
    for person, role in (("lena", "safeguarding_lead"), ("olaf", "safeguarding_lead"), ("carla", "coordinator")):
        row = {"_id": f"{person}|{role}", "subject": person, "person_id": person, "role": role, "scope": "programme:north"}
        await store.insert_many(GRANTS, [{**row, "until": None, "active": True, "version": 1}])
    yield made
    await store.close()


async def test_a_sign_is_stored_with_its_verdict_or_not_at_all(town: Town) -> None:
    results = await town.run(town.posting("m1"), town.posting("m2", fails=True))

    assert isinstance(results[1], Failed)
    assert [row["_id"] for row in await town.store.find(VERDICTS, {})] == ["m1"]
    assert [row["_id"] for row in await town.store.find(SIGNS, {})] == ["m1.1"]
    kinds = [one["type"] for one in events_in(await town.store.find("outbox", {}))]
    assert sorted(kinds) == ["MessageJudged", "SafeguardingAlertRaised"]
    assert WORDS not in str(await town.store.find("outbox", {})) + str(await town.store.find(SIGNS, {}))


async def test_two_processes_make_one_alert_a_person_and_ask_each_person_once(town: Town) -> None:
    rota = a_rota("lena", "olaf")
    leads = (await town.reading.staff("north", MONDAY)).leads
    await town.run(Item(rota_needs(rota, ()), lambda work: set_rota(MongoDesk(work), rota, leads, "carla")))
    await town.run(town.posting("m1"), town.posting("m2"), town.posting("m3", "ben"))
    await town.look()
    await town.run(town.posting("m4"))
    await town.look()
    town.clock.advance(timedelta(minutes=10))
    await town.look()

    alerts, _ = await town.reading.listed(AlertFilter("north"), 10, "")
    assert sorted((alert.person_id, alert.signs) for alert in alerts) == [("ben", 1), ("maya", 3)]
    assert sorted(await town.asked()) == ["lena", "lena", "olaf", "olaf"]

    [of_maya] = [alert for alert in alerts if alert.person_id == "maya"]
    lead = Lead("north", of_maya.id, "olaf", await town.reading.about("north", of_maya.id))
    closing = Closing(AlertOutcome.SUPPORTED, "Her teacher knows.", 3)

    def answer(work: UnitOfWork) -> None:
        answer_alert.acknowledge(MongoDesk(work), lead)
        answer_alert.close(MongoDesk(work), lead, closing)

    await town.run(Item(answer_alert.needs(lead), answer))
    await town.run(town.posting("m5"))
    await town.look()

    first, more = await town.reading.listed(AlertFilter("north", person_id="maya"), 1, "")
    second, end = await town.reading.listed(AlertFilter("north", person_id="maya"), 1, more)
    assert [alert.state for alert in (*first, *second)] == [AlertState.WAITING, AlertState.CLOSED]
    assert end == ""
    assert await town.reading.listed(AlertFilter("south"), 10, "") == ([], "")
    assert "teacher" not in str(await town.store.find(ALERTS, {})) + str(await town.store.find("audit", {}))


async def test_an_alert_that_nobody_hears_of_is_an_error_until_there_is_a_rota(town: Town) -> None:
    before = unheard_so_far()
    await town.run(town.posting("m1"))
    await town.look()

    [alert_id] = await town.reading.unheard("north")
    rows = events_in(await town.store.find("outbox", {}))
    [told] = [
        SafeguardingAlertUnheard.model_validate_json(one["value"]) for one in rows if one["type"] == "SafeguardingAlertUnheard"
    ]
    assert (told.alert_id, told.trouble, told.coordinator_ids) == (alert_id, Trouble.NOBODY_ON_ROTA, ("carla",))
    assert unheard_so_far() == before + 1

    rota, leads = a_rota("olaf"), (await town.reading.staff("north", MONDAY)).leads
    item = Item(rota_needs(rota, [alert_id]), lambda work: set_rota(MongoDesk(work), rota, leads, "carla", [alert_id]))
    await town.run(item)
    await town.look()

    assert await town.asked() == ["olaf"]


def unheard_so_far() -> float:
    return metrics.unheard.labels("nobody on the rota")._value.get()  # type: ignore[no-any-return]


async def test_what_is_due_and_who_has_an_alert_are_found_by_an_index(town: Town) -> None:
    about_one = {"open": True, "programme_id": "north", "person_id": "maya"}

    for collection, query in ((ALERTS, due_by(MONDAY)), (ALERTS, about_one), (SIGNS, {"alert_id": ""})):
        plan = await town.store._db.command("explain", {"find": collection, "filter": query}, verbosity="queryPlanner")
        assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
