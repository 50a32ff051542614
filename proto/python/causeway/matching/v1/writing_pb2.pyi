from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WritingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WRITING_STATE_UNSPECIFIED: _ClassVar[WritingState]
    WRITING_STATE_PENDING: _ClassVar[WritingState]
    WRITING_STATE_SHOWN: _ClassVar[WritingState]
    WRITING_STATE_REFUSED: _ClassVar[WritingState]
WRITING_STATE_UNSPECIFIED: WritingState
WRITING_STATE_PENDING: WritingState
WRITING_STATE_SHOWN: WritingState
WRITING_STATE_REFUSED: WritingState

class Writing(_message.Message):
    __slots__ = ("text", "state")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    text: str
    state: WritingState
    def __init__(self, text: _Optional[str] = ..., state: _Optional[_Union[WritingState, str]] = ...) -> None: ...
