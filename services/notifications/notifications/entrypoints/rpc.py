"""Calls that notifications answers. One method per rpc; domain errors become status codes here and nowhere else."""

from collections.abc import AsyncIterator

import grpc

from causeway.notifications.v1 import notifications_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from causeway_kit.work import UnitOfWork
from notifications.app import mark_seen, set_preferences
from notifications.app.list_notices import LARGEST_SIZE, WrongPage, list_notices
from notifications.app.offer_help import Helplines
from notifications.app.ports import Postroom, Reading
from notifications.domain.help import automated_reply
from notifications.domain.notice import HELP, NoSuchNotice, Notice
from notifications.domain.preferences import Preferences, SettingNotAccepted, in_force
from notifications.entrypoints.watching import Watching

MOST_SEEN = 200

STATUSES: dict[type[Exception], grpc.StatusCode] = {
    SettingNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    WrongPage: grpc.StatusCode.INVALID_ARGUMENT,
    NoSuchNotice: grpc.StatusCode.NOT_FOUND,
}


class PreferencesRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Postroom], reading: Reading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading

    async def Get(self, request: pb.GetRequest, caller: Caller) -> pb.GetResponse:
        return pb.GetResponse(settings=_settings(in_force(*await self._reading.preferences(caller.person_id))))

    async def Set(self, request: pb.SetRequest, caller: Caller) -> pb.SetResponse:
        if not request.HasField("settings"):
            raise invalid("settings must be given. Nothing was changed.")
        given = request.settings
        wanted = Preferences(given.email, given.time_zone, given.quiet_from, given.quiet_until)
        people = [caller.person_id, *sorted(caller.person_ids - {caller.person_id})]  # one in each programme, who want the same

        def act(work: UnitOfWork) -> Preferences:
            in_force_now, *_ = [set_preferences.set_preferences(self._opens(work), one, wanted) for one in people]
            return in_force_now

        item = Item([need for one in people for need in set_preferences.needs(one)], act)
        return pb.SetResponse(settings=_settings(await self._commits.submit(item)))


class InboxRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[Postroom], reading: Reading, watching: Watching, helplines: Helplines, reply: str
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._watching = watching
        self._helplines = helplines
        self._reply = reply

    async def ListNotices(self, request: pb.ListNoticesRequest, caller: Caller) -> pb.ListNoticesResponse:
        if not 0 <= request.page_size <= LARGEST_SIZE:
            raise invalid(f"page_size must be 0 to {LARGEST_SIZE}.")
        page = await list_notices(self._reading, caller.person_ids, request.page_size, request.page_token)
        return pb.ListNoticesResponse(
            notices=[await self._shown(notice) for notice in page.notices], next_page_token=page.next, unseen=page.unseen
        )

    async def MarkSeen(self, request: pb.MarkSeenRequest, caller: Caller) -> pb.MarkSeenResponse:
        if len(request.notice_ids) > MOST_SEEN:
            raise invalid(f"At most {MOST_SEEN} notices at once. Nothing was changed.")
        ids = list(dict.fromkeys(request.notice_ids)) or await self._reading.unseen_ids(caller.person_ids)
        item = Item(mark_seen.needs(ids), lambda work: mark_seen.mark_seen(self._opens(work), caller.person_ids, ids))
        await self._commits.submit(item)
        return pb.MarkSeenResponse(unseen=await self._reading.unseen(caller.person_ids))

    async def Watch(self, request: pb.WatchRequest, caller: Caller) -> AsyncIterator[pb.WatchResponse]:
        async for notice in self._watching.stream(caller.person_ids):
            yield pb.WatchResponse(notice=await self._shown(notice))

    async def _shown(self, notice: Notice) -> pb.Notice:
        if notice.kind != HELP:
            return _notice(notice, "")
        return _notice(notice, automated_reply(self._reply, await self._helplines.of(notice.programme_id)))


def _settings(preferences: Preferences) -> pb.Settings:
    return pb.Settings(
        email=preferences.email,
        time_zone=preferences.time_zone,
        quiet_from=preferences.quiet_from,
        quiet_until=preferences.quiet_until,
    )


def _notice(notice: Notice, automated_reply: str) -> pb.Notice:
    return pb.Notice(
        notice_id=notice.id,
        kind=notice.kind,
        conversation_id=notice.conversation_id,
        programme_id=notice.programme_id,
        count=notice.count,
        made_at=timestamp(notice.made_at),
        seen=notice.seen,
        automated_reply=automated_reply,
    )
