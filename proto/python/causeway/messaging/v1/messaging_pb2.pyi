import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STATE_UNSPECIFIED: _ClassVar[State]
    STATE_HELD: _ClassVar[State]
    STATE_IN_REVIEW: _ClassVar[State]
    STATE_RELEASED: _ClassVar[State]
    STATE_BLOCKED: _ClassVar[State]
    STATE_RETRACTED: _ClassVar[State]
STATE_UNSPECIFIED: State
STATE_HELD: State
STATE_IN_REVIEW: State
STATE_RELEASED: State
STATE_BLOCKED: State
STATE_RETRACTED: State

class Entry(_message.Message):
    __slots__ = ("conversation_id", "feed_seq", "message_id", "seq", "author_id", "text", "posted_at", "released_at")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    FEED_SEQ_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    RELEASED_AT_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    feed_seq: int
    message_id: str
    seq: int
    author_id: str
    text: str
    posted_at: _timestamp_pb2.Timestamp
    released_at: _timestamp_pb2.Timestamp
    def __init__(self, conversation_id: _Optional[str] = ..., feed_seq: _Optional[int] = ..., message_id: _Optional[str] = ..., seq: _Optional[int] = ..., author_id: _Optional[str] = ..., text: _Optional[str] = ..., posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., released_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OwnMessage(_message.Message):
    __slots__ = ("message_id", "conversation_id", "seq", "state", "text", "posted_at")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    conversation_id: str
    seq: int
    state: State
    text: str
    posted_at: _timestamp_pb2.Timestamp
    def __init__(self, message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., seq: _Optional[int] = ..., state: _Optional[_Union[State, str]] = ..., text: _Optional[str] = ..., posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Conversation(_message.Message):
    __slots__ = ("conversation_id", "programme_id", "participant_ids", "open", "feed_seq", "read_up_to", "unread")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANT_IDS_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    FEED_SEQ_FIELD_NUMBER: _ClassVar[int]
    READ_UP_TO_FIELD_NUMBER: _ClassVar[int]
    UNREAD_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    programme_id: str
    participant_ids: _containers.RepeatedScalarFieldContainer[str]
    open: bool
    feed_seq: int
    read_up_to: int
    unread: int
    def __init__(self, conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., participant_ids: _Optional[_Iterable[str]] = ..., open: _Optional[bool] = ..., feed_seq: _Optional[int] = ..., read_up_to: _Optional[int] = ..., unread: _Optional[int] = ...) -> None: ...

class ListMineRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListMineResponse(_message.Message):
    __slots__ = ("conversations",)
    CONVERSATIONS_FIELD_NUMBER: _ClassVar[int]
    conversations: _containers.RepeatedCompositeFieldContainer[Conversation]
    def __init__(self, conversations: _Optional[_Iterable[_Union[Conversation, _Mapping]]] = ...) -> None: ...

class PostRequest(_message.Message):
    __slots__ = ("conversation_id", "client_key", "text")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    client_key: str
    text: str
    def __init__(self, conversation_id: _Optional[str] = ..., client_key: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class PostResponse(_message.Message):
    __slots__ = ("message_id", "seq", "state", "posted_at")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    seq: int
    state: State
    posted_at: _timestamp_pb2.Timestamp
    def __init__(self, message_id: _Optional[str] = ..., seq: _Optional[int] = ..., state: _Optional[_Union[State, str]] = ..., posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SyncRequest(_message.Message):
    __slots__ = ("conversation_id", "after", "limit")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    after: int
    limit: int
    def __init__(self, conversation_id: _Optional[str] = ..., after: _Optional[int] = ..., limit: _Optional[int] = ...) -> None: ...

class SyncResponse(_message.Message):
    __slots__ = ("entries", "next", "more", "own", "unread")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_FIELD_NUMBER: _ClassVar[int]
    MORE_FIELD_NUMBER: _ClassVar[int]
    OWN_FIELD_NUMBER: _ClassVar[int]
    UNREAD_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[Entry]
    next: int
    more: bool
    own: _containers.RepeatedCompositeFieldContainer[OwnMessage]
    unread: int
    def __init__(self, entries: _Optional[_Iterable[_Union[Entry, _Mapping]]] = ..., next: _Optional[int] = ..., more: _Optional[bool] = ..., own: _Optional[_Iterable[_Union[OwnMessage, _Mapping]]] = ..., unread: _Optional[int] = ...) -> None: ...

class Cursor(_message.Message):
    __slots__ = ("conversation_id", "after")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    after: int
    def __init__(self, conversation_id: _Optional[str] = ..., after: _Optional[int] = ...) -> None: ...

class WatchRequest(_message.Message):
    __slots__ = ("cursors",)
    CURSORS_FIELD_NUMBER: _ClassVar[int]
    cursors: _containers.RepeatedCompositeFieldContainer[Cursor]
    def __init__(self, cursors: _Optional[_Iterable[_Union[Cursor, _Mapping]]] = ...) -> None: ...

class WatchResponse(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[Entry]
    def __init__(self, entries: _Optional[_Iterable[_Union[Entry, _Mapping]]] = ...) -> None: ...

class MarkReadRequest(_message.Message):
    __slots__ = ("conversation_id", "feed_seq")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    FEED_SEQ_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    feed_seq: int
    def __init__(self, conversation_id: _Optional[str] = ..., feed_seq: _Optional[int] = ...) -> None: ...

class MarkReadResponse(_message.Message):
    __slots__ = ("read_up_to", "unread")
    READ_UP_TO_FIELD_NUMBER: _ClassVar[int]
    UNREAD_FIELD_NUMBER: _ClassVar[int]
    read_up_to: int
    unread: int
    def __init__(self, read_up_to: _Optional[int] = ..., unread: _Optional[int] = ...) -> None: ...
