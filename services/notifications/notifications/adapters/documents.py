"""How the things of notifications look in MongoDB. Times are stored in milliseconds."""

from causeway_kit.store import Document
from notifications.app.ports import reader_id
from notifications.domain.notice import Notice
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.preferences import Person, Preferences
from notifications.domain.timer import Timer
from notifications.domain.unread import Unread, Waiting


def to_person(document: Document) -> Person:
    return Person(document["_id"], document["time_zone"], document["minor"], document["version"])


def from_person(person: Person) -> Document:
    return {"_id": person.id, "time_zone": person.time_zone, "minor": person.minor, "version": person.version}


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


def to_unread(document: Document) -> Unread:
    return Unread(
        conversation_id=document["conversation_id"],
        person_id=document["person_id"],
        programme_id=document["programme_id"],
        released=document["released"],
        read_up_to=document["read_up_to"],
        waiting=tuple(Waiting(one["feed_seq"], one["since"]) for one in document["waiting"]),
    )


def from_unread(unread: Unread) -> Document:
    return {
        "_id": reader_id(unread.conversation_id, unread.person_id),
        "conversation_id": unread.conversation_id,
        "person_id": unread.person_id,
        "programme_id": unread.programme_id,
        "released": unread.released,
        "read_up_to": unread.read_up_to,
        "waiting": [{"feed_seq": one.feed_seq, "since": one.since} for one in unread.waiting],
    }


def to_notice(document: Document) -> Notice:
    return Notice(
        id=document["_id"],
        kind=document["kind"],
        person_id=document["person_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        made_at=document["made_at"],
        count=document["count"],
        seen=document["seen"],
    )


def from_notice(notice: Notice) -> Document:
    return {
        "_id": notice.id,
        "kind": notice.kind,
        "person_id": notice.person_id,
        "conversation_id": notice.conversation_id,
        "programme_id": notice.programme_id,
        "made_at": notice.made_at,
        "count": notice.count,
        "seen": notice.seen,
    }


def to_timer(document: Document) -> Timer:
    return Timer(
        kind=document["kind"],
        person_id=document["person_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        due=document["due"],
        feed_seq=document["feed_seq"],
        active=document["active"],
    )


def from_timer(timer: Timer) -> Document:
    return {
        "_id": timer.id,
        "kind": timer.kind,
        "person_id": timer.person_id,
        "conversation_id": timer.conversation_id,
        "programme_id": timer.programme_id,
        "due": timer.due,
        "feed_seq": timer.feed_seq,
        "active": timer.active,
    }


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
    }


def to_mailed(document: Document) -> Mailed:
    return Mailed(document["_id"], document["day"], document["at"], document["nudge_id"])


def from_mailed(mailed: Mailed) -> Document:
    return {"_id": mailed.person_id, "day": mailed.day, "at": mailed.at, "nudge_id": mailed.nudge_id}
