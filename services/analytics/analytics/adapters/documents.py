"""How analytics' facts and counts look in MongoDB. Moments are microseconds since 1970, so that sums stay exact."""

from typing import Any

from analytics.domain.conversation import TALLIED, Conversation, Tally
from analytics.domain.cost import Ledger, Process
from analytics.domain.message import Message, Release
from analytics.domain.timeline import Branch, Leaf, Root, Stretches
from analytics.domain.turns import Post, Side, Stretch
from causeway_kit.store import Document


def from_message(message: Message) -> Document:
    release = message.release
    return {
        "_id": message.id,
        "conversation_id": message.conversation_id,
        "programme_id": message.programme_id,
        "held": message.held,
        "blocked": message.blocked,
        "release": None if release is None else _from_release(release),
    }


def _from_release(release: Release) -> Document:
    return {
        "seq": release.seq,
        "side": None if release.side is None else int(release.side),
        "posted_at": release.posted_at,
        "words": release.words,
        "characters": release.characters,
        "content_version": release.content_version,
    }


def to_message(document: Document) -> Message:
    release = document["release"]
    return Message(
        id=document["_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        held=document["held"],
        blocked=document["blocked"],
        release=None if release is None else _to_release(release),
    )


def _to_release(document: Document) -> Release:
    side = document["side"]
    return Release(
        seq=document["seq"],
        side=None if side is None else Side(side),
        posted_at=document["posted_at"],
        words=document["words"],
        characters=document["characters"],
        content_version=document["content_version"],
    )


def from_conversation(conversation: Conversation) -> Document:
    root = conversation.root
    return {
        "_id": conversation.id,
        "programme_id": conversation.programme_id,
        "started": conversation.started,
        "start_version": conversation.start_version,
        "end_version": conversation.end_version,
        **{name: getattr(conversation.tally, name) for name in TALLIED},
        "first_posted_at": conversation.first_posted_at,
        "last_posted_at": conversation.last_posted_at,
        "last_seq": root.last_seq,
        "whole": None if root.whole is None else _from_stretch(root.whole),
        "branches": _from_stretches(root.branches),
    }


def to_conversation(document: Document) -> Conversation:
    whole = document["whole"]
    return Conversation(
        id=document["_id"],
        programme_id=document["programme_id"],
        start_version=document["start_version"],
        end_version=document["end_version"],
        tally=to_tally(document),
        first_posted_at=document["first_posted_at"],
        last_posted_at=document["last_posted_at"],
        root=Root(document["last_seq"], None if whole is None else _to_stretch(whole), _to_stretches(document["branches"])),
    )


def to_tally(document: Document) -> Tally:
    return Tally(**{name: document.get(name, 0) for name in TALLIED})


def from_branch(id: str, branch: Branch) -> Document:
    return {"_id": id, "leaves": _from_stretches(branch.leaves)}


def to_branch(document: Document) -> Branch:
    return Branch(_to_stretches(document["leaves"]))


def from_leaf(id: str, conversation_id: str, leaf: Leaf) -> Document:
    return {
        "_id": id,
        "conversation_id": conversation_id,
        "seqs": list(leaf.seqs),
        "sides": [int(side) for side in leaf.sides],
        "posted_at": list(leaf.times),
    }


def to_leaf(document: Document) -> Leaf:
    return Leaf(tuple(document["seqs"]), tuple(document["sides"]), tuple(document["posted_at"]))


def _from_stretches(stretches: Stretches) -> dict[str, list[int | None]]:
    return {str(number): _from_stretch(stretch) for number, stretch in stretches.items()}


def _to_stretches(document: dict[str, Any]) -> dict[int, Stretch]:
    return {int(number): _to_stretch(row) for number, row in document.items()}


def _from_stretch(stretch: Stretch) -> list[int | None]:
    return [int(stretch.first.side), stretch.first.at, stretch.turn_at, int(stretch.last.side), stretch.last.at]


def _to_stretch(row: list[Any]) -> Stretch:
    first_side, first_at, turn_at, last_side, last_at = row
    return Stretch(Post(Side(first_side), first_at), turn_at, Post(Side(last_side), last_at))


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
