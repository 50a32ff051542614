"""How analytics' facts and counts look in MongoDB. Moments are microseconds since 1970, so that sums stay exact."""

import struct

from analytics.domain.conversation import TALLIED, Conversation, Tally
from analytics.domain.cost import Ledger, Process
from analytics.domain.message import Release
from analytics.domain.places import Places
from analytics.domain.timeline import Timeline
from analytics.domain.turns import Post, Side
from causeway_kit.store import Document

BYTES_OF_A_POST = struct.calcsize("<IBq")  # place, side, moment

WHILE_WAITING = ("waits", "late")  # fields of a conversation that go when its late messages have come


def from_release(release: Release) -> Document:
    return {
        "_id": release.message_id,
        "conversation_id": release.conversation_id,
        "programme_id": release.programme_id,
        "seq": release.seq,
        "side": None if release.side is None else int(release.side),
        "posted_at": release.posted_at,
        "words": release.words,
        "characters": release.characters,
        "content_version": release.content_version,
    }


def to_release(document: Document) -> Release:
    side = document["side"]
    return Release(
        message_id=document["_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        seq=document["seq"],
        side=None if side is None else Side(side),
        posted_at=document["posted_at"],
        words=document["words"],
        characters=document["characters"],
        content_version=document["content_version"],
    )


def from_conversation(conversation: Conversation) -> Document:
    """Replaced for every message, so it is short. Only one that waits for its late messages is in that index."""
    timeline = conversation.timeline
    document: Document = {
        "_id": conversation.id,
        "programme_id": conversation.programme_id,
        "started": conversation.started,
        "start_version": conversation.start_version,
        "end_version": conversation.end_version,
        **{name: getattr(conversation.tally, name) for name in TALLIED},
        "first_posted_at": conversation.first_posted_at,
        "last_posted_at": conversation.last_posted_at,
        "floor": timeline.floor,
        "turn": None if timeline.turn is None else [int(timeline.turn.side), timeline.turn.at],
        "tail": _packed(timeline.tail),
    }
    if timeline.late.seqs:
        document |= {"waits": True, "late": _packed(timeline.late)}
    return document


def to_conversation(document: Document) -> Conversation:
    turn = document["turn"]
    return Conversation(
        id=document["_id"],
        programme_id=document["programme_id"],
        start_version=document["start_version"],
        end_version=document["end_version"],
        tally=to_tally(document),
        first_posted_at=document["first_posted_at"],
        last_posted_at=document["last_posted_at"],
        timeline=Timeline(
            floor=document["floor"],
            turn=None if turn is None else Post(Side(turn[0]), turn[1]),
            tail=_unpacked(document["tail"]),
            late=_unpacked(document["late"]) if "late" in document else Places(),
        ),
    )


def to_tally(document: Document) -> Tally:
    return Tally(**{name: document.get(name, 0) for name in TALLIED})


def from_leaf(id: str, leaf: Places) -> Document:
    return {"_id": id, "posts": _packed(leaf)}


def to_leaf(document: Document) -> Places:
    return _unpacked(document["posts"])


def _packed(places: Places) -> bytes:
    """Three columns after each other: half as large as lists, and one value to MongoDB."""
    count = len(places.seqs)
    return struct.pack(f"<{count}I{count}B{count}q", *places.seqs, *places.sides, *places.times)


def _unpacked(columns: bytes) -> Places:
    count = len(columns) // BYTES_OF_A_POST
    values = struct.unpack(f"<{count}I{count}B{count}q", columns)
    return Places(values[:count], values[count : 2 * count], values[2 * count :])


def from_ledger(id: str, ledger: Ledger) -> Document:
    processes = [
        {
            "address": address,
            "service": process.service,
            "started_at": process.started_at,
            "cpu_seconds": process.cpu_seconds,
            "spent": process.spent,
        }
        for address, process in ledger.processes.items()
    ]
    return {"_id": id, "since": ledger.since, "messages_before": ledger.messages_before, "processes": processes}


def to_ledger(document: Document) -> Ledger:
    processes = {
        row["address"]: Process(row["service"], row["started_at"], row["cpu_seconds"], row["spent"])
        for row in document["processes"]
    }
    return Ledger(document["since"], document["messages_before"], processes)
