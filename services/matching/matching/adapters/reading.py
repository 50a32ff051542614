"""What calls read of programmes, people and pairs."""

from collections.abc import Collection, Iterable, Sequence

from causeway_kit.sealed import KeyNotLoaded, Keyring
from causeway_kit.store import Document, Store
from matching.adapters import documents
from matching.adapters.mongo import NO_PAIR, NO_PROGRAMME
from matching.adapters.opening import Opening
from matching.app.ports import PAIRS, PEOPLE, PROGRAMMES, Listed, ProgrammeNotFound, Reached, ShownPair
from matching.app.profile_json import profile_of
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import Change, Profile, compare, person_id_of
from matching.domain.pair import Pair, PairNotFound
from matching.domain.people import Side
from matching.domain.programme import Programme

COMPARED_AT_ONCE = 1_000
MOST_OWN_PAIRS = 1_000


class MongoReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring
        self._opening = Opening(keyring)

    async def programme(self, programme_id: str) -> Programme:
        document = await self._store.find_one(PROGRAMMES, {"_id": programme_id})
        if document is None:
            raise ProgrammeNotFound(NO_PROGRAMME)
        return documents.to_programme(document)

    async def people(self, programme_id: str, side: Side | None, size: int, after: str) -> Sequence[Listed]:
        query = {"programme_id": programme_id, "_id": {"$gt": after}} | ({"side": side.value} if side else {})
        rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=size)
        profiles = await self._profiles(rows)
        return [Listed(documents.to_enrolment(row), _roster_id(profiles.get(row["_id"]))) for row in rows]

    async def contacts(self, person_ids: Iterable[str]) -> Sequence[Reached]:
        rows = await self._store.find(PEOPLE, {"_id": {"$in": list(person_ids)}})
        profiles = await self._profiles(rows)
        programme_ids = {row["programme_id"] for row in rows}
        programmes = await self._store.find(PROGRAMMES, {"_id": {"$in": list(programme_ids)}}, projection={"name": 1})
        names = {programme["_id"]: programme["name"] for programme in programmes}
        return [
            Reached(row["_id"], one.name, one.email, one.time_zone, names.get(row["programme_id"], ""))
            for row in rows
            if (one := profiles.get(row["_id"])) is not None
        ]

    async def _profiles(self, rows: Sequence[Document]) -> dict[str, Profile]:
        await self._opening.keys_of(row["profile"] for row in rows)
        opened = ((row["_id"], self._opening.open(row["profile"], documents.profile_place(row["_id"]))) for row in rows)
        return {person_id: profile_of(line) for person_id, line in opened if line is not None}

    async def compare(self, programme_id: str, side: Side, people: Sequence[RosterPerson]) -> Sequence[Change]:
        changes: list[Change] = []
        for start in range(0, len(people), COMPARED_AT_ONCE):
            some = {person_id_of(programme_id, side, one.roster_id): one for one in people[start : start + COMPARED_AT_ONCE]}
            changes += await self._compare(side, some)
        return changes

    async def _compare(self, side: Side, people: dict[str, RosterPerson]) -> list[Change]:
        rows = await self._store.find(PEOPLE, {"_id": {"$in": list(people)}})
        await self._opening.keys_of(row["profile"] for row in rows)
        changes = [self._change(row, side, people[row["_id"]].profile) for row in rows]
        return [*changes, *[Change.ENROLLED] * (len(people) - len(rows))]

    def _change(self, row: Document, side: Side, profile: str) -> Change:
        try:
            fingerprint = self._keyring.content_hash(row["_id"], profile)
        except KeyNotLoaded:
            fingerprint = ""  # their key is gone: they would be enrolled anew
        return compare(documents.to_enrolment(row), side, fingerprint)

    async def pairs(self, programme_id: str, size: int, after: str) -> Sequence[ShownPair]:
        query = {"programme_id": programme_id, "_id": {"$gt": after}}
        return await self._shown(await self._store.find(PAIRS, query, sort=[("_id", 1)], limit=size))

    async def pairs_of(self, person_ids: Collection[str]) -> Sequence[ShownPair]:
        among = {"$in": sorted(person_ids)}
        query = {"$or": [{"mentee_id": among}, {"mentor_id": among}]}
        return await self._shown(await self._store.find(PAIRS, query, sort=[("_id", 1)], limit=MOST_OWN_PAIRS))

    async def _shown(self, rows: Sequence[Document]) -> Sequence[ShownPair]:
        await self._opening.keys_of(row["reasons"] for row in rows)
        return [self._shown_pair(documents.to_pair(row)) for row in rows]

    def _shown_pair(self, pair: Pair) -> ShownPair:
        line = self._opening.open(pair.reasons, documents.pair_place(pair.id))
        return ShownPair(pair, documents.to_reasons(line)[1] if line is not None else ())

    async def pair(self, programme_id: str, pair_id: str) -> ShownPair:
        row = await self._store.find_one(PAIRS, {"_id": pair_id, "programme_id": programme_id})
        if row is None:
            raise PairNotFound(NO_PAIR)
        return (await self._shown([row]))[0]


def _roster_id(profile: Profile | None) -> str:
    return profile.person.id if profile is not None else ""
