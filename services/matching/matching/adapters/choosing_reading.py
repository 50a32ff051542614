"""What is read to choose a mentor: people as they are now, requests, and desks that are due."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from causeway_kit.clock import Clock
from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import choosing_documents as documents
from matching.adapters.documents import profile_place, to_enrolment, to_reasons, to_ties
from matching.adapters.mongo_choosing import OPEN_REQUESTS
from matching.adapters.opening import Opening
from matching.app.choosing_ports import (
    CHOOSING_RULES,
    MENTEE_DESKS,
    MENTOR_DESKS,
    REQUESTS,
    Candidate,
    Chooser,
    ListedRequest,
    RequestFilter,
)
from matching.app.ports import PEOPLE, TIES
from matching.app.profile_json import profile_of
from matching.app.settle_request import NO_REQUEST
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MenteeDesk, MentorDesk
from matching.domain.enrolment import Profile
from matching.domain.mentor_request import MentorRequest, RequestNotFound
from matching.domain.pair import Ties
from matching.domain.people import Mentee, Mentor
from matching.domain.readiness import is_ready


class MongoChoosingReading:
    def __init__(self, store: Store, keyring: Keyring, clock: Clock) -> None:
        self._store = store
        self._opening = Opening(keyring)
        self._clock = clock

    async def rules(self, programme_id: str) -> ChoosingRules:
        return documents.to_rules(await self._store.find_one(CHOOSING_RULES, {"_id": programme_id}))

    async def chooser(self, programme_id: str, person_id: str) -> Chooser | None:
        row, tied, desk = await asyncio.gather(
            self._store.find_one(PEOPLE, {"_id": person_id, "programme_id": programme_id}),
            self._ties([person_id]),
            self._store.find_one(MENTEE_DESKS, {"_id": person_id}),
        )
        profile = (await self._profiles([row] if row else [])).get(person_id)
        if row is None or profile is None or not isinstance(profile.person, Mentee):
            return None
        ties = tied.get(person_id, Ties(person_id))
        return Chooser(
            person_id,
            profile.person,
            is_ready(to_enrolment(row), self._clock.now()),
            ties,
            documents.to_mentee_desk(desk) if desk else MenteeDesk(person_id, programme_id),
        )

    async def candidates(self, programme_id: str, person_ids: Collection[str]) -> Sequence[Candidate]:
        wanted = list(person_ids)
        found, ties, sitting = await asyncio.gather(
            self._store.find(PEOPLE, {"_id": {"$in": wanted}, "programme_id": programme_id}),
            self._ties(wanted),
            self._store.find(MENTOR_DESKS, {"_id": {"$in": wanted}}),
        )
        rows, desks = {row["_id"]: row for row in found}, {row["_id"]: row for row in sitting}
        profiles = await self._profiles(found)
        now = self._clock.now()

        def tied(person_id: str) -> Ties:
            return ties.get(person_id, Ties(person_id))

        return [
            Candidate(
                person_id,
                profile.person,
                profile.name,
                is_ready(to_enrolment(rows[person_id]), now) and not tied(person_id).rests_at(now),
                tied(person_id),
                documents.to_mentor_desk(desks[person_id]) if person_id in desks else MentorDesk(person_id, programme_id),
            )
            for person_id in wanted
            if (profile := profiles.get(person_id)) is not None and isinstance(profile.person, Mentor)
        ]

    async def _profiles(self, rows: Sequence[Document]) -> dict[str, Profile]:
        await self._opening.keys_of(row["profile"] for row in rows)
        opened = ((row["_id"], self._opening.open(row["profile"], profile_place(row["_id"]))) for row in rows)
        return {person_id: profile_of(line) for person_id, line in opened if line is not None}

    async def _ties(self, person_ids: Sequence[str]) -> dict[str, Ties]:
        rows = await self._store.find(TIES, {"_id": {"$in": list(person_ids)}})
        return {row["_id"]: to_ties(row) for row in rows}

    async def request(self, programme_id: str, request_id: str) -> MentorRequest:
        row = await self._store.find_one(REQUESTS, {"_id": request_id, "programme_id": programme_id})
        if row is None:
            raise RequestNotFound(NO_REQUEST)
        return documents.to_request(row)

    async def requests(self, wanted: RequestFilter, size: int, after: str) -> Sequence[ListedRequest]:
        query: dict[str, Any] = {"programme_id": wanted.programme_id}
        query |= {"mentee_id": wanted.mentee_id} if wanted.mentee_id else {}
        query |= {"mentor_id": wanted.mentor_id} if wanted.mentor_id else {}
        if wanted.people is not None:
            query["$or"] = [{"mentee_id": {"$in": list(wanted.people)}}, {"mentor_id": {"$in": list(wanted.people)}}]
        query |= {"state": wanted.state.value} if wanted.state else {}
        rows = await newest_first(self._store, REQUESTS, query, "asked_at", size, after)
        await self._opening.keys_of(row["why"] for row in rows)
        return [self._listed(documents.to_request(row)) for row in rows]

    def _listed(self, request: MentorRequest) -> ListedRequest:
        line = self._opening.open(request.why, documents.why_place(request.id))
        return ListedRequest(request, to_reasons(line)[1] if line is not None else ())

    async def due_requests(self, now: datetime, limit: int) -> Sequence[MentorRequest]:
        query = {**OPEN_REQUESTS, "answer_by": {"$lte": now}}
        rows = await self._store.find(REQUESTS, query, sort=[("answer_by", 1)], limit=limit)
        return [documents.to_request(row) for row in rows]

    async def due_mentees(self, now: datetime, limit: int) -> Sequence[MenteeDesk]:
        return [documents.to_mentee_desk(row) for row in await self._due(MENTEE_DESKS, now, limit)]

    async def due_mentors(self, now: datetime, limit: int) -> Sequence[MentorDesk]:
        return [documents.to_mentor_desk(row) for row in await self._due(MENTOR_DESKS, now, limit)]

    async def _due(self, desks: str, now: datetime, limit: int) -> Sequence[Document]:
        return await self._store.find(desks, {"look_at": {"$lte": now, "$type": "date"}}, sort=[("look_at", 1)], limit=limit)


async def newest_first(
    store: Store, collection: str, query: Mapping[str, Any], moment: str, size: int, after: str
) -> Sequence[Document]:
    """A page that begins after the row with this id; an id that is not there begins at the newest."""
    last = await store.find_one(collection, {"_id": after}, projection={moment: 1}) if after else None
    rest = [{moment: {"$lt": last[moment]}}, {moment: last[moment], "_id": {"$gt": after}}] if last else []
    narrowed = {"$and": [query, {"$or": rest}]} if rest else query
    return await store.find(collection, narrowed, sort=[(moment, -1), ("_id", 1)], limit=size)
