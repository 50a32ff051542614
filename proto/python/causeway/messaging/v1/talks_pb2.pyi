from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Talk(_message.Message):
    __slots__ = ("talk_id", "held_on", "minutes", "logged_by")
    TALK_ID_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    LOGGED_BY_FIELD_NUMBER: _ClassVar[int]
    talk_id: str
    held_on: str
    minutes: int
    logged_by: str
    def __init__(self, talk_id: _Optional[str] = ..., held_on: _Optional[str] = ..., minutes: _Optional[int] = ..., logged_by: _Optional[str] = ...) -> None: ...

class LogTalkRequest(_message.Message):
    __slots__ = ("conversation_id", "client_key", "held_on", "minutes")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    client_key: str
    held_on: str
    minutes: int
    def __init__(self, conversation_id: _Optional[str] = ..., client_key: _Optional[str] = ..., held_on: _Optional[str] = ..., minutes: _Optional[int] = ...) -> None: ...

class LogTalkResponse(_message.Message):
    __slots__ = ("talk",)
    TALK_FIELD_NUMBER: _ClassVar[int]
    talk: Talk
    def __init__(self, talk: _Optional[_Union[Talk, _Mapping]] = ...) -> None: ...

class ListTalksRequest(_message.Message):
    __slots__ = ("conversation_id", "page_size", "page_token")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    page_size: int
    page_token: str
    def __init__(self, conversation_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListTalksResponse(_message.Message):
    __slots__ = ("talks", "next_page_token")
    TALKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    talks: _containers.RepeatedCompositeFieldContainer[Talk]
    next_page_token: str
    def __init__(self, talks: _Optional[_Iterable[_Union[Talk, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
