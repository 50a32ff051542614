"""Rosters over a real connection into a real database."""

import asyncio
from typing import Any

import grpc
import pytest
from aiokafka import ConsumerRecord

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import matching_pb2, pairs_pb2, people_pb2, programmes_pb2
from causeway.matching.v1.events import RoleGranted
from causeway_kit.outbox import events_in
from matching.entrypoints import importing
from matching.testing import a_mentee, a_mentor
from matching.testing_process import Process, roster_of

pytestmark = pytest.mark.connected

HEADER = (
    "id,name,email,time_zone,age,organisation,region,utc_offset,languages,slots,field,field2,interests,skills,stage,"
    "identity,gender,low_ses,goals,want_same_identity,gender_must,near_peer,want_cross_class"
)
GOOD = "ada,Ada Blythe,ada@school.example,Europe/London,16,,,0,en,4|5,law,,chess,writing,1,blue,f,1,I want courage,0,,0,0"
OTHER = GOOD.replace("ada", "ben").replace("Ada", "Ben").replace("16", "19")
DIRTY = [
    HEADER,
    GOOD,
    OTHER.replace("ben@school.example", "nowhere"),
    OTHER.replace("Europe/London", "Home").replace(",19,", ",-3,"),
    GOOD,
    OTHER.replace("4|5", "99"),
    "one,two",
    OTHER,
]


async def stored(process: Process) -> dict[str, str]:
    [hashes] = [await process.service.store._db.command("dbHash")]
    return dict(hashes["collections"])


async def test_of_a_dirty_roster_the_good_rows_are_enrolled_and_the_bad_cells_named(matching: Process) -> None:
    programme_id = await matching.open_programme()

    answer = await matching.import_roster(programme_id, "mentee", "\n".join(DIRTY).encode())

    assert (answer.enrolled, answer.changed, answer.unchanged, answer.left_out) == (2, 0, 0, 5)
    named = {(problem.row, problem.column) for problem in answer.problems}
    assert named == {(3, "email"), (4, "time_zone"), (4, "age"), (5, "id"), (6, "slots"), (7, "")}
    assert all(problem.cure for problem in answer.problems)


async def test_a_dry_run_says_the_same_and_changes_nothing(matching: Process) -> None:
    programme_id = await matching.open_programme()
    before = await stored(matching)

    tried = await matching.import_roster(programme_id, "mentee", "\n".join(DIRTY).encode(), dry_run=True)

    assert await stored(matching) == before
    assert tried == await matching.import_roster(programme_id, "mentee", "\n".join(DIRTY).encode())


async def test_the_same_roster_again_changes_nothing_and_a_changed_row_is_changed(matching: Process) -> None:
    programme_id = await matching.open_programme()
    roster = "\n".join([HEADER, GOOD, OTHER])
    await matching.import_roster(programme_id, "mentee", roster.encode())
    before = await stored(matching)

    again = await matching.import_roster(programme_id, "mentee", roster.encode())
    after = await stored(matching)
    changed = await matching.import_roster(programme_id, "mentee", roster.replace("chess", "choir", 1).encode())

    assert (again.enrolled, again.unchanged) == (0, 2)
    assert after == before
    assert (changed.enrolled, changed.changed, changed.unchanged) == (0, 1, 1)
    assert await matching.events() == {"ProgrammeOpened": 1, "PersonEnrolled": 3, "RoleGranted": 3}


async def test_nothing_that_names_or_describes_somebody_lies_open_in_the_database(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.import_roster(programme_id, "mentee", "\n".join([HEADER, GOOD]).encode())
    store = matching.service.store

    rows = [row for name in await store._db.list_collection_names() for row in await store.find(name, {})]

    lying_open = repr(rows)
    assert "PersonEnrolled" in lying_open
    assert not any(word in lying_open for word in ("Blythe", "school.example", "courage", "chess", "blue"))


async def test_contacts_are_for_the_services_that_send_mail_alone(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.import_roster(programme_id, "mentee", "\n".join([HEADER, GOOD, OTHER]).encode())
    listed = await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme_id))
    by_roster = {person.roster_id: person for person in listed.people}
    request = people_pb2.GetContactsRequest(person_ids=[by_roster["ada"].person_id, "unknown"])

    answer = await matching.ask("People.GetContacts", request, "service:notifications")

    [contact] = answer.contacts
    assert (contact.name, contact.email, contact.time_zone) == ("Ada Blythe", "ada@school.example", "Europe/London")
    assert contact.programme_name == "north"
    assert by_roster["ada"].minor
    assert not by_roster["ben"].minor
    for subject in ("administrator", "service:analytics"):
        with pytest.raises(grpc.aio.AioRpcError, match="PERMISSION_DENIED"):
            await matching.ask("People.GetContacts", request, subject)


async def test_people_come_in_pages_without_gap_or_repeat(matching: Process) -> None:
    programme_id = await matching.open_programme()
    await matching.enrol(programme_id, [a_mentee(id=f"e{number}") for number in range(7)], [a_mentor()])
    seen: list[str] = []
    token = ""
    while True:
        request = people_pb2.ListPeopleRequest(
            programme_id=programme_id, role=access_pb2.ROLE_MENTEE, page_size=3, page_token=token
        )
        page = await matching.ask("People.ListPeople", request)
        seen += [person.roster_id for person in page.people]
        token = page.next_page_token
        if not token:
            break

    assert sorted(seen) == [f"e{number}" for number in range(7)]


async def test_a_coordinator_enrols_in_their_own_programme_only(matching: Process) -> None:
    north, south = await matching.open_programme("north"), await matching.open_programme("south")
    appointed = people_pb2.AppointRequest(subject="carol", role=access_pb2.ROLE_COORDINATOR, programme_id=north)
    await matching.ask("People.Appoint", appointed)

    answer = await matching.import_roster(north, "mentor", roster_of([a_mentor()]), subject="carol")

    assert answer.enrolled == 1
    with pytest.raises(grpc.aio.AioRpcError, match="PERMISSION_DENIED"):
        await matching.import_roster(south, "mentor", roster_of([a_mentor()]), subject="carol")
    for method, request in (
        ("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=south)),
        ("Pairs.ListPairs", pairs_pb2.ListPairsRequest(programme_id=south)),
        ("Matching.Run", matching_pb2.RunRequest(programme_id=south, client_key="k")),
    ):
        with pytest.raises(grpc.aio.AioRpcError, match="PERMISSION_DENIED"):
            await matching.ask(method, request, "carol")


async def test_a_second_start_cannot_lead_into_a_programme_that_was_not_checked(matching: Process) -> None:
    north, south = await matching.open_programme("north"), await matching.open_programme("south")
    starts = [people_pb2.ImportRosterRequest.Start(programme_id=one, side=access_pb2.ROLE_MENTEE) for one in (north, south)]
    parts = [
        *(people_pb2.ImportRosterRequest(start=start) for start in starts),
        people_pb2.ImportRosterRequest(csv=HEADER.encode()),
    ]

    with pytest.raises(grpc.aio.AioRpcError, match="INVALID_ARGUMENT"):
        await matching.upload(parts)
    with pytest.raises(grpc.aio.AioRpcError, match="INVALID_ARGUMENT"):
        await matching.upload(parts[::-1])


async def test_a_roster_that_is_too_large_is_refused_and_nobody_is_enrolled(
    matching: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LARGEST_ROSTER", 100_000)
    programme_id = await matching.open_programme()

    with pytest.raises(grpc.aio.AioRpcError, match="Nothing was enrolled"):
        await matching.import_roster(programme_id, "mentee", (HEADER + "\n" + (GOOD + "\n") * 2_000).encode())

    assert await matching.service.store.count("people", {}) == 0


async def test_a_programme_that_is_not_open_takes_nobody(matching: Process) -> None:
    made = await matching.ask("Programmes.Create", programmes_pb2.CreateRequest(client_key="k", name="Later"))

    with pytest.raises(grpc.aio.AioRpcError, match="FAILED_PRECONDITION"):
        await matching.import_roster(made.programme.programme_id, "mentee", roster_of([a_mentee()]))
    with pytest.raises(grpc.aio.AioRpcError, match="NOT_FOUND"):
        await matching.import_roster("nowhere", "mentee", roster_of([a_mentee()]))


async def test_two_imports_of_one_roster_at_once_enrol_everybody_once(begin: Any) -> None:
    first, second = await begin(), await begin()
    programme_id = await first.open_programme()
    roster = roster_of([a_mentee(id=f"e{number}") for number in range(300)])

    answers = await asyncio.gather(*(one.import_roster(programme_id, "mentee", roster) for one in (first, second)))

    assert sum(answer.enrolled for answer in answers) == 300
    assert sum(answer.unchanged for answer in answers) == 300
    assert (await first.events())["PersonEnrolled"] == 300


async def test_administrators_are_appointed_once_and_a_grant_that_comes_again_changes_nothing(begin: Any) -> None:
    await begin()
    matching: Process = await begin()
    [row] = events_in(await matching.service.store.find("outbox", {}))
    headers = [("type", b"RoleGranted")]
    record = ConsumerRecord(RoleGranted.TOPIC, 0, 0, 0, 0, row["key"].encode(), row["value"], None, 0, 0, headers)
    before = await matching.service.store.find("grants", {})

    await matching.service.consumer.apply([record, record])

    assert await matching.service.store.find("grants", {}) == before
    assert len(before) == 1
