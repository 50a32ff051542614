"""Shortlists, requests, searches, chats and calls over a real connection, on a real database, also when many answer at once."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import choosing_pb2 as pb
from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.outbox import events_in
from matching.adapters.mongo_choosing import MongoChoosing
from matching.adapters.mongo_writings import MongoWritings
from matching.adapters.pools import KeptPools
from matching.app.screening import WRITINGS, settle_writing
from matching.choosing import due_work
from matching.domain.enrolment import person_id_of
from matching.domain.matching_settings import MatchingSettings
from matching.domain.pair import Ties
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.writing import Judgement, WritingState
from matching.testing import a_mentee, a_mentor
from matching.testing_process import POLICIES, Process

pytestmark = pytest.mark.connected
SECRET = "My number is in the phone book under Zaphod."


class Town:
    """A programme with people, asked for by their roster ids."""

    def __init__(self, process: Process, programme_id: str) -> None:
        self.process = process
        self.id = programme_id
        self.due = due_work(process.service, KeptPools(process.service.store, process.service.keyring, _usual_settings))

    def mentee(self, name: str) -> str:
        return person_id_of(self.id, Side.MENTEE, name)

    def mentor(self, name: str) -> str:
        return person_id_of(self.id, Side.MENTOR, name)

    async def ask(self, method: str, subject: str = "administrator", /, **fields: Any) -> Any:
        request = getattr(pb, f"{method}Request")(programme_id=self.id, **fields)
        return await self.process.ask(f"Matching.{method}", request, subject)

    async def requests(self, mentee: str, mentor: str, **more: Any) -> pb.MentorRequest:
        answer = await self.ask(
            "RequestMentor", self.mentee(mentee), client_key=f"to {mentor}", mentor_id=self.mentor(mentor), **more
        )
        request: pb.MentorRequest = answer.request
        return request

    async def events(self) -> Counter[str]:
        return await self.process.events()

    async def judge(self, state: WritingState) -> None:
        """Every text that waits."""
        rows = await self.process.service.store.find(WRITINGS, {"state": "pending"})
        items = [Item([(WRITINGS, row["_id"])], _settling(row["_id"], state)) for row in rows]
        await run_batch(self.process.service.open_work, items)


async def _usual_settings(programme_id: str) -> MatchingSettings:
    return MatchingSettings(programme_id)


def _settling(writing_id: str, state: WritingState) -> Any:
    return lambda work: settle_writing(MongoWritings(work), writing_id, Judgement(state))


async def a_town(
    process: Process, mentees: Sequence[Mentee], mentors: Sequence[Mentor], key: str = "north", terms: Any = None
) -> Town:
    request = programmes_pb2.CreateRequest(client_key=key, name=key, policies=POLICIES, terms=terms)
    made = (await process.ask("Programmes.Create", request)).programme
    await process.ask("Programmes.Open", programmes_pb2.OpenRequest(programme_id=made.programme_id))
    await process.enrol(made.programme_id, mentees, mentors)
    return Town(process, made.programme_id)


def people(mentees: int, mentors: int, capacity: int = 1) -> tuple[list[Mentee], list[Mentor]]:
    left = [a_mentee(id=f"e{number}") for number in range(mentees)]
    return left, [a_mentor(id=f"r{number}", capacity=capacity) for number in range(mentors)]


async def test_a_mentee_chooses_from_a_shortlist_and_an_acceptance_makes_the_pair(matching: Process) -> None:
    mentors = [a_mentor(id=f"r{number}", skills=frozenset({"writing"})) for number in range(7)]
    town = await a_town(matching, [a_mentee(id="ada", skills=frozenset({"writing"}))], mentors)
    ada = town.mentee("ada")

    shortlist = await town.ask("Shortlist", ada)
    again = await town.ask("Shortlist", "administrator", mentee_id=ada)
    names = [one.mentor_id for one in shortlist.mentors]
    chosen = await town.ask("Choose", ada, client_key="k1", mentor_ids=names[:3], note=SECRET)
    other = await town.requests("ada", f"r{next(n for n in range(7) if town.mentor(f'r{n}') not in names[:3])}")
    first = await town.ask("AcceptRequest", names[0], request_id=chosen.request.request_id)
    second = await town.ask("AcceptRequest", names[0], request_id=chosen.request.request_id)

    assert len(names) == 5
    assert [one.mentor_id for one in again.mentors] == names
    assert all("skill:writing" in one.reasons and one.reasons_in_words and not one.first_name for one in shortlist.mentors)
    assert first.request.pair_id == second.request.pair_id
    [pair] = await matching.pairs(town.id)
    assert (pair.pair_id, pair.mentee_id, pair.mentor_id) == (first.request.pair_id, ada, names[0])
    mine = await town.ask("ListMyRequests", ada)
    assert {one.request_id: one.state for one in mine.requests}[other.request_id] == pb.REQUEST_STATE_CANCELLED
    told = await town.events()
    assert (told["MatchProposed"], told["RequestSettled"], told["PairStarted"]) == (2, 2, 1)


async def answer_all_at_once(processes: Sequence[Process], mentees: int, mentors: int) -> Town:
    """Every mentee asks three mentors, who all accept in the same moment, at two processes."""
    town = await a_town(processes[0], *people(mentees, mentors))
    asked = [await town.requests(f"e{mentee}", f"r{(mentee + step) % mentors}") for step in range(3) for mentee in range(mentees)]

    async def accept(number: int, request: pb.MentorRequest) -> str:
        message = pb.AcceptRequestRequest(programme_id=town.id, request_id=request.request_id)
        try:
            await processes[number % 2].ask("Matching.AcceptRequest", message, request.mentor_id)
        except grpc.aio.AioRpcError as error:
            return error.code().name
        return "OK"

    answers = Counter(await asyncio.gather(*(accept(number, request) for number, request in enumerate(asked))))
    assert set(answers) <= {"OK", "FAILED_PRECONDITION", "UNAVAILABLE"}
    return town


async def too_much(town: Town) -> list[str]:
    """People who have more active pairs than they may: everybody here may have one."""
    pairs = [pair for pair in await town.process.pairs(town.id) if pair.active]
    counted = Counter(person for pair in pairs for person in (pair.mentee_id, pair.mentor_id))
    return [person for person, count in counted.items() if count > 1]


async def test_whoever_is_accepted_by_several_at_once_has_one_mentor_and_no_mentor_has_too_many(begin: Any) -> None:
    town = await answer_all_at_once([await begin(), await begin()], 9, 8)

    pairs = await town.process.pairs(town.id)
    assert len(pairs) >= 4  # half of what is possible, in whatever order they answer
    assert await too_much(town) == []
    store = town.process.service.store
    matched = {pair.mentee_id for pair in pairs}
    requests = await store.find("mentor_requests", {})
    assert not [row for row in requests if row["state"] == "open" and row["mentee_id"] in matched]
    assert sum(row["state"] == "accepted" for row in requests) == len(pairs)


async def test_a_build_that_forgets_whom_a_mentor_has_is_caught_by_the_same_scene(begin: Any, monkeypatch: Any) -> None:
    """A planted bug."""
    save = MongoChoosing.save_ties

    def forgetful(register: MongoChoosing, ties: Ties) -> None:
        known = register.known_person(ties.person_id)
        if known is not None and known.side is Side.MENTEE:
            save(register, ties)

    monkeypatch.setattr(MongoChoosing, "save_ties", forgetful)

    town = await answer_all_at_once([await begin(), await begin()], 9, 8)

    assert await too_much(town) != []


async def test_an_unanswered_request_expires_and_the_next_choice_is_asked_then_one_is_offered(
    begin: Any, clock: ShiftedClock
) -> None:
    first, second = await begin(), await begin()
    town = await a_town(first, *people(1, 5))
    other = Town(second, town.id)
    ada = town.mentee("e0")
    await town.ask("SetChoosingRules", rules=pb.ChoosingRules(answer_seconds=60))
    names = [one.mentor_id for one in (await town.ask("Shortlist", ada)).mentors]
    await town.ask("Choose", ada, client_key="k1", mentor_ids=names[:2])

    for _ in range(2):
        clock.advance(timedelta(minutes=1))
        for _ in range(2):
            await asyncio.gather(town.due.step(), other.due.step())

    mine = await town.ask("ListMyRequests", ada)
    assert [(one.mentor_id, one.state) for one in mine.requests] == [
        (names[1], pb.REQUEST_STATE_EXPIRED),
        (names[0], pb.REQUEST_STATE_EXPIRED),
    ]
    assert mine.offered_mentor_id in names[2:]
    told = await town.events()
    assert (told["MatchProposed"], told["RequestSettled"], told["MentorOffered"]) == (2, 2, 1)


async def test_the_reason_of_a_decline_is_for_staff_only(matching: Process) -> None:
    town = await a_town(matching, *people(1, 3))
    ada, grace = town.mentee("e0"), town.mentor("r0")
    asked = await town.requests("e0", "r0", note=SECRET)
    reason = pb.DECLINE_REASON_NOT_A_FIT
    answer = await town.ask("DeclineRequest", grace, request_id=asked.request_id, reason=reason)
    await town.due.step()

    seen = [
        answer.request,
        *(await town.ask("ListMyRequests", ada)).requests,
        *(await town.ask("ListMyRequests", grace)).requests,
    ]
    [staff] = (await town.ask("ListRequests", state=pb.REQUEST_STATE_DECLINED)).requests
    assert [one.decline_reason for one in seen] == [pb.DECLINE_REASON_UNSPECIFIED] * 3
    assert staff.decline_reason == reason
    assert (await town.ask("ListMyRequests", ada)).offered_mentor_id in {town.mentor("r1"), town.mentor("r2")}


async def test_a_note_is_read_by_the_mentor_only_when_moderation_has_allowed_it(matching: Process) -> None:
    town = await a_town(matching, *people(1, 1))
    await town.requests("e0", "r0", note=SECRET)

    async def note_seen_by(person: str) -> str:
        [request] = (await town.ask("ListMyRequests", person)).requests
        return str(request.note.text)

    before = await note_seen_by(town.mentor("r0")), await note_seen_by(town.mentee("e0"))
    await town.judge(WritingState.SHOWN)

    assert before == ("", SECRET)
    assert await note_seen_by(town.mentor("r0")) == SECRET
    names = await matching.service.store.find("mentor_requests", {}), await matching.service.store.find("writings", {})
    assert "Zaphod" not in repr((names, await matching.service.store.find("outbox", {})))


async def test_a_search_shows_who_is_free_in_pages_and_to_a_minor_only_checked_people(matching: Process) -> None:
    mentors = [a_mentor(id=f"r{n}", field="law" if n % 2 else "media", checked=n < 4, capacity=n % 3) for n in range(9)]
    town = await a_town(matching, [a_mentee(id="ada", age=16), a_mentee(id="ben")], mentors)

    async def found(subject: str, **query: Any) -> list[pb.MentorCard]:
        cards: list[pb.MentorCard] = []
        token = ""
        while True:
            page = await town.ask("SearchMentors", subject, page_size=2, page_token=token, **query)
            cards += page.mentors
            token = page.next_page_token
            if not token:
                return cards

    everybody = await found("administrator")
    assert [one.mentor_id for one in everybody] == sorted(town.mentor(f"r{n}") for n in range(9) if n % 3)
    assert {one.free_places for one in everybody} == {1, 2}
    assert {one.mentor_id for one in await found(town.mentee("ada"))} == {town.mentor(f"r{n}") for n in (1, 2)}
    assert {one.mentor_id for one in await found(town.mentee("ben"), field="law")} == {town.mentor(f"r{n}") for n in (1, 5, 7)}
    with pytest.raises(grpc.aio.AioRpcError, match="no free place"):
        await town.requests("ben", "r3")


async def test_nothing_of_one_programme_is_seen_or_asked_with_the_rights_of_another(matching: Process) -> None:
    north = await a_town(matching, *people(1, 3), key="north")
    south = await a_town(matching, *people(1, 3), key="south")
    asked = await north.requests("e0", "r0")
    stranger, guest = south.mentee("e0"), "coordinator of the south"
    appoint = people_pb2.AppointRequest(subject=guest, role=access_pb2.ROLE_COORDINATOR, programme_id=south.id)
    await matching.ask("People.Appoint", appoint)
    refused = [
        north.ask("Shortlist", stranger),
        north.ask("SearchMentors", stranger),
        north.ask("ListRequests", guest),
        north.ask("SearchMentors", guest),
        south.ask("RequestMentor", stranger, client_key="k", mentor_id=north.mentor("r0")),
        south.ask("AcceptRequest", south.mentor("r0"), request_id=asked.request_id),
        south.ask("Shortlist", guest, mentee_id=north.mentee("e0")),
        north.ask("AcceptRequest", north.mentor("r1"), request_id=asked.request_id),
        north.ask("Shortlist", north.mentee("e0"), mentee_id=stranger),
    ]

    answers = [one.code().name for one in await asyncio.gather(*refused, return_exceptions=True)]

    assert answers == ["PERMISSION_DENIED"] * 4 + ["FAILED_PRECONDITION"] + ["NOT_FOUND"] * 4
    assert [one.mentor_id for one in (await south.ask("SearchMentors")).mentors] == sorted(
        south.mentor(f"r{n}") for n in range(3)
    )
    assert (await south.ask("ListRequests")).requests == []


async def test_a_chat_is_offered_to_those_who_fit_taken_by_one_and_closes_by_itself(
    matching: Process, clock: ShiftedClock
) -> None:
    mentors = [a_mentor(id=f"r{n}", organisation="mill" if n else "bank", region=f"chapter {n}", capacity=0) for n in range(4)]
    social = programmes_pb2.Terms(model=programmes_pb2.PROGRAMME_MODEL_SOCIAL)
    town = await a_town(matching, [a_mentee(id="ada")], mentors, terms=social)
    ada, helpers = town.mentee("ada"), [town.mentor(f"r{n}") for n in (1, 2, 3)]
    asked = (await town.ask("AskForChat", ada, client_key="k1", goal=SECRET, firm="mill", seconds=45)).chat
    await town.due.step()
    before = [len((await town.ask("ListMyChats", one)).chats) for one in helpers]
    await town.judge(WritingState.SHOWN)
    await town.due.step()

    [offered] = (await town.ask("ListMyChats", helpers[0])).chats
    answers = await asyncio.gather(
        *(town.ask("AcceptChat", one, chat_id=asked.chat_id) for one in helpers), return_exceptions=True
    )
    clock.advance(timedelta(seconds=45))
    await asyncio.gather(town.due.step(), Town(matching, town.id).due.step())
    for person in (ada, next(one.chat.helper_id for one in answers if not isinstance(one, Exception))):
        await town.ask("RateChat", person, chat_id=asked.chat_id, stars=4)

    assert (asked.offered, before, offered.goal.text, offered.firm) == (3, [0, 0, 0], SECRET, "mill")
    assert sum(isinstance(one, Exception) for one in answers) == 2
    [over] = (await town.ask("ListChats")).chats
    assert (over.state, over.askers_rating, over.helpers_rating) == (pb.CHAT_STATE_OVER, 4, 4)
    told = await town.events()
    assert (told["ChatAsked"], told["PairStarted"], told["PairEnded"], told["ChatRated"]) == (1, 1, 1, 2)
    rows = await matching.service.store.find("chats", {}), await matching.service.store.find("outbox", {})
    assert "Zaphod" not in repr(rows)
    assert "mill" not in repr(rows)


async def test_a_call_forms_private_pairs_across_sites(matching: Process) -> None:
    mentees = [a_mentee(id=f"e{n}", region=("coast", "hills")[n % 2]) for n in range(4)]
    mentors = [a_mentor(id=f"r{n}", region=("coast", "hills")[n % 2]) for n in range(4)]
    town = await a_town(matching, mentees, mentors)
    call = (await town.ask("OpenCall", client_key="k1", topic="Who knows about grants?")).call
    await town.judge(WritingState.SHOWN)
    await town.due.step()
    for n in range(4):
        await town.ask("SignUp", town.mentee(f"e{n}"), call_id=call.call_id)
    for n in range(3):
        await town.ask("SignUp", town.mentor(f"r{n}"), call_id=call.call_id)

    [seen] = (await town.ask("ListCalls", town.mentee("e0"))).calls
    formed = seen
    for _ in range(6):  # each waits for at most 8 s
        if formed.state != pb.CALL_STATE_DONE:
            formed = (await town.ask("FormPairs", call_id=call.call_id)).call
    again = (await town.ask("FormPairs", call_id=call.call_id)).call

    assert (seen.mentees, seen.mentors, seen.signed_up, seen.topic.text) == (4, 3, True, "Who knows about grants?")
    pairs = await matching.pairs(town.id)
    region = {town.mentee(one.id): one.region for one in mentees} | {town.mentor(one.id): one.region for one in mentors}
    assert (formed.pairs, again.pairs, len(pairs)) == (3, 3, 3)
    assert all(region[pair.mentee_id] != region[pair.mentor_id] for pair in pairs)
    outbox = await matching.service.store.find("outbox", {})
    started = [event for event in events_in(outbox) if event["type"] == "PairStarted"]
    assert all(b'"private":true' in event["value"] for event in started)
