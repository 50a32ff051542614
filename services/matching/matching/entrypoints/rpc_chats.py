"""The part of the Matching service by which somebody asks for one chat, and somebody who fits holds it with them."""

from collections.abc import Sequence

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import hold_chat
from matching.app.choosing_ports import ChatReading, ChoosingRegister
from matching.app.find_mentors import FindMentors
from matching.app.hold_chat import AskingForChat
from matching.app.screening import Shown, WritingReading
from matching.domain.chat import (
    DEFAULT_SECONDS,
    LONGEST_GOAL,
    LONGEST_SECONDS,
    LONGEST_WISH,
    MOST_STARS,
    NO_CHAT,
    Chat,
    ChatNotFound,
    State,
    Wish,
    chat_id_of,
)
from matching.domain.writing import check_writing
from matching.entrypoints.choosing_parts import is_staff, member_id, member_ids, writing
from matching.entrypoints.rpc_parts import LONGEST_KEY, page_after, page_size, require

STATES = {
    State.CHECKING: pb.CHAT_STATE_ASKED,  # its goal says that it is pending
    State.ASKED: pb.CHAT_STATE_ASKED,
    State.UNDER_WAY: pb.CHAT_STATE_UNDER_WAY,
    State.OVER: pb.CHAT_STATE_OVER,
    State.WITHDRAWN: pb.CHAT_STATE_WITHDRAWN,
    State.EXPIRED: pb.CHAT_STATE_EXPIRED,
    State.REFUSED: pb.CHAT_STATE_REFUSED,
}
STATE_OF = {message: state for state, message in STATES.items()}  # of two states with one name the later
BEGUN = (State.UNDER_WAY, State.OVER)


class ChatsRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ChoosingRegister],
        reading: ChatReading,
        texts: WritingReading,
        find: FindMentors,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._texts = texts
        self._find = find

    async def AskForChat(self, request: pb.AskForChatRequest, caller: Caller) -> pb.AskForChatResponse:
        require(request.client_key, "client_key", LONGEST_KEY)
        check_writing(request.goal, "goal", LONGEST_GOAL)
        if not 0 <= request.seconds <= LONGEST_SECONDS:
            raise invalid(f"seconds must be 0 to {LONGEST_SECONDS:,}. Nothing was saved.")
        wish = Wish(request.firm, request.field, request.region)
        if any(len(text) > LONGEST_WISH for text in (wish.firm, wish.field, wish.region)):
            raise invalid(f"firm, field and region have at most {LONGEST_WISH} characters each. Nothing was saved.")
        asker_id = member_id(caller, request.programme_id, "mentee")
        chat = await self._known(request.programme_id, chat_id_of(asker_id, request.client_key))
        if chat is None:
            chat = await self._ask(request, asker_id, wish)
        return pb.AskForChatResponse(chat=await self._message(chat, asker_id))

    async def _known(self, programme_id: str, chat_id: str) -> Chat | None:
        try:
            return await self._reading.chat(programme_id, chat_id)
        except ChatNotFound:
            return None

    async def _ask(self, request: pb.AskForChatRequest, asker_id: str, wish: Wish) -> Chat:
        programme_id = request.programme_id
        asker = await self._find.chooser(programme_id, asker_id)
        offered = await self._find.helpers(programme_id, asker, request.goal, wish)
        seconds = request.seconds or DEFAULT_SECONDS
        asking = AskingForChat(programme_id, asker_id, request.client_key, request.goal, wish, seconds, offered)
        item = Item(hold_chat.asking_needs(asking), lambda work: hold_chat.ask_for_chat(self._opens(work), asking))
        chat: Chat = await self._commits.submit(item)
        return chat

    async def AcceptChat(self, request: pb.AcceptChatRequest, caller: Caller) -> pb.AcceptChatResponse:
        helper_id = member_id(caller, request.programme_id, "mentor")
        known = await self._reading.chat(request.programme_id, request.chat_id)
        if helper_id not in known.offered:
            raise ChatNotFound(NO_CHAT)
        needs = hold_chat.acceptance_needs(known, helper_id)
        item = Item(needs, lambda work: hold_chat.accept_chat(self._opens(work), known.id, helper_id))
        return pb.AcceptChatResponse(chat=await self._message(await self._commits.submit(item), helper_id))

    async def EndChat(self, request: pb.EndChatRequest, caller: Caller) -> pb.EndChatResponse:
        known = await self._reading.chat(request.programme_id, request.chat_id)
        own = [one for one in member_ids(caller, request.programme_id, "mentee", "mentor") if one in _people(known)]
        if not own and not is_staff(caller, request.programme_id):
            raise ChatNotFound(NO_CHAT)
        by = own[0] if own else ""
        item = Item(hold_chat.ending_needs(known), lambda work: hold_chat.end_chat(self._opens(work), known, by))
        return pb.EndChatResponse(chat=await self._message(await self._commits.submit(item), by))

    async def RateChat(self, request: pb.RateChatRequest, caller: Caller) -> pb.RateChatResponse:
        if not 1 <= request.stars <= MOST_STARS:
            raise invalid(f"stars must be 1 to {MOST_STARS}. Nothing was saved.")
        known = await self._reading.chat(request.programme_id, request.chat_id)
        own = [one for one in member_ids(caller, request.programme_id, "mentee", "mentor") if one in _people(known)]
        if not own:
            raise ChatNotFound(NO_CHAT)
        needs = hold_chat.ending_needs(known)
        item = Item(needs, lambda work: hold_chat.rate_chat(self._opens(work), known.id, own[0], request.stars))
        return pb.RateChatResponse(chat=await self._message(await self._commits.submit(item), own[0]))

    async def ListMyChats(self, request: pb.ListMyChatsRequest, caller: Caller) -> pb.ListMyChatsResponse:
        people = member_ids(caller, request.programme_id, "mentee", "mentor")
        size, after = page_size(request.page_size), page_after(request.page_token)
        chats = await self._reading.chats_of(request.programme_id, people, size + 1, after)
        token = chats[size - 1].id if len(chats) > size else ""
        messages = [one for person_id in people for one in await self._messages(_seen_by(chats[:size], person_id), person_id)]
        messages.sort(key=lambda one: -one.asked_at.ToNanoseconds())
        return pb.ListMyChatsResponse(chats=messages, next_page_token=token)

    async def ListChats(self, request: pb.ListChatsRequest, caller: Caller) -> pb.ListChatsResponse:
        if request.state and request.state not in STATE_OF:
            raise invalid("state must be one of ChatState, or left out for all.")
        size, after = page_size(request.page_size), page_after(request.page_token)
        chats = await self._reading.chats(request.programme_id, STATE_OF.get(request.state), size + 1, after)
        token = chats[size - 1].id if len(chats) > size else ""
        return pb.ListChatsResponse(chats=await self._messages(chats[:size], ""), next_page_token=token)

    async def _message(self, chat: Chat, reader_id: str) -> pb.Chat:
        return (await self._messages([chat], reader_id))[0]

    async def _messages(self, chats: Sequence[Chat], reader_id: str) -> list[pb.Chat]:
        """For the reader; without one for staff."""
        goals = await self._texts.shown([chat.goal_id for chat in chats], reader_id)
        wishes = await self._reading.wishes(chats)
        return [_message(chat, goals.get(chat.goal_id), wishes.get(chat.id, Wish()), reader_id) for chat in chats]


def _people(chat: Chat) -> tuple[str, ...]:
    return (chat.asker_id, chat.helper_id) if chat.helper_id else (chat.asker_id,)


def _seen_by(chats: Sequence[Chat], person_id: str) -> list[Chat]:
    return [chat for chat in chats if person_id in _people(chat) or (person_id in chat.offered and chat.state is State.ASKED)]


def _message(chat: Chat, goal: Shown | None, wish: Wish, reader_id: str) -> pb.Chat:
    """A rating is for whoever gave it, and for staff."""
    return pb.Chat(
        chat_id=chat.id,
        programme_id=chat.programme_id,
        asker_id=chat.asker_id,
        helper_id=chat.helper_id,
        state=STATES[chat.state],
        goal=writing(chat.goal_id, {chat.goal_id: goal}) if goal is not None else None,
        firm=wish.firm,
        field=wish.field,
        region=wish.region,
        seconds=chat.seconds,
        asked_at=timestamp(chat.asked_at),
        answer_by=None if chat.state in BEGUN else timestamp(chat.due_at),
        ends_at=timestamp(chat.due_at) if chat.state in BEGUN else None,
        offered=len(chat.offered),
        askers_rating=chat.askers_rating if reader_id in ("", chat.asker_id) else 0,
        helpers_rating=chat.helpers_rating if reader_id in ("", chat.helper_id) else 0,
    )
