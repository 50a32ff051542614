"""How requests, desks, rules, chats and calls look in MongoDB, and where their sealed parts belong."""

import json
from dataclasses import asdict, fields

from causeway_kit.store import Document
from matching.domain.call import Call, SignUp
from matching.domain.call import State as CallState
from matching.domain.chat import Chat, Wish
from matching.domain.chat import State as ChatState
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MenteeDesk, MentorDesk, Open, ShownTo
from matching.domain.mentor_request import Declined, MentorRequest, State
from matching.domain.people import Side


def why_place(request_id: str) -> str:
    return f"mentor_requests/{request_id}/why"


def wish_place(chat_id: str) -> str:
    return f"chats/{chat_id}/wish"


def wish_json(wish: Wish) -> str:
    return json.dumps(asdict(wish))


def to_wish(line: str) -> Wish:
    return Wish(**json.loads(line))


def to_rules(document: Document | None) -> ChoosingRules:
    """Rules that this build knows; what was stored before a rule existed has its default."""
    known = {field.name for field in fields(ChoosingRules)}
    return ChoosingRules(**{name: value for name, value in (document or {}).items() if name in known})


def from_rules(programme_id: str, rules: ChoosingRules) -> Document:
    return {"_id": programme_id, **asdict(rules)}


def to_request(document: Document) -> MentorRequest:
    return MentorRequest(
        id=document["_id"],
        programme_id=document["programme_id"],
        mentee_id=document["mentee_id"],
        mentor_id=document["mentor_id"],
        asked_at=document["asked_at"],
        answer_by=document["answer_by"],
        score=document["score"],
        why=document["why"],
        note_id=document["note_id"],
        state=State(document["state"]),
        declined=Declined(document["declined"]) if document["declined"] else None,
        settled_at=document["settled_at"],
        pair_id=document["pair_id"],
        version=document["version"],
    )


def from_request(request: MentorRequest) -> Document:
    return {
        "_id": request.id,
        "programme_id": request.programme_id,
        "mentee_id": request.mentee_id,
        "mentor_id": request.mentor_id,
        "asked_at": request.asked_at,
        "answer_by": request.answer_by,
        "score": request.score,
        "why": request.why,
        "note_id": request.note_id,
        "state": request.state.value,
        "declined": request.declined.value if request.declined else "",
        "settled_at": request.settled_at,
        "pair_id": request.pair_id,
        "version": request.version,
    }


def _open(rows: list[Document]) -> tuple[Open, ...]:
    return tuple(Open(row["request_id"], row["other_id"], row["chosen"]) for row in rows)


def _open_rows(requests: tuple[Open, ...]) -> list[Document]:
    return [asdict(one) for one in requests]


def to_mentee_desk(document: Document) -> MenteeDesk:
    return MenteeDesk(
        person_id=document["_id"],
        programme_id=document["programme_id"],
        open=_open(document["open"]),
        choices=tuple(document["choices"]),
        chain=document["chain"],
        note_id=document["note_id"],
        passed=tuple(document["passed"]),
        shown=tuple(document["shown"]),
        shown_until=document["shown_until"],
        offered=document["offered"],
        chats=tuple(document["chats"]),
        look_at=document["look_at"],
        version=document["version"],
    )


def from_mentee_desk(desk: MenteeDesk) -> Document:
    return {
        "_id": desk.person_id,
        "programme_id": desk.programme_id,
        "open": _open_rows(desk.open),
        "choices": list(desk.choices),
        "chain": desk.chain,
        "note_id": desk.note_id,
        "passed": list(desk.passed),
        "shown": list(desk.shown),
        "shown_until": desk.shown_until,
        "offered": desk.offered,
        "chats": list(desk.chats),
        "look_at": desk.look_at,
        "version": desk.version,
    }


def to_mentor_desk(document: Document) -> MentorDesk:
    return MentorDesk(
        person_id=document["_id"],
        programme_id=document["programme_id"],
        open=_open(document["open"]),
        shown=tuple(ShownTo(row["mentee_id"], row["until"]) for row in document["shown"]),
        chats=tuple(document["chats"]),
        look_at=document["look_at"],
    )


def from_mentor_desk(desk: MentorDesk) -> Document:
    return {
        "_id": desk.person_id,
        "programme_id": desk.programme_id,
        "open": _open_rows(desk.open),
        "shown": [{"mentee_id": one.mentee_id, "until": one.until} for one in desk.shown],
        "chats": list(desk.chats),
        "look_at": desk.look_at,
    }


def to_chat(document: Document) -> Chat:
    return Chat(
        id=document["_id"],
        programme_id=document["programme_id"],
        asker_id=document["asker_id"],
        goal_id=document["goal_id"],
        wish=document["wish"],
        seconds=document["seconds"],
        offered=tuple(document["offered"]),
        asked_at=document["asked_at"],
        due_at=document["due_at"],
        minor=document["minor"],
        state=ChatState(document["state"]),
        helper_id=document["helper_id"],
        askers_rating=document["askers_rating"],
        helpers_rating=document["helpers_rating"],
        version=document["version"],
    )


def from_chat(chat: Chat) -> Document:
    return {
        "_id": chat.id,
        "programme_id": chat.programme_id,
        "asker_id": chat.asker_id,
        "goal_id": chat.goal_id,
        "wish": chat.wish,
        "seconds": chat.seconds,
        "offered": list(chat.offered),
        "asked_at": chat.asked_at,
        "due_at": chat.due_at,
        "minor": chat.minor,
        "state": chat.state.value,
        "helper_id": chat.helper_id,
        "askers_rating": chat.askers_rating,
        "helpers_rating": chat.helpers_rating,
        "version": chat.version,
    }


def to_call(document: Document) -> Call:
    return Call(
        id=document["_id"],
        programme_id=document["programme_id"],
        topic_id=document["topic_id"],
        sites=tuple(document["sites"]),
        opened_at=document["opened_at"],
        sign_up_by=document["sign_up_by"],
        state=CallState(document["state"]),
        mentees=document["mentees"],
        mentors=document["mentors"],
        pairs=document["pairs"],
        leased_until=document["leased_until"],
        version=document["version"],
    )


def from_call(call: Call) -> Document:
    return {
        "_id": call.id,
        "programme_id": call.programme_id,
        "topic_id": call.topic_id,
        "sites": list(call.sites),
        "opened_at": call.opened_at,
        "sign_up_by": call.sign_up_by,
        "state": call.state.value,
        "mentees": call.mentees,
        "mentors": call.mentors,
        "pairs": call.pairs,
        "leased_until": call.leased_until,
        "version": call.version,
    }


def to_sign_up(document: Document) -> SignUp:
    return SignUp(
        document["call_id"], document["programme_id"], document["person_id"], Side(document["side"]), document["active"]
    )


def from_sign_up(sign_up: SignUp) -> Document:
    return {
        "_id": sign_up.id,
        "call_id": sign_up.call_id,
        "programme_id": sign_up.programme_id,
        "person_id": sign_up.person_id,
        "side": sign_up.side.value,
        "active": sign_up.active,
    }
