"""How the things of notifications look in MongoDB. Times are stored in milliseconds."""

from causeway_kit.store import Document
from notifications.domain.notice import NEW_MESSAGE
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.preferences import Person, Preferences
from notifications.domain.unread import Run


def to_person(document: Document) -> Person:
    return Person(document["_id"], document["time_zone"], document["version"])


def from_person(person: Person) -> Document:
    return {"_id": person.id, "time_zone": person.time_zone, "version": person.version}


def to_preferences(document: Document) -> Preferences:
    return Preferences(document["email"], document["time_zone"], document["quiet_from"], document["quiet_until"])


def from_preferences(person_id: str, preferences: Preferences) -> Document:
    return {
        "_id": person_id,
        "email": preferences.email,
        "time_zone": preferences.time_zone,
        "quiet_from": preferences.quiet_from,
        "quiet_until": preferences.quiet_until,
    }


def to_pigeonhole(document: Document) -> Pigeonhole:
    ends = document["unread"]
    return Pigeonhole(
        conversation_id=document["conversation_id"],
        person_id=document["person_id"],
        programme_id=document["programme_id"],
        released=document["released"],
        read_up_to=document["read_up_to"],
        unread=tuple(map(Run, ends[::2], ends[1::2])),
        count=document["count"],
        seen=document["seen"],
        made_at=document["made_at"],
        due=document.get("due"),
        kind=document.get("kind", NEW_MESSAGE),  # pigeonholes of earlier builds lack it
    )


def from_pigeonhole(hole: Pigeonhole) -> Document:
    """Runs lie flat: first, last, first, last. Without a timer there is no `due`, so that its index holds none."""
    document = {
        "_id": hole.id,
        "conversation_id": hole.conversation_id,
        "person_id": hole.person_id,
        "programme_id": hole.programme_id,
        "released": hole.released,
        "read_up_to": hole.read_up_to,
        "unread": [end for run in hole.unread for end in (run.first, run.last)],
        "count": hole.count,
        "seen": hole.seen,
        "made_at": hole.made_at,
        "kind": hole.kind,
    }
    return document if hole.due is None else {**document, "due": hole.due}


def to_delivery(document: Document) -> Delivery:
    return Delivery(
        id=document["_id"],
        kind=document["kind"],
        person_id=document["person_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        feed_seq=document["feed_seq"],
        not_before=document["not_before"],
        state=State(document["state"]),
        began_at=document["began_at"],
        settled_at=document["settled_at"],
        about=document.get("about", ""),  # deliveries of earlier builds lack the rest
        number=document.get("number", 0),
    )


def from_delivery(delivery: Delivery) -> Document:
    return {
        "_id": delivery.id,
        "kind": delivery.kind,
        "person_id": delivery.person_id,
        "conversation_id": delivery.conversation_id,
        "programme_id": delivery.programme_id,
        "feed_seq": delivery.feed_seq,
        "not_before": delivery.not_before,
        "state": delivery.state.value,
        "began_at": delivery.began_at,
        "settled_at": delivery.settled_at,
        "about": delivery.about,
        "number": delivery.number,
    }


def to_mailed(document: Document) -> Mailed:
    return Mailed(document["_id"], document["day"], document["at"], document["nudge_id"])


def from_mailed(mailed: Mailed) -> Document:
    return {"_id": mailed.person_id, "day": mailed.day, "at": mailed.at, "nudge_id": mailed.nudge_id}
