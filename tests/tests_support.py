"""Programmes, pairs and conversations for tests that look at a running system from outside."""

import uuid

from causeway_cli.calls import Calls
from causeway_cli.setting_up import Pair, conversations_listed, enrol, match_and_start, open_programme, pairs_of

COLUMNS = (
    "id,age,organisation,region,utc_offset,languages,slots,field,field2,interests,skills,stage,identity,gender,low_ses,goals"
)
MENTEE_COLUMNS = f"{COLUMNS},want_same_identity,gender_must,near_peer,want_cross_class"
MENTOR_COLUMNS = f"{COLUMNS},checked,capacity,no_minors"


def mentee_row(number: int, age: int = 16) -> str:
    return f"e{number},{age},school {number},North,0,en,1|2,law,,chess|films,writing,1,,f,0,I want to study law,0,,0,0"


def mentor_row(number: int) -> str:
    return f"r{number},34,firm {number},North,0,en,1|2,law,,chess|films,writing|speaking,4,,f,0,I can help with law,1,1,0"


def rosters(pairs: int, mentee_age: int = 16) -> tuple[bytes, bytes]:
    """As many mentees as mentors, each with one place: everybody gets somebody."""
    mentees = [MENTEE_COLUMNS, *(mentee_row(number, mentee_age) for number in range(pairs))]
    mentors = [MENTOR_COLUMNS, *(mentor_row(number) for number in range(pairs))]
    return "\n".join(mentees).encode(), "\n".join(mentors).encode()


async def a_programme_of_pairs(calls: Calls, pairs: int, mentee_age: int = 16) -> list[Pair]:
    """A new programme with this many started pairs; everybody sees their conversation."""
    programme_id = await open_programme(calls, uuid.uuid4().hex, "A programme of a test")
    mentees, mentors = rosters(pairs, mentee_age)
    await enrol(calls, programme_id, "mentee", mentees)
    await enrol(calls, programme_id, "mentor", mentors)
    await match_and_start(calls, programme_id, uuid.uuid4().hex)
    started = await pairs_of(calls, programme_id)
    await conversations_listed(calls, started)
    return started


async def a_pair_that_can_write(calls: Calls) -> Pair:
    return (await a_programme_of_pairs(calls, 1))[0]
