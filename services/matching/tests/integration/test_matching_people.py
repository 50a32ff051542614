"""How people come in, stand and leave, over a real connection into a real database."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import pairs_pb2, people_pb2, people_pb2_grpc, programmes_pb2
from causeway_cli.embedded.server import wait_until
from matching.testing import a_mentee, a_mentor
from matching.testing_process import PIECE_BYTES, POLICIES, SIDES, Process, roster_of

pytestmark = pytest.mark.connected
PATIENCE_SECONDS = 20.0
TERMS = programmes_pb2.Terms(
    commitment=programmes_pb2.Commitment(weeks=10, minutes_a_week=60),
    gates=programmes_pb2.Gates(mentor_modules=["safeguarding"]),
    ages=programmes_pb2.Ages(youngest_mentee=13),
)
PROFILE = people_pb2.OwnProfile(age=34, languages=["en"], slots=[10, 11], interests=["chess"], capacity=2)


async def opened(matching: Process, key: str = "north", terms: programmes_pb2.Terms = TERMS) -> str:
    request = programmes_pb2.CreateRequest(client_key=key, name=key, policies=POLICIES, terms=terms)
    programme_id = str((await matching.ask("Programmes.Create", request)).programme.programme_id)
    await matching.ask("Programmes.Open", programmes_pb2.OpenRequest(programme_id=programme_id))
    return programme_id


async def joined(matching: Process, programme_id: str, subject: str, **given: Any) -> people_pb2.AcceptInvitationResponse:
    """Somebody is invited and accepts; from then on their sign-in is known here."""
    invite = people_pb2.InviteRequest(
        **{"programme_id": programme_id, "client_key": subject, "role": access_pb2.ROLE_MENTOR, **given}
    )
    secret = (await matching.ask("People.Invite", invite)).secret
    profile = None if given.get("person_id") or given.get("mentee_id") else PROFILE
    accept = people_pb2.AcceptInvitationRequest(secret=secret, commitment_accepted=True, profile=profile)
    answer: people_pb2.AcceptInvitationResponse = await matching.ask("People.AcceptInvitation", accept, subject)
    await matching.service.grants._look()
    return answer


async def stands(
    matching: Process, programme_id: str, person_id: str, subject: str = "administrator"
) -> people_pb2.PersonDetails:
    request = people_pb2.GetPersonRequest(programme_id=programme_id, person_id=person_id)
    person: people_pb2.PersonDetails = (await matching.ask("People.GetPerson", request, subject)).person
    return person


async def refused(matching: Process, method: str, request: Any, subject: str) -> grpc.StatusCode:
    with pytest.raises(grpc.aio.AioRpcError) as refusal:
        await matching.ask(method, request, subject)
    return refusal.value.code()


async def test_a_mentor_joins_trains_and_is_ready_at_once_and_their_account_is_theirs_alone(matching: Process) -> None:
    programme_id = await opened(matching)

    mentor = await joined(matching, programme_id, "grace")

    assert list(mentor.missing) == ["a required module is not finished"]
    own = people_pb2.CompleteTrainingRequest(programme_id=programme_id, person_id=mentor.person_id, module_id="safeguarding")
    assert await refused(matching, "People.CompleteTraining", own, "grace") is grpc.StatusCode.PERMISSION_DENIED
    done = await matching.ask("People.CompleteTraining", own, "service:portal")
    assert done.person.ready
    listing = people_pb2.ListPeopleRequest(programme_id=programme_id, ready=people_pb2.READY_FILTER_READY)
    listed = await matching.ask("People.ListPeople", listing)
    assert [person.person_id for person in listed.people] == [mentor.person_id]
    assert (await matching.events())["TrainingCompleted"] == 1
    assert (await stands(matching, programme_id, "", "grace")).person_id == mentor.person_id


async def test_a_guardian_consents_by_the_page_and_sees_and_withdraws_as_themselves(matching: Process) -> None:
    programme_id = await opened(matching)
    await matching.import_roster(programme_id, "mentee", roster_of([a_mentee(age=15)]))
    [mentee] = (await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme_id))).people
    ask = people_pb2.AskGuardianRequest(programme_id=programme_id, mentee_id=mentee.person_id, client_key="k")
    secret = (await matching.ask("People.AskGuardian", ask)).secret
    assert (await matching.ask("People.AskGuardian", ask)).secret == ""

    page = await matching.ask("People.GetConsentPage", people_pb2.GetConsentPageRequest(secret=secret), "service:portal")
    give = people_pb2.GiveConsentRequest(secret=secret, given=True, version=page.version)
    await matching.ask("People.GiveConsent", give, "service:portal")

    assert list((await stands(matching, programme_id, mentee.person_id)).missing) == ["they have not accepted the commitment"]
    await joined(matching, programme_id, "parent", role=access_pb2.ROLE_GUARDIAN, mentee_id=mentee.person_id)
    assert (await stands(matching, programme_id, mentee.person_id, "parent")).consents[0].given
    withdraw = people_pb2.SetConsentRequest(
        programme_id=programme_id, mentee_id=mentee.person_id, purpose=people_pb2.CONSENT_PURPOSE_TAKING_PART, version="v"
    )
    told = await matching.ask("People.SetConsent", withdraw, "parent")
    assert "their guardian has not consented" in told.person.missing
    stranger = people_pb2.GetConsentPageRequest(secret=secret[:-1])
    assert await refused(matching, "People.GetConsentPage", stranger, "service:portal") is grpc.StatusCode.PERMISSION_DENIED


async def test_two_who_know_each_other_skip_matching_and_a_block_parts_them_at_once(matching: Process) -> None:
    programme_id = await opened(matching, terms=programmes_pb2.Terms())
    await matching.import_roster(programme_id, "mentee", roster_of([a_mentee()]))
    [mentee] = (await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme_id))).people

    mentor = await joined(matching, programme_id, "grace", pair_with=mentee.person_id)

    [pair] = await matching.pairs(programme_id)
    assert (pair.mentee_id, pair.mentor_id, pair.active) == (mentee.person_id, mentor.person_id, True)
    block = people_pb2.BlockRequest(programme_id=programme_id, person_id=mentor.person_id)
    assert (await matching.ask("People.Block", block, mentee.person_id)).pairs_ended == 1
    assert (await matching.ask("People.Block", block, mentee.person_id)).pairs_ended == 0
    assert [one.active for one in await matching.pairs(programme_id)] == [False]
    assert (await matching.events())["PersonBlocked"] == 1


async def test_whoever_leaves_can_do_nothing_any_more_and_their_pair_has_ended(matching: Process) -> None:
    programme_id = await opened(matching, terms=programmes_pb2.Terms())
    await matching.import_roster(programme_id, "mentee", roster_of([a_mentee()]))
    [mentee] = (await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme_id))).people
    await joined(matching, programme_id, "grace", pair_with=mentee.person_id)
    [pair] = await matching.pairs(programme_id)
    leave = people_pb2.LeaveRequest(programme_id=programme_id)

    assert (await matching.ask("People.Leave", leave, "grace")).pairs_ended == 1
    await matching.service.grants._look()

    mine = pairs_pb2.ListMineRequest()
    assert await refused(matching, "Pairs.ListMine", mine, "grace") is grpc.StatusCode.PERMISSION_DENIED
    assert [one.active for one in await matching.pairs(programme_id)] == [False]
    assert (await stands(matching, programme_id, pair.mentor_id)).left


async def test_an_imported_field_lies_sealed_and_is_shown_to_its_person_alone(matching: Process) -> None:
    programme_id = await opened(matching)
    mentor = await joined(matching, programme_id, "grace")
    said = people_pb2.OwnProfile(interests=["submarines"], region="Atlantis")
    request = people_pb2.ImportProfileRequest(
        programme_id=programme_id,
        source=people_pb2.PROFILE_SOURCE_PARTNER,
        profile=said,
        consented_fields=["interests"],
        version="v1",
    )

    told = await matching.ask("People.ImportProfile", request, "grace")
    off = people_pb2.SwitchImportedFieldRequest(programme_id=programme_id, field="interests", on=False)
    after = await matching.ask("People.SwitchImportedField", off, "grace")

    assert [(one.field, one.on) for one in told.person.imported] == [("interests", True)]
    assert [(one.field, one.on) for one in after.person.imported] == [("interests", False)]
    assert not (await stands(matching, programme_id, mentor.person_id)).imported
    store = matching.service.store
    lying_open = repr([row for name in await store._db.list_collection_names() for row in await store.find(name, {})])
    assert not any(word in lying_open for word in ("submarines", "Atlantis", "chess"))


async def test_nothing_of_one_programme_is_seen_or_moved_with_the_rights_of_another(matching: Process) -> None:
    north, south = await opened(matching, "north"), await opened(matching, "south")
    await matching.import_roster(south, "mentor", roster_of([a_mentor()]))
    [theirs] = (await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=south))).people
    appointed = people_pb2.AppointRequest(subject="carol", role=access_pb2.ROLE_COORDINATOR, programme_id=north)
    await matching.ask("People.Appoint", appointed)

    listed = await matching.ask("Programmes.List", programmes_pb2.ListProgrammesRequest(), "carol")

    assert [one.programme_id for one in listed.programmes] == [north]
    for method, request in (
        ("Programmes.Update", programmes_pb2.UpdateProgrammeRequest(programme_id=south)),
        ("Programmes.Close", programmes_pb2.CloseProgrammeRequest(programme_id=south)),
        ("People.GetPerson", people_pb2.GetPersonRequest(programme_id=south, person_id=theirs.person_id)),
        ("People.Leave", people_pb2.LeaveRequest(programme_id=south, person_id=theirs.person_id)),
        ("People.Invite", people_pb2.InviteRequest(programme_id=south, client_key="k", role=access_pb2.ROLE_MENTEE)),
    ):
        assert await refused(matching, method, request, "carol") is grpc.StatusCode.PERMISSION_DENIED
    for method, request in (
        ("People.GetPerson", people_pb2.GetPersonRequest(programme_id=north, person_id=theirs.person_id)),
        ("People.Leave", people_pb2.LeaveRequest(programme_id=north, person_id=theirs.person_id)),
        ("People.TakePause", people_pb2.TakePauseRequest(programme_id=north, person_id=theirs.person_id)),
    ):
        assert await refused(matching, method, request, "carol") is grpc.StatusCode.NOT_FOUND


async def test_an_import_that_goes_on_by_itself_tells_how_far_it_is_and_can_be_undone(
    matching: Process,
) -> None:
    programme_id = await opened(matching, terms=programmes_pb2.Terms())
    roster = roster_of([a_mentee(id=f"e{number}") for number in range(450)]) + b"\nbad,row"
    start = people_pb2.ImportRosterRequest.Start(
        programme_id=programme_id, side=SIDES["mentee"], client_key="autumn", in_background=True
    )
    pieces = [roster[place : place + PIECE_BYTES] for place in range(0, len(roster), PIECE_BYTES)]
    parts = [people_pb2.ImportRosterRequest(start=start), *(people_pb2.ImportRosterRequest(csv=one) for one in pieces)]
    asked = people_pb2.GetImportRequest(programme_id=programme_id, import_id=(await matching.upload(parts)).import_id)

    found = await done(matching, asked)

    assert (found.rows, found.rows_done, found.so_far.enrolled, found.so_far.left_out) == (450, 450, 450, 1)
    assert len(found.so_far.problems) == 1
    undo = people_pb2.UndoImportRequest(programme_id=programme_id, import_id=asked.import_id)
    undone = await matching.ask("People.UndoImport", undo)
    assert (undone.taken_back, undone.kept) == (450, 0)
    again = await matching.import_roster(programme_id, "mentee", roster)
    assert again.enrolled == 450


async def done(matching: Process, asked: people_pb2.GetImportRequest) -> people_pb2.GetImportResponse:
    found: list[people_pb2.GetImportResponse] = []

    async def over() -> bool:
        with contextlib.suppress(grpc.aio.AioRpcError):  # not known in its first moment
            found.append(await matching.ask("People.GetImport", asked))
        return bool(found) and bool(found[-1].state == people_pb2.IMPORT_STATE_DONE)

    assert await wait_until(over, PATIENCE_SECONDS)
    return found[-1]


async def test_a_roster_that_is_refused_while_it_is_sent_says_why(matching: Process) -> None:
    made = await matching.ask("Programmes.Create", programmes_pb2.CreateRequest(client_key="k", name="Later"))
    start = people_pb2.ImportRosterRequest.Start(programme_id=made.programme.programme_id, side=SIDES["mentee"])

    async def parts() -> AsyncIterator[people_pb2.ImportRosterRequest]:
        yield people_pb2.ImportRosterRequest(start=start)
        for _ in range(300):
            yield people_pb2.ImportRosterRequest(csv=b"x" * PIECE_BYTES)

    stub: Any = people_pb2_grpc.PeopleStub(matching.channel)  # type: ignore[no-untyped-call]
    for subject, code in (
        ("administrator", grpc.StatusCode.FAILED_PRECONDITION),
        ("nobody", grpc.StatusCode.PERMISSION_DENIED),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await stub.ImportRoster(parts(), timeout=60, metadata=matching.metadata(subject))
        assert refusal.value.code() is code


async def test_a_programme_for_a_group_is_seen_by_its_members_and_told_of_in_numbers_only(matching: Process) -> None:
    programme_id = await opened(matching, terms=programmes_pb2.Terms(eligibility_group="Rising stars"))
    page = programmes_pb2.GetPublicRequest(programme_id=programme_id)
    assert await refused(matching, "Programmes.GetPublic", page, "grace") is grpc.StatusCode.PERMISSION_DENIED

    members = programmes_pb2.SetGroupMembersRequest(programme_id=programme_id, add=["grace", "henry"])
    assert (await matching.ask("Programmes.SetGroupMembers", members)).members == 2

    assert (await matching.ask("Programmes.GetPublic", page, "grace")).page.name == "north"
    results = programmes_pb2.GetGroupResultsRequest(programme_id=programme_id)
    assert (await matching.ask("Programmes.GetGroupResults", results)).hidden
    await matching.import_roster(programme_id, "mentor", roster_of([a_mentor(id=f"r{number}") for number in range(10)]))
    found = await matching.ask("Programmes.GetGroupResults", results)
    assert (found.hidden, found.members, found.enrolled, found.ready, found.paired) == (False, 2, 10, 10, 0)


async def test_an_open_programme_changes_by_a_mask_and_keeps_its_terms(matching: Process) -> None:
    programme_id = await opened(matching)
    wanted = programmes_pb2.Programme(name="North and east", terms=programmes_pb2.Terms())
    update = programmes_pb2.UpdateProgrammeRequest(programme_id=programme_id, programme=wanted)

    update.mask.paths[:] = ["name"]
    changed = (await matching.ask("Programmes.Update", update)).programme
    update.mask.paths[:] = ["terms.commitment.weeks"]
    refusal = await refused(matching, "Programmes.Update", update, "administrator")
    update.mask.paths[:] = ["open"]
    meaningless = await refused(matching, "Programmes.Update", update, "administrator")

    assert (changed.name, changed.terms.commitment.weeks) == ("North and east", 10)
    assert refusal is grpc.StatusCode.FAILED_PRECONDITION
    assert meaningless is grpc.StatusCode.INVALID_ARGUMENT


async def test_somebody_in_two_programmes_sees_the_pairs_of_both(matching: Process) -> None:
    for name in ("north", "south"):
        programme_id = await opened(matching, name, programmes_pb2.Terms())
        await matching.import_roster(programme_id, "mentee", roster_of([a_mentee()]))
        [mentee] = (await matching.ask("People.ListPeople", people_pb2.ListPeopleRequest(programme_id=programme_id))).people
        await joined(matching, programme_id, "grace", pair_with=mentee.person_id)

    mine = (await matching.ask("Pairs.ListMine", pairs_pb2.ListMineRequest(), "grace")).pairs

    assert len({pair.programme_id for pair in mine}) == len(mine) == 2
