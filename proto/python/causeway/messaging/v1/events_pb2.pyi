import datetime

from causeway.access.v1 import access_pb2 as _access_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MessagePosted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "message_id", "conversation_id", "programme_id", "author_id", "author_role", "seq", "content_version", "content_hmac", "text", "minor")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ROLE_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    CONTENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HMAC_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    author_role: _access_pb2.Role
    seq: int
    content_version: int
    content_hmac: str
    text: str
    minor: bool
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., author_role: _Optional[_Union[_access_pb2.Role, str]] = ..., seq: _Optional[int] = ..., content_version: _Optional[int] = ..., content_hmac: _Optional[str] = ..., text: _Optional[str] = ..., minor: _Optional[bool] = ...) -> None: ...

class MessageReleased(_message.Message):
    __slots__ = ("event_id", "occurred_at", "message_id", "conversation_id", "programme_id", "author_id", "author_role", "reader_ids", "seq", "feed_seq", "content_version", "words", "characters", "posted_at", "was_blocked")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ROLE_FIELD_NUMBER: _ClassVar[int]
    READER_IDS_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    FEED_SEQ_FIELD_NUMBER: _ClassVar[int]
    CONTENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    CHARACTERS_FIELD_NUMBER: _ClassVar[int]
    POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    WAS_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    author_role: _access_pb2.Role
    reader_ids: _containers.RepeatedScalarFieldContainer[str]
    seq: int
    feed_seq: int
    content_version: int
    words: int
    characters: int
    posted_at: _timestamp_pb2.Timestamp
    was_blocked: bool
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., author_role: _Optional[_Union[_access_pb2.Role, str]] = ..., reader_ids: _Optional[_Iterable[str]] = ..., seq: _Optional[int] = ..., feed_seq: _Optional[int] = ..., content_version: _Optional[int] = ..., words: _Optional[int] = ..., characters: _Optional[int] = ..., posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., was_blocked: _Optional[bool] = ...) -> None: ...

class MessageHeld(_message.Message):
    __slots__ = ("event_id", "occurred_at", "message_id", "conversation_id", "programme_id", "author_id", "seq", "content_version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    CONTENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    seq: int
    content_version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., seq: _Optional[int] = ..., content_version: _Optional[int] = ...) -> None: ...

class MessageBlocked(_message.Message):
    __slots__ = ("event_id", "occurred_at", "message_id", "conversation_id", "programme_id", "author_id", "seq", "content_version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    CONTENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    seq: int
    content_version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., seq: _Optional[int] = ..., content_version: _Optional[int] = ...) -> None: ...

class ConversationOpened(_message.Message):
    __slots__ = ("event_id", "occurred_at", "conversation_id", "programme_id", "participant_ids")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANT_IDS_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    conversation_id: str
    programme_id: str
    participant_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., participant_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ConversationRead(_message.Message):
    __slots__ = ("event_id", "occurred_at", "conversation_id", "programme_id", "reader_id", "feed_seq")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    READER_ID_FIELD_NUMBER: _ClassVar[int]
    FEED_SEQ_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    conversation_id: str
    programme_id: str
    reader_id: str
    feed_seq: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., reader_id: _Optional[str] = ..., feed_seq: _Optional[int] = ...) -> None: ...

class TalkLogged(_message.Message):
    __slots__ = ("event_id", "occurred_at", "talk_id", "conversation_id", "programme_id", "logged_by", "held_on", "minutes")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    TALK_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    LOGGED_BY_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    talk_id: str
    conversation_id: str
    programme_id: str
    logged_by: str
    held_on: str
    minutes: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., talk_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., logged_by: _Optional[str] = ..., held_on: _Optional[str] = ..., minutes: _Optional[int] = ...) -> None: ...
